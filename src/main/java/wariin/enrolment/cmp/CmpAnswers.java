package wariin.enrolment.cmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.CMPObjectIdentifiers;
import org.bouncycastle.asn1.cmp.InfoTypeAndValue;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIHeader;
import org.bouncycastle.asn1.cmp.PKIHeaderBuilder;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.cmp.CMPException;
import org.bouncycastle.cert.cmp.ProtectedPKIMessageBuilder;
import org.bouncycastle.cert.crmf.CRMFException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;

/// Puts a header and protection around what is answered (RFC 9483, 3.1 to 3.3).
@Component
class CmpAnswers {

    private static final ASN1ObjectIdentifier IMPLICIT_CONFIRM = CMPObjectIdentifiers.it_implicitConfirm;
    private static final int NONCE = 16;

    private final CmpSigner signer;
    private final CertificationAuthority authority;
    private final SecureRandom random;
    private final Clock clock;

    CmpAnswers(CmpSigner signer, CertificationAuthority authority, SecureRandom random, Clock clock) {
        this.signer = signer;
        this.authority = authority;
        this.random = random;
        this.clock = clock;
    }

    static boolean wantsNoConfirmation(PKIHeader header) {
        if (header.getGeneralInfo() == null) return false;
        for (var info : header.getGeneralInfo()) if (info.getInfoType().equals(IMPLICIT_CONFIRM)) return true;
        return false;
    }

    /// For those whom nobody knows; a client must be told to believe such an answer.
    byte[] unprotected(@Nullable PKIHeader asked, PKIBody body) {
        var to = asked == null ? new GeneralName(X500Name.getInstance(name(authority.root()))) : asked.getSender();
        var header = new PKIHeaderBuilder(PKIHeader.CMP_2000, sender(), to).setSenderNonce(nonce());
        if (asked != null && asked.getTransactionID() != null) header.setTransactionID(asked.getTransactionID());
        if (asked != null && asked.getSenderNonce() != null) header.setRecipNonce(asked.getSenderNonce());
        return encoded(new PKIMessage(header.build(), body));
    }

    /// As the message was protected, so is the answer.
    byte[] protect(PKIHeader asked, CmpReply reply, CmpCaller caller) {
        var body = reply.body();
        var answer = new ProtectedPKIMessageBuilder(asked.getPvno().intValueExact(), sender(), asked.getSender())
                .setTransactionID(asked.getTransactionID().getOctets())
                .setSenderNonce(nonce())
                .setRecipNonce(asked.getSenderNonce().getOctets())
                .setMessageTime(Date.from(clock.instant()))
                .setBody(body);
        if (reply.implicit()) {
            answer.addGeneralInfo(new InfoTypeAndValue(IMPLICIT_CONFIRM, DERNull.INSTANCE));
        }
        try {
            if (caller instanceof CmpCaller.Holder) answer.addCMPCertificate(holder(signer.certificate()));
            if (CmpEnrolments.isCertificate(body)) {
                // What leads from the new certificate to the root.
                for (var one : CmpEnrolments.chain(body, authority)) answer.addCMPCertificate(holder(one));
            }
            return encoded(
                    switch (caller) {
                        case CmpCaller.Secret(var key, var secret) ->
                            answer.setSenderKID(key.id().getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                                    .build(PasswordMac.answering(asked.getProtectionAlg(), secret, random))
                                    .toASN1Structure();
                        case CmpCaller.Holder _ ->
                            answer.setSenderKID(signer.keyIdentifier())
                                    .build(signer.contentSigner())
                                    .toASN1Structure();
                    });
        } catch (CMPException | CRMFException | OperatorCreationException | CertificateEncodingException e) {
            throw new IllegalStateException("An answer cannot be protected", e);
        }
    }

    private static JcaX509CertificateHolder holder(X509Certificate certificate) throws CertificateEncodingException {
        return new JcaX509CertificateHolder(certificate);
    }

    private GeneralName sender() {
        return new GeneralName(X500Name.getInstance(name(signer.certificate())));
    }

    private static byte[] name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getEncoded();
    }

    private byte[] nonce() {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return nonce;
    }

    private static byte[] encoded(PKIMessage message) {
        try {
            return message.getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
