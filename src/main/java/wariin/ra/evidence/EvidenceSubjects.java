package wariin.ra.evidence;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import wariin.ra.desk.EvidenceAbout;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestId;

/// Whom a piece of evidence is about, so that it counts again for the same holder at the same desk and for nobody else:
/// who changes a name, an address or an organisation needs new evidence.
final class EvidenceSubjects {

    private EvidenceSubjects() {}

    static String of(EvidenceAbout about, Registrant registrant, RequestId origin) {
        return switch (about) {
            case ORGANISATION ->
                "organisation|" + registrant.organisation() + "|" + plain(registrant.organisationName());
            case PERSON -> person(registrant, origin);
            case MAILBOX -> "mailbox|" + registrant.email();
            case DOMAIN -> throw new IllegalArgumentException("Domains are verified for a desk, not for a request");
        };
    }

    /// Two people of one name in one company are kept apart by their address, or else by their requests.
    private static String person(Registrant registrant, RequestId origin) {
        var name = registrant.pseudonym() != null
                ? registrant.pseudonym()
                : registrant.surname() + " " + registrant.givenName();
        var apart = registrant.email() != null ? registrant.email() : origin.toString();
        var title = registrant.title() == null ? "" : registrant.title();
        return "person|" + plain(name) + "|" + plain(title) + "|" + registrant.organisation() + "|" + apart;
    }

    static List<String> all(Registrant registrant, RequestId origin) {
        var subjects = new ArrayList<String>();
        subjects.add(of(EvidenceAbout.ORGANISATION, registrant, origin));
        subjects.add(of(EvidenceAbout.PERSON, registrant, origin));
        if (registrant.email() != null) subjects.add(of(EvidenceAbout.MAILBOX, registrant, origin));
        return subjects;
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    }
}
