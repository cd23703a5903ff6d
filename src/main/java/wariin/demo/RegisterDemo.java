package wariin.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import wariin.demo.SamplePeople.SamplePerson;
import wariin.inspection.OwnServices;
import wariin.site.SiteSettings;
import wariin.trustlist.Issue;
import wariin.trustlist.Publication;
import wariin.trustlist.Schemes;
import wariin.trustlist.TrustedLists;

/// Fills the trust-service register, has it published as a signed list, and writes down what a visitor may try.
@Component
class RegisterDemo {

    private final SampleRegister sample;
    private final SamplePeople people;
    private final Schemes schemes;
    private final Publication publication;
    private final TrustedLists lists;
    private final OwnServices own;
    private final SiteSettings site;
    private final PrintStream console = System.out;

    RegisterDemo(
            SampleRegister sample,
            SamplePeople people,
            Schemes schemes,
            Publication publication,
            TrustedLists lists,
            OwnServices own,
            SiteSettings site) {
        this.sample = sample;
        this.people = people;
        this.schemes = schemes;
        this.publication = publication;
        this.lists = lists;
        this.own = own;
        this.site = site;
    }

    /// Writes trusted-list.xml, signers.pem, sample-authority.pem and sample-certificate.pem.
    ///
    /// @param logins takes the people of the scheme and a provider
    /// @return true only if the list was published
    boolean run(Path out, List<Object> logins) throws IOException {
        console.println();
        console.println("Filling the trust-service register with sample providers ...");
        var filled = sample.fill(console);
        logins.add(login(filled.operator(), "operator"));
        logins.add(login(filled.assessor(), "assessor"));
        logins.add(login(filled.decider(), "decider"));
        logins.add(login(filled.applicant(), "provider"));
        Files.writeString(out.resolve("sample-authority.pem"), Pem.of(filled.authority()));
        Files.writeString(out.resolve("sample-certificate.pem"), Pem.of(filled.certificate()));
        var operator = filled.operator().user();
        own.describe(operator);
        schemes.save(schemes.proposal(operator), operator.getName());
        var outcome = publication.publishChanges(operator.getName());
        var issue = lists.current();
        if (issue.isEmpty()) {
            console.println("The list was not published: " + outcome);
            return false;
        }
        write(out, issue.get());
        console.println(
                "Look: " + site.baseUrl() + "/register (" + filled.registered().size()
                        + " sample services), /register/living, /criteria, /tl, /rules, /companies, /research");
        return true;
    }

    private void write(Path out, Issue issue) throws IOException {
        Files.write(out.resolve("trusted-list.xml"), issue.xml());
        Files.writeString(
                out.resolve("signers.pem"),
                lists.signers().stream().map(Pem::of).collect(Collectors.joining()));
        console.println("Trusted list no. " + issue.sequence() + " published, SHA-256 " + issue.fingerprint());
        console.println("Written: trusted-list.xml signers.pem sample-authority.pem sample-certificate.pem");
    }

    private Map<String, Object> login(SamplePerson person, String role) {
        var login = new LinkedHashMap<String, Object>();
        login.put("email", person.email());
        login.put("name", person.user().displayName());
        login.put("organisation", person.user().organisationName());
        login.put("role", role);
        login.put("recoveryCodes", people.recoveryCodes(person));
        return login;
    }
}
