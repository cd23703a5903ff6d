package wariin.inspection;

import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;
import wariin.site.Bilingual;
import wariin.x509.CertificateLinter;
import wariin.x509.CertificateProfile;
import wariin.x509.LintOutcome;

/// Facts that every certificate of a service must show (RFC 5280, 4; EN 319 412-2 and -3); our own are held against
/// their whole profile too.
@Component
class CertificateProfileFacts implements Check {

    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final int KEY_CERT_SIGN = 5;

    private final CertificatesAtHand atHand;
    private final Issuers issuers;
    private final Clock clock;

    CertificateProfileFacts(CertificatesAtHand atHand, Issuers issuers, Clock clock) {
        this.atHand = atHand;
        this.issuers = issuers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "certificate-profile-lint";
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        var certificates = atHand.of(service);
        for (var certificate : certificates) {
            var faults = new ArrayList<Bilingual>();
            facts(certificate, faults);
            if (service.target().equals("tsa")) timeStamping(certificate, faults);
            if (service.own()) ownProfile(certificate, certificates, faults);
            var fact = notes.fact(
                    "certificate", certificate.getSubjectX500Principal().getName());
            fact.put("serial", certificate.getSerialNumber().toString(16));
            fact.put("notAfter", certificate.getNotAfter().toInstant().toString());
            fact.put("faults", faults.stream().map(Bilingual::en).toList());
            for (var fault : faults) notes.fault("証明書の" + fault.ja() + "。", fault.en() + ".");
        }
        if (notes.nothingSeen()) {
            notes.doubt("登録された証明書がありません。", "No certificate is named for this service.");
        }
        return notes.look("証明書は形式の要件を満たしています。", "The certificates show all that their profile asks.");
    }

    private void facts(X509Certificate certificate, List<Bilingual> faults) {
        require(certificate.getVersion() == 3, "版が3ではありません", "The version is not 3", faults);
        var serial = certificate.getSerialNumber();
        require(
                serial.signum() > 0 && serial.bitLength() <= 159,
                "シリアル番号が正の数でないか長すぎます",
                "The serial number is not positive or too long",
                faults);
        require(serial.bitLength() > 56, "シリアル番号が推測できます", "The serial number can be guessed", faults);
        var now = clock.instant();
        require(certificate.getNotBefore().toInstant().isBefore(now), "まだ有効期間前です", "It is not valid yet", faults);
        require(certificate.getNotAfter().toInstant().isAfter(now), "有効期間が過ぎています", "It has expired", faults);
        var subject = certificate.getSubjectX500Principal().getName();
        for (var part : List.of("C=", "O=", "CN=")) {
            require(
                    ("," + subject).contains("," + part),
                    "主体者名に" + part.replace("=", "") + "がありません",
                    "The subject has no " + part.replace("=", ""),
                    faults);
        }
        require(
                certificate.getExtensionValue("2.5.29.14") != null,
                "主体者鍵識別子がありません",
                "It has no subject key identifier",
                faults);
        var selfSigned = Issuers.selfSigned(certificate);
        require(
                selfSigned || certificate.getExtensionValue("2.5.29.35") != null,
                "発行者鍵識別子がありません",
                "It has no authority key identifier",
                faults);
        require(
                selfSigned || certificate.getExtensionValue("2.5.29.32") != null,
                "証明書ポリシーがありません",
                "It names no policy",
                faults);
        var pointers = Pointers.of(certificate);
        require(
                selfSigned
                        || !pointers.lists().isEmpty()
                        || !pointers.responders().isEmpty(),
                "状態を確かめる場所の記載がありません",
                "It does not say where its status is told",
                faults);
        keyUsage(certificate, faults);
    }

    private static void keyUsage(X509Certificate certificate, List<Bilingual> faults) {
        var usage = certificate.getKeyUsage();
        var critical = certificate.getCriticalExtensionOIDs();
        require(
                usage != null && critical != null && critical.contains("2.5.29.15"),
                "鍵用途が重要(critical)と指定されていません",
                "Its key usage is not critical",
                faults);
        var authority = certificate.getBasicConstraints() >= 0;
        var signsCertificates = usage != null && usage[KEY_CERT_SIGN];
        require(authority == signsCertificates, "認証局かどうかと鍵用途が一致しません", "Authority and key usage do not agree", faults);
        require(
                !authority || critical != null && critical.contains("2.5.29.19"),
                "基本制約が重要(critical)と指定されていません",
                "Its basic constraints are not critical",
                faults);
    }

    /// RFC 3161, 2.3: one purpose, and critical.
    private static void timeStamping(X509Certificate certificate, List<Bilingual> faults) {
        if (certificate.getBasicConstraints() >= 0) return;
        try {
            var critical = certificate.getCriticalExtensionOIDs();
            require(
                    List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage())
                            && critical != null
                            && critical.contains("2.5.29.37"),
                    "用途がタイムスタンプのみ、かつ重要(critical)ではありません",
                    "Time-stamping is not its only purpose, and critical",
                    faults);
        } catch (CertificateParsingException _) {
            faults.add(new Bilingual("用途を読み取れません", "Its purposes cannot be read"));
        }
    }

    private void ownProfile(X509Certificate certificate, List<X509Certificate> others, List<Bilingual> faults) {
        var profile = Issuers.selfSigned(certificate)
                ? CertificateProfile.ROOT
                : certificate.getBasicConstraints() >= 0 ? issuing(certificate) : unit(certificate);
        var issuer = issuers.of(certificate, others);
        try {
            if (issuer.isEmpty()) {
                faults.add(new Bilingual("発行者の証明書が見つかりません", "Its issuer cannot be found"));
                return;
            }
            var lint = CertificateLinter.lint(
                    certificate.getTBSCertificate(), profile, issuer.get().getPublicKey());
            if (lint instanceof LintOutcome.Failed(var findings)) {
                for (var finding : findings) faults.add(new Bilingual("プロファイル検査の指摘: " + finding, finding));
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The newer versions limit the purposes, and end the key before the certificate.
    private static CertificateProfile issuing(X509Certificate certificate) {
        var limited = certificate.getExtensionValue("2.5.29.37") != null;
        return limited ? CertificateProfile.ISSUING_2 : CertificateProfile.ISSUING;
    }

    private static CertificateProfile unit(X509Certificate certificate) {
        var ends = certificate.getExtensionValue("2.5.29.16") != null;
        return ends ? CertificateProfile.TIME_STAMPING_UNIT_2 : CertificateProfile.TIME_STAMPING_UNIT;
    }

    private static void require(boolean holds, String ja, String en, List<Bilingual> faults) {
        if (!holds) faults.add(new Bilingual(ja, en));
    }
}
