package wariin.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wariin.ca.CertificationAuthority;
import wariin.site.SiteSettings;
import wariin.validation.SignatureReport;
import wariin.validation.SignatureValidation;
import wariin.validation.Trust;
import wariin.validation.ValidationReport;
import wariin.validation.Verdict;

/// The main job from a fresh start: two sample companies conclude a contract through the running server, over HTTP,
/// each with a passkey of its own; the result and its evidence are written down and validated.
@Component
public class Demo {

    private final SiteSettings site;
    private final SampleCompanies companies;
    private final CertificationAuthority authority;
    private final SignatureValidation validation;
    private final RegisterDemo register;
    private final SampleDesk desk;
    private final PrintStream console = System.out;

    Demo(
            SiteSettings site,
            SampleCompanies companies,
            CertificationAuthority authority,
            SignatureValidation validation,
            RegisterDemo register,
            SampleDesk desk) {
        this.site = site;
        this.companies = companies;
        this.authority = authority;
        this.validation = validation;
        this.register = register;
        this.desk = desk;
    }

    /// What more to show: the trust-service register, a registration desk.
    public record Also(boolean register, boolean desk) {}

    /// Concludes a contract and writes contract.pdf, concluded.pdf, evidence.zip, root.pem and demo.json.
    ///
    /// @param out the folder to write to
    /// @param also what to fill besides
    /// @param began the nano time at which the command began
    /// @return true only if the concluded contract validated with nothing but this platform's root
    public boolean run(Path out, long began, Also also) {
        console.println(site.baseUrl());
        var origin = URI.create(site.baseUrl());
        try (var first = companies.first(origin);
                var second = companies.second(origin)) {
            var contract = SampleContract.conclude(first, second, companies, console);
            return report(out, began, contract, first, second, also);
        } catch (IOException broken) {
            throw new UncheckedIOException("The demo's files could not be written to " + out, broken);
        }
    }

    private boolean report(
            Path out, long began, SampleContract.Concluded contract, Signatory first, Signatory second, Also also)
            throws IOException {
        Files.createDirectories(out);
        var concluded = out.resolve("concluded.pdf");
        Files.write(out.resolve("contract.pdf"), contract.original());
        Files.write(concluded, contract.concluded());
        Files.write(out.resolve("evidence.zip"), contract.evidence());
        Files.writeString(out.resolve("root.pem"), Pem.of(authority.root()));
        var verdict = validation.validate(concluded, Trust.in(authority.root()));
        tell(out, verdict);
        var logins =
                new ArrayList<Object>(List.of(login(first, companies.recoveryCodes(first)), login(second, List.of())));
        var published = !also.register() || register.run(out, logins);
        if (also.desk()) desk.fill(console, logins);
        var seconds = (System.nanoTime() - began) / 1e9;
        Files.writeString(out.resolve("demo.json"), json(contract.id(), logins, verdict, seconds));
        console.printf("Taken since the platform began to start: %.1f s%n", seconds);
        return published && verdict.verdict() == Verdict.TOTAL_PASSED;
    }

    private void tell(Path out, ValidationReport report) {
        console.println();
        console.println("Validated by EU DSS against this platform's root only: " + report.verdict());
        for (var signature : report.signatures()) console.println("  " + line(signature));
        console.println("Written to " + out.toAbsolutePath().normalize()
                + ": contract.pdf concluded.pdf evidence.zip root.pem demo.json");
        console.println(
                "Log in: " + site.baseUrl() + "/login/recovery with an address and a recovery code of demo.json.");
        console.println("Look: " + site.baseUrl() + "/verify takes concluded.pdf; " + site.baseUrl()
                + "/log is the public log.");
    }

    private static String line(SignatureReport signature) {
        var signer = signature.signer();
        var time = signature.provenTime();
        return "%d. %s, %s: %s, %s, proven to exist at %s by %s"
                .formatted(
                        signature.number(),
                        signer.organisation(),
                        signer.name(),
                        signature.verdict(),
                        signature.level().label(),
                        time == null ? "no time" : time.at(),
                        time == null ? "nobody" : time.authority());
    }

    private String json(String contract, List<Object> logins, ValidationReport report, double seconds) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("baseUrl", site.baseUrl());
        facts.put("contract", contract);
        facts.put("verdict", report.verdict().name());
        facts.put("seconds", Math.round(seconds * 10) / 10.0);
        facts.put("logins", logins);
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(facts);
    }

    /// The passkeys end with the demo's process, so a visitor comes in by a recovery code at /login/recovery.
    private static Map<String, Object> login(Signatory signatory, List<String> recoveryCodes) {
        var login = new LinkedHashMap<String, Object>();
        login.put("email", signatory.email());
        login.put("name", signatory.name());
        login.put("organisation", signatory.organisation());
        login.put("recoveryCodes", recoveryCodes);
        return login;
    }
}
