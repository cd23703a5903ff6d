package wariin.x509;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/// What an authority asks of one that is kept elsewhere: its name, its key, what it will certify (PKCS #10, RFC 2986).
///
/// It names the subject key identifier too, since all that the authority signs will name the same.
public record AuthorityRequest(DistinguishedName subject, PublicKey key, List<String> purposes) {
    private static final String EXTENSION_REQUEST = "1.2.840.113549.1.9.14";
    private static final byte[] TRUE = {Der.BOOLEAN, 1, (byte) 0xff};
    private static final byte[] CERTIFICATES_AND_LISTS = {1, 0b0000_0110};

    public AuthorityRequest {
        purposes = List.copyOf(purposes);
    }

    /// The request in DER.
    public byte[] signedBy(UnaryOperator<byte[]> signer) {
        var info = Der.sequence(
                Der.integer(0), subject.principal().getEncoded(), key.getEncoded(), Der.of(Der.CONTEXT, attribute()));
        var algorithm = SignatureAlgorithm.of(key).identifier();
        return Der.sequence(info, algorithm, Der.bits(signer.apply(info)));
    }

    /// The purposes that a request asks for, whoever made it; empty if it names none.
    public static List<String> purposesIn(byte[] der) {
        try {
            var attributes =
                    new PKCS10CertificationRequest(der).getAttributes(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest);
            if (attributes.length == 0) return List.of();
            var asked = Extensions.getInstance(attributes[0].getAttrValues().getObjectAt(0));
            return Optional.ofNullable(ExtendedKeyUsage.fromExtensions(asked)).stream()
                    .flatMap(usage -> Arrays.stream(usage.getUsages()))
                    .map(purpose -> purpose.toOID().getId())
                    .toList();
        } catch (java.io.IOException | RuntimeException e) {
            throw new MalformedDer("Not a certification request");
        }
    }

    private byte[] attribute() {
        var constraints = Der.sequence(TRUE, Der.integer(0));
        var usage = Der.of(Der.BIT_STRING, CERTIFICATES_AND_LISTS);
        var named = purposes.stream().map(Der::oid).toArray(byte[][]::new);
        var limits = purposes.isEmpty()
                ? new byte[0]
                : Der.extension(Extension.extendedKeyUsage.getId(), false, Der.sequence(named));
        var extensions = Der.sequence(
                Der.extension(Extension.basicConstraints.getId(), true, constraints),
                Der.extension(Extension.keyUsage.getId(), true, usage),
                Der.extension(Extension.subjectKeyIdentifier.getId(), false, Der.octets(KeyIdentifier.of(key))),
                limits);
        return Der.sequence(Der.oid(EXTENSION_REQUEST), Der.of(Der.SET, extensions));
    }
}
