package wariin.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import wariin.demo.SamplePeople.SamplePerson;
import wariin.site.SiteSettings;

/// Fills the trust-service register, has it published as a signed list, and writes down what a visitor may try.
@Component
class RegisterDemo {

    private final SampleRegister sample;
    private final SamplePeople people;
    private final SiteSettings site;
    private final PrintStream console = System.out;

    RegisterDemo(SampleRegister sample, SamplePeople people, SiteSettings site) {
        this.sample = sample;
        this.people = people;
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
        console.println("Look: " + site.baseUrl() + "/register (" + filled.registered().size()
                + " sample services), /criteria, /tl, /rules, /companies, /research");
        return true;
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
