package wariin.enrolment.acme;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import wariin.enrolment.EnrolmentSettings;
import wariin.enrolment.acme.AcmeProblem.Part;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.ra.approval.StandingApproval;
import wariin.ra.request.Registrant;
import wariin.x509.AlternativeName;
import wariin.x509.CertificationRequest;

/// Which names an order may have under a standing approval, and whom its certificate then names.
@Component
class AcmeNames {

    private static final int MOST = 100;

    private final EnrolmentSettings settings;

    AcmeNames(EnrolmentSettings settings) {
        this.settings = settings;
    }

    /// The names of an order, each within the standing approval; the registration authority checks again when it
    /// issues.
    List<Identifier> read(JsonNode json, StandingApproval rule) {
        if (!json.isArray() || json.isEmpty() || json.size() > MOST) {
            throw SignedRequest.malformed("An order has 1 to " + MOST + " identifiers");
        }
        var names = new LinkedHashSet<Identifier>();
        var faults = new ArrayList<Part>();
        for (var one : json) {
            var said = new Identifier(
                    one.path("type").asString(""), one.path("value").asString(""));
            var read = Identifier.read(said.type(), said.value());
            if (!said.type().equals(typeOf(rule))) {
                faults.add(new Part(Type.unsupportedIdentifier, said, "Identifiers here are of type " + typeOf(rule)));
            } else if (read.isEmpty()) {
                faults.add(new Part(Type.rejectedIdentifier, said, "Not a name that a certificate of ours can carry"));
            } else if (!within(read.get(), rule)) {
                faults.add(
                        new Part(Type.rejectedIdentifier, said, "The name is outside of the desk's standing approval"));
            } else {
                names.add(read.get());
            }
        }
        if (!faults.isEmpty()) throw AcmeProblem.about(faults);
        if (isMail(rule)) {
            if (names.size() != 1) throw SignedRequest.malformed("An order for mail has one address");
            if (!settings.mailbox().configured()) {
                throw AcmeProblem.of(Type.unsupportedIdentifier, "This installation has no mailbox for challenges");
            }
        }
        return List.copyOf(names);
    }

    private static boolean isMail(StandingApproval rule) {
        return rule.profile().startsWith("mail-");
    }

    private static String typeOf(StandingApproval rule) {
        if (isMail(rule)) return Identifier.EMAIL;
        if (rule.profile().startsWith("device/")) return Identifier.DNS;
        throw AcmeProblem.of(Type.unauthorized, "The standing approval is for certificates that ACME does not give");
    }

    private static boolean within(Identifier name, StandingApproval rule) {
        var domain = name.value().substring(name.value().indexOf('@') + 1).toLowerCase(Locale.ROOT);
        return rule.domains().stream().anyMatch(allowed -> domain.equals(allowed) || domain.endsWith("." + allowed));
    }

    /// The names that the certification request asks for are exactly those of the order (RFC 8555, 7.4).
    void checkRequest(CertificationRequest request, List<Identifier> ordered) {
        var asked = new HashSet<Identifier>();
        for (var name : request.names()) {
            asked.add(
                    switch (name) {
                        case AlternativeName.DnsName(var host) -> read(Identifier.DNS, host);
                        case AlternativeName.Mailbox(var address) -> read(Identifier.EMAIL, address);
                    });
        }
        var mail = ordered.getFirst().isMail();
        request.commonName()
                .filter(name -> !mail || name.contains("@"))
                .ifPresent(name -> asked.add(read(mail ? Identifier.EMAIL : Identifier.DNS, name)));
        if (!asked.equals(Set.copyOf(ordered))) {
            throw AcmeProblem.of(Type.badCSR, "The names of the request are not exactly those of the order");
        }
    }

    private static Identifier read(String type, String value) {
        return Identifier.read(type, value)
                .orElseThrow(() -> AcmeProblem.of(Type.badCSR, "The request has a name that cannot be certified"));
    }

    /// Whom the certificate names: a machine, or the organisation, or the person whom the request names.
    static Registrant registrant(StandingApproval rule, List<Identifier> names, CertificationRequest request) {
        if (!isMail(rule)) {
            return Registrant.device(
                    rule.organisation(),
                    rule.organisationName(),
                    names.stream().map(Identifier::value).toList());
        }
        var address = names.getFirst().value();
        var number = rule.organisation();
        if (rule.profile().startsWith("mail-organisation/")) {
            if (number == null) throw AcmeProblem.of(Type.unauthorized, "The standing approval names no organisation");
            return Registrant.organisation(number, rule.organisationName(), address);
        }
        var given = request.attributes().get("givenName");
        var surname = request.attributes().get("surname");
        if (given == null || surname == null) {
            throw AcmeProblem.of(Type.badCSR, "The subject of the request has no givenName and surname of the holder");
        }
        return Registrant.person(given, surname, number, rule.organisationName(), address);
    }
}
