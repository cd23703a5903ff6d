package wariin.enrolment.cmp;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.crmf.CertReqMessages;
import org.bouncycastle.asn1.crmf.CertReqMsg;
import org.bouncycastle.asn1.crmf.CertTemplate;
import org.bouncycastle.asn1.crmf.POPOSigningKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import wariin.x509.AlternativeName;
import wariin.x509.CertificationRequest;
import wariin.x509.ProofOfPossession;
import wariin.x509.SubjectNames;

/// Reads what a client asks for: a template with a signature, or a PKCS #10 request (RFC 4211; RFC 9483, 4.1).
final class CmpRequests {

    /// A request and the number under which it is answered.
    record Asked(BigInteger id, CertificationRequest request) {}

    /// A PKCS #10 request has no number of its own (RFC 9483, 4.1.4).
    private static final BigInteger NONE = BigInteger.valueOf(-1);

    private CmpRequests() {}

    static Asked pkcs10(ASN1Encodable content) throws IOException {
        return switch (CertificationRequest.parse(content.toASN1Primitive().getEncoded(ASN1Encoding.DER))) {
            case CertificationRequest.Reading.Proven(var request) -> new Asked(NONE, request);
            case CertificationRequest.Reading.Refused(var fault, var detail) ->
                throw new CmpFault(
                        switch (fault) {
                            case UNREADABLE -> PKIFailureInfo.badDataFormat;
                            case WEAK_KEY -> PKIFailureInfo.badCertTemplate;
                            case NOT_PROVEN -> PKIFailureInfo.badPOP;
                        },
                        detail);
        };
    }

    static Asked template(ASN1Encodable content) throws IOException {
        var all = CertReqMessages.getInstance(content).toCertReqMsgArray();
        if (all.length != 1) throw new CmpFault(PKIFailureInfo.badRequest, "One certificate is asked for at a time");
        var message = all[0];
        var template = message.getCertReq().getCertTemplate();
        var info = template.getPublicKey();
        if (info == null) throw wrongTemplate("There is no public key");
        var key = ProofOfPossession.strongKey(info.getEncoded(ASN1Encoding.DER))
                .orElseThrow(() -> wrongTemplate("Keys of this kind, or so weak ones, are not certified"));
        var subject = template.getSubject() == null
                ? new X500Name(new org.bouncycastle.asn1.x500.RDN[0])
                : template.getSubject();
        var name = subject.getEncoded(ASN1Encoding.DER);
        var request = new CertificationRequest(
                key,
                new X500Principal(name),
                SubjectNames.attributes(name),
                names(template),
                null,
                message.getEncoded(ASN1Encoding.DER));
        prove(message, request);
        return new Asked(message.getCertReq().getCertReqId().getValue(), request);
    }

    private static List<AlternativeName> names(CertTemplate template) {
        var extensions = template.getExtensions();
        var names = extensions == null ? null : extensions.getExtension(Extension.subjectAlternativeName);
        return names == null
                ? List.of()
                : SubjectNames.alternatives(names.getExtnValue().getOctets());
    }

    /// Only a signature over the whole template proves anything to us (RFC 4211, 4.1).
    private static void prove(CertReqMsg message, CertificationRequest request) throws IOException {
        var proof = message.getPop();
        if (proof == null || proof.getType() != org.bouncycastle.asn1.crmf.ProofOfPossession.TYPE_SIGNING_KEY) {
            throw new CmpFault(PKIFailureInfo.badPOP, "The key is not proven by its own signature");
        }
        var signed = POPOSigningKey.getInstance(proof.getObject());
        var holds = signed.getPoposkInput() == null
                && ProofOfPossession.holds(
                        signed.getAlgorithmIdentifier().getAlgorithm().getId(),
                        request.key(),
                        message.getCertReq().getEncoded(ASN1Encoding.DER),
                        signed.getSignature().getOctets());
        if (!holds) throw new CmpFault(PKIFailureInfo.badPOP, "The key is not proven by its own signature");
    }

    private static CmpFault wrongTemplate(String sentence) {
        return new CmpFault(PKIFailureInfo.badCertTemplate, sentence);
    }
}
