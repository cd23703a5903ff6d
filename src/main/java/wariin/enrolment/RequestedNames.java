package wariin.enrolment;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wariin.ra.approval.StandingApproval;
import wariin.ra.request.Registrant;
import wariin.x509.AlternativeName;
import wariin.x509.CertificateProfile;
import wariin.x509.CertificationRequest;
import wariin.x509.SubjectNames;

/// Whom a certificate shall name, from what a request or an earlier certificate says. The organisation is always that
/// of
/// the standing approval; whether the rest may be, the registration authority decides.
public final class RequestedNames {
    private RequestedNames() {}

    public static Registrant of(CertificationRequest request, StandingApproval rule) {
        return registrant(request.attributes(), request.names(), rule);
    }

    /// The same names again.
    public static Registrant of(X509Certificate certificate, StandingApproval rule) {
        return registrant(
                SubjectNames.attributes(certificate.getSubjectX500Principal().getEncoded()),
                SubjectNames.alternatives(certificate),
                rule);
    }

    private static Registrant registrant(
            Map<String, String> subject, List<AlternativeName> names, StandingApproval rule) {
        var profile = CertificateProfile.of(rule.profile());
        if (profile.needsDnsName()) return device(subject, names, rule);
        var person = profile.allowedAttributes().contains("givenName");
        return new Registrant(
                commonName(subject, rule, person),
                person ? subject.get("givenName") : null,
                person ? subject.get("surname") : null,
                person ? subject.get("pseudonym") : null,
                subject.get("title"),
                rule.organisation(),
                rule.organisationName(),
                mailbox(names),
                List.of());
    }

    /// Many clients name a machine in the common name only.
    private static Registrant device(Map<String, String> subject, List<AlternativeName> names, StandingApproval rule) {
        var hosts = names.stream()
                .filter(AlternativeName.DnsName.class::isInstance)
                .map(AlternativeName::value)
                .toList();
        var common = subject.get("commonName");
        if (hosts.isEmpty() && common != null) hosts = List.of(common);
        return Registrant.device(rule.organisation(), rule.organisationName(), hosts);
    }

    private static String commonName(Map<String, String> subject, StandingApproval rule, boolean person) {
        var common = subject.get("commonName");
        if (common != null) return common;
        if (!person) return rule.organisationName();
        var pseudonym = subject.get("pseudonym");
        if (pseudonym != null) return pseudonym;
        return (subject.getOrDefault("surname", "") + " " + subject.getOrDefault("givenName", "")).strip();
    }

    private static @Nullable String mailbox(List<AlternativeName> names) {
        return names.stream()
                .filter(AlternativeName.Mailbox.class::isInstance)
                .map(AlternativeName::value)
                .findFirst()
                .orElse(null);
    }
}
