package wariin.x509;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A good content for each profile, below an authority in memory.
final class SampleContents {
    static final CertificateContent.Dissemination PLACES = new CertificateContent.Dissemination(
            "http://pki.example.jp/pki/mail/7.crl",
            "http://pki.example.jp/pki/mail.cer",
            "http://pki.example.jp/ocsp",
            "http://pki.example.jp/pki/cps",
            "https://pki.example.jp/pki/pds");
    static final String OWN_POLICY = "2.25.38907951887363738810369757394255193691.1.3";

    private static final DistinguishedName AUTHORITY = DistinguishedName.of("JP", "試験認証", "Test Issuing Authority");
    private static final Instant FROM = Instant.parse("2026-11-23T00:00:00Z");

    private final PublicKey issuerKey;
    private final SecureRandom random = new SecureRandom();

    private final String policy;

    SampleContents(KeyPair issuer) {
        this(issuer, OWN_POLICY);
    }

    SampleContents(KeyPair issuer, String policy) {
        this.issuerKey = issuer.getPublic();
        this.policy = policy;
    }

    CertificateContent of(CertificateProfile profile, PublicKey key) {
        var content = new CertificateContent(
                profile,
                SerialNumber.random(random),
                AUTHORITY.principal(),
                profile.isSelfSigned() ? AUTHORITY : subject(profile.name()),
                FROM,
                FROM.plus(profile.longest()).minusSeconds(1),
                profile.isSelfSigned() ? issuerKey : key,
                issuerKey,
                profile.rules().status().equals("none") ? null : PLACES,
                profile.rules().ownPolicy().equals("required") ? policy : null,
                names(profile),
                profile.rules().keyUsagePeriod().equals("required") ? Duration.ofDays(1095) : null);
        return profile.rules().purposesChosen() ? content.withPurposes(List.of("1.3.6.1.5.5.7.3.4")) : content;
    }

    private static DistinguishedName subject(String profile) {
        var person = new DistinguishedName("JP", "株式会社 髙﨑", "NTRJP-7000012050002", "山田 花子", "W01A2");
        return switch (profile) {
            case "person", "mail-sponsor", "mail-multipurpose", "one-shot" -> person.withPerson("花子", "山田");
            case "mail-organisation" -> person("株式会社 髙﨑", "NTRJP-7000012050002");
            case "organisation-seal", "qualified-seal" -> person("契約部 印", "NTRJP-7000012050002");
            case "subscriber" -> person;
            case "device" -> DistinguishedName.of("JP", "株式会社 髙﨑", "printer.example.jp");
            default -> DistinguishedName.of("JP", "試験認証", "Test " + profile);
        };
    }

    private static DistinguishedName person(String commonName, String identifier) {
        return new DistinguishedName("JP", "株式会社 髙﨑", identifier, commonName, null);
    }

    private static List<AlternativeName> names(CertificateProfile profile) {
        if (profile.needsDnsName()) return List.of(new AlternativeName.DnsName("printer.example.jp"));
        return profile.allowsMailboxes() ? List.of(new AlternativeName.Mailbox("hanako@example.jp")) : List.of();
    }
}
