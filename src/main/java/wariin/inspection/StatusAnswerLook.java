package wariin.inspection;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import wariin.inspection.Look.Notes;

/// Asks a responder for the status of one certificate and looks at its answer (RFC 6960, 3.2).
final class StatusAnswerLook {

    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Fetcher fetcher;
    private final Instant now;
    private final Notes notes;

    StatusAnswerLook(Fetcher fetcher, Instant now, Notes notes) {
        this.fetcher = fetcher;
        this.now = now;
        this.notes = notes;
    }

    void ask(String address, X509Certificate certificate, X509Certificate issuer) {
        var fact = notes.fact("responder", address);
        fact.put("serial", certificate.getSerialNumber().toString(16));
        try {
            var digests = new JcaDigestCalculatorProviderBuilder().build();
            var id = new CertificateID(
                    digests.get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer),
                    certificate.getSerialNumber());
            var request = new OCSPReqBuilder().addRequest(id).build().getEncoded();
            switch (fetcher.post(address, "application/ocsp-request", request)) {
                case Fetcher.Fetched.Failed(var reason) -> {
                    fact.put("fault", reason.en());
                    notes.fault(reason);
                }
                case Fetcher.Fetched.Got got -> answer(got, id, issuer, fact);
            }
        } catch (OCSPException | OperatorCreationException | IOException | CertificateException broken) {
            fact.put("fault", String.valueOf(broken.getMessage()));
            notes.fault("状態応答として読めません。", "What is answered is no status answer.");
        }
    }

    private void answer(Fetcher.Fetched.Got got, CertificateID id, X509Certificate issuer, Map<String, Object> fact)
            throws OCSPException, OperatorCreationException, IOException, CertificateException {
        fact.put("sha256", got.sha256());
        var response = new OCSPResp(got.body());
        if (response.getStatus() != OCSPResp.SUCCESSFUL
                || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
            notes.fault("状態応答が得られません。", "The responder does not answer the question.");
            return;
        }
        if (!signed(basic, new JcaX509CertificateHolder(issuer), fact)) {
            notes.fault("状態応答の署名が正しくありません。", "The signature of the status answer is wrong.");
        }
        fact.put("producedAt", basic.getProducedAt().toInstant().toString());
        for (var single : basic.getResponses()) {
            if (!single.getCertID().getSerialNumber().equals(id.getSerialNumber())) continue;
            period(single.getThisUpdate(), single.getNextUpdate(), fact);
            var good = single.getCertStatus() == CertificateStatus.GOOD;
            fact.put("status", good ? "good" : single.getCertStatus().getClass().getSimpleName());
            if (!good) notes.fault("証明書の状態が有効ではありません。", "The status of the certificate is not good.");
            return;
        }
        notes.fault("状態応答が別の証明書についてのものです。", "The answer is about another certificate.");
    }

    private void period(Date thisUpdate, @Nullable Date nextUpdate, Map<String, Object> fact) {
        fact.put("thisUpdate", thisUpdate.toInstant().toString());
        if (thisUpdate.toInstant().isAfter(now.plus(SKEW))) {
            notes.fault("状態応答の時刻が未来です。", "The status answer is dated in the future.");
        }
        if (nextUpdate == null) return;
        fact.put("nextUpdate", nextUpdate.toInstant().toString());
        if (nextUpdate.toInstant().isBefore(now)) {
            notes.fault("状態応答の期限が切れています。", "The status answer is out of date.");
        }
    }

    /// By the issuer itself or by one whom it named for that (RFC 6960, 4.2.2.2).
    private boolean signed(BasicOCSPResp basic, X509CertificateHolder issuer, Map<String, Object> fact)
            throws OCSPException, OperatorCreationException, CertificateException {
        if (valid(basic, issuer)) return true;
        for (var holder : basic.getCerts()) {
            var delegated = ExtendedKeyUsage.fromExtensions(holder.getExtensions());
            if (delegated == null || !delegated.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)) continue;
            if (!holder.isValidOn(Date.from(now)) || !issued(holder, issuer)) continue;
            if (valid(basic, holder)) {
                fact.put("signer", holder.getSubject().toString());
                return true;
            }
        }
        return false;
    }

    private static boolean issued(X509CertificateHolder holder, X509CertificateHolder issuer)
            throws OperatorCreationException, CertificateException {
        try {
            return holder.isSignatureValid(new JcaContentVerifierProviderBuilder().build(issuer));
        } catch (CertException _) {
            return false;
        }
    }

    private static boolean valid(BasicOCSPResp basic, X509CertificateHolder signer)
            throws OperatorCreationException, CertificateException {
        try {
            return basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer));
        } catch (OCSPException _) {
            return false;
        }
    }
}
