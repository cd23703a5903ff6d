package wariin.enrolment.cmp;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CertOrEncCert;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.CertifiedKeyPair;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cmp.PollRepContent;
import org.bouncycastle.asn1.x509.Certificate;
import wariin.x509.Certificates;

/// Bodies that answer a request for one certificate (RFC 9810, 5.3.4 and 5.3.22).
final class CmpResponses {
    private CmpResponses() {}

    static PKIBody granted(int answer, BigInteger asked, X509Certificate certificate) {
        var pair = new CertifiedKeyPair(new CertOrEncCert(certificate(certificate)));
        return of(answer, new CertResponse(new ASN1Integer(asked), new PKIStatusInfo(PKIStatus.granted), pair, null));
    }

    static PKIBody waiting(int answer, BigInteger asked) {
        var status = new PKIStatusInfo(PKIStatus.waiting, new PKIFreeText("It is not decided yet; ask again"));
        return of(answer, new CertResponse(new ASN1Integer(asked), status));
    }

    static PKIBody rejected(int answer, BigInteger asked, int failure, String sentence) {
        return of(answer, new CertResponse(new ASN1Integer(asked), CmpFault.rejection(failure, sentence)));
    }

    static PKIBody later(BigInteger asked, Duration after) {
        return new PKIBody(
                PKIBody.TYPE_POLL_REP, new PollRepContent(new ASN1Integer(asked), new ASN1Integer(after.toSeconds())));
    }

    static CMPCertificate certificate(X509Certificate certificate) {
        return new CMPCertificate(Certificate.getInstance(Certificates.encoded(certificate)));
    }

    private static PKIBody of(int answer, CertResponse response) {
        return new PKIBody(answer, new CertRepMessage(null, new CertResponse[] {response}));
    }
}
