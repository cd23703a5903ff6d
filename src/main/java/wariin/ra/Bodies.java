package wariin.ra;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.CertificationAuthority;
import wariin.ca.IssuingTerms;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.application.PreparedOutcome;
import wariin.ca.authority.AssuranceLevel;
import wariin.keys.DeliverableKey;
import wariin.keys.KeyAlgorithm;
import wariin.ra.desk.Desk;
import wariin.ra.desk.HolderProfiles;
import wariin.ra.request.KeyPart;
import wariin.ra.request.Registrant;
import wariin.ra.request.Sha256;
import wariin.ra.request.StoredRequest;
import wariin.x509.AlternativeName;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;

/// Makes what officers sign: the exact body of the certificate, linted; or, where the key is made only at pick-up, all
/// that it will say but the key. Uses keys, so never inside a transaction.
@Component
class Bodies {

    /// What came out.
    sealed interface Made {
        /// @param sha256 what officers sign
        /// @param body null when the key comes later
        record Fine(byte[] sha256, @Nullable PreparedCertificate body) implements Made {}

        record Unfit(List<String> findings) implements Made {}
    }

    private final CertificationAuthority authority;
    private final IssuingTerms terms;

    Bodies(CertificationAuthority authority, IssuingTerms terms) {
        this.authority = authority;
        this.terms = terms;
    }

    Made make(Desk desk, StoredRequest item) {
        return switch (item.request().key()) {
            case REQUEST -> body(desk, item, KeyPart.read(item.publicKey()));
            case PICK_UP -> content(desk, item);
        };
    }

    /// The body for a key that was made just now.
    PreparedOutcome bodyFor(Desk desk, StoredRequest item, PublicKey key) {
        return authority.prepare(application(desk, item, key));
    }

    private Made body(Desk desk, StoredRequest item, PublicKey key) {
        return switch (authority.prepare(application(desk, item, key))) {
            case PreparedOutcome.Prepared(var body) -> new Made.Fine(body.sha256(), body);
            case PreparedOutcome.Unfit(var findings) -> new Made.Unfit(findings);
        };
    }

    /// A key that nobody keeps stands in for the later one, so that the linter sees all the rest.
    private Made content(Desk desk, StoredRequest item) {
        try (var standIn = DeliverableKey.generate(KeyAlgorithm.EC_P256)) {
            if (authority.prepare(application(desk, item, standIn.publicKey()))
                    instanceof PreparedOutcome.Unfit(var findings)) {
                return new Made.Unfit(findings);
            }
        }
        return new Made.Fine(contentSha256(desk, item), null);
    }

    /// The hash of everything that the certificate will say but its key, serial number and day: the same facts give the
    /// same hash, so at pick-up it is computed again and must be what was signed.
    byte[] contentSha256(Desk desk, StoredRequest item) {
        var profile = CertificateProfile.of(item.request().profile());
        var text = new StringBuilder("Wariin certificate content (format 1)\n");
        text.append(profile.id()).append(' ').append(profile.sha256()).append('\n');
        text.append(HexFormat.of().formatHex(subject(profile, item).principal().getEncoded()))
                .append('\n');
        for (var name : names(item.request().registrant())) {
            text.append(name.getClass().getSimpleName())
                    .append(' ')
                    .append(name.value())
                    .append('\n');
        }
        text.append("validity ").append(item.request().validity()).append('\n');
        text.append("policy ").append(policy(profile, desk)).append('\n');
        text.append("holder ").append(item.holder()).append('\n');
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private CertificateApplication application(Desk desk, StoredRequest item, PublicKey key) {
        var profile = CertificateProfile.of(item.request().profile());
        return new CertificateApplication(
                profile,
                key,
                subject(profile, item),
                names(item.request().registrant()),
                item.request().validity(),
                policy(profile, desk),
                item.holder());
    }

    /// Who checked: the platform's own desk, or one of the organisation itself. Left out where the profile says it all.
    private @Nullable String policy(CertificateProfile profile, Desk desk) {
        if (profile.name().startsWith("mail-") || profile.name().equals("device")) return null;
        return terms.policies()
                .of(desk.platform() ? AssuranceLevel.OPERATOR_CHECKED : AssuranceLevel.ORGANISATION_CONFIRMED);
    }

    private static DistinguishedName subject(CertificateProfile profile, StoredRequest item) {
        var registrant = item.request().registrant();
        return new DistinguishedName(
                "JP",
                registrant.organisationName().isBlank() ? null : registrant.organisationName(),
                registrant.organisation() == null ? null : "NTRJP-" + registrant.organisation(),
                null,
                registrant.commonName(),
                registrant.givenName(),
                registrant.surname(),
                registrant.pseudonym(),
                registrant.title(),
                HolderProfiles.ofPerson(profile) ? number(item) : null);
    }

    /// Keeps people of one name apart in certificates, and stays theirs through renewals (X.520, 6.2.9).
    private static String number(StoredRequest item) {
        return Sha256.hex(Sha256.of("holder " + item.origin())).substring(0, 20);
    }

    private static List<AlternativeName> names(Registrant registrant) {
        var names = new ArrayList<AlternativeName>();
        if (registrant.email() != null) names.add(new AlternativeName.Mailbox(registrant.email()));
        for (var host : registrant.dnsNames()) names.add(new AlternativeName.DnsName(host));
        return names;
    }
}
