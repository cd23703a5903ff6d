package wariin.demo;

import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;

/// Two members of two companies who conclude the sample contract over and over.
public final class CrashCourse {

    private final Signatory first;
    private final Signatory second;

    private CrashCourse(Signatory first, Signatory second) {
        this.first = first;
        this.second = second;
    }

    /// Signs two new people up; their addresses carry the name.
    public static CrashCourse begin(ApplicationContext platform, URI origin, String name) {
        var companies = platform.getBean(SampleCompanies.class);
        var first = member(companies, origin, "a-" + name, "見本商事株式会社", "ja");
        var second = member(companies, origin, "b-" + name, "Sample Foods 株式会社", "en");
        return new CrashCourse(first, second);
    }

    /// Concludes one contract and tells each act ("contract position") once the server has acknowledged it.
    public void conclude(Consumer<String> told) throws IOException {
        var contract = SampleContract.send(first, second, SampleContract.original());
        first.sign(contract);
        told.accept(contract + " 0");
        second.sign(contract);
        told.accept(contract + " 1");
    }

    private static Signatory member(
            SampleCompanies companies, URI origin, String name, String organisation, String language) {
        var signatory = new Signatory(
                name + "@crash.example",
                "見本",
                organisation,
                language,
                new Browser(origin, language),
                new SoftwareAuthenticator());
        companies.signUp(signatory, "Sample");
        companies.addPasskey(signatory);
        return signatory;
    }
}
