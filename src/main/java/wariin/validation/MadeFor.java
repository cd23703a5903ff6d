package wariin.validation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/// The digest of the bytes that a signature or time-stamp was made for, as it says itself (RFC 5652, 11.2; RFC 3161,
/// 2.4.2).
record MadeFor(String algorithm, byte[] digest) {

    static Optional<MadeFor> of(SignaturePlace place) {
        try {
            var signed = new CMSSignedData(Der.withoutPadding(place.contents()));
            if (place.timestamp()) {
                var stamped = new TimeStampToken(signed).getTimeStampInfo();
                return Optional.of(
                        new MadeFor(stamped.getMessageImprintAlgOID().getId(), stamped.getMessageImprintDigest()));
            }
            var signer = signed.getSignerInfos().getSigners().iterator().next();
            var attribute = signer.getSignedAttributes().get(CMSAttributes.messageDigest);
            var digest = ASN1OctetString.getInstance(attribute.getAttributeValues()[0])
                    .getOctets();
            return Optional.of(new MadeFor(signer.getDigestAlgOID(), digest));
        } catch (CMSException | TSPException | IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    boolean fits(ByteBuffer bytes, SignaturePlace place) {
        try {
            var range = place.byteRange();
            var computed = MessageDigest.getInstance(algorithm);
            computed.update(bytes.slice(0, range.get(1).intValue()));
            computed.update(bytes.slice(range.get(2).intValue(), range.get(3).intValue()));
            return Arrays.equals(computed.digest(), digest);
        } catch (NoSuchAlgorithmException | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
