package wariin.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import wariin.assessment.Application;
import wariin.assessment.Case;
import wariin.company.Companies;
import wariin.company.Company;
import wariin.company.CompanyImports;
import wariin.company.CorporateNumber;
import wariin.company.ImportOutcome;
import wariin.demo.SamplePeople.SamplePerson;
import wariin.demo.SampleScheme.Team;
import wariin.register.ServiceDescription;
import wariin.register.ServiceId;

/// Fills the register as the material of 2019 describes it, every entry by an application, an assessment and the votes
/// of two deciders. All providers are sample companies, and every page that shows one says so.
@Component
public class SampleRegister {

    private static final int REGISTRATION_AUTHORITIES = 28;
    private static final int UNDER_ASSESSMENT = 2;
    private static final int CONTRACTING = 4;
    private static final int FIRST_PLACE = 5;

    /// Who can log in to look around, and a certificate to ask the rules about.
    public record Filled(
            SamplePerson operator,
            SamplePerson applicant,
            SamplePerson assessor,
            SamplePerson decider,
            List<Case> registered,
            X509Certificate authority,
            X509Certificate certificate) {}

    private final SampleScheme scheme;
    private final SamplePeople people;
    private final SampleCases cases;
    private final Data data;
    private final Clock clock;
    private final SecureRandom random;

    /// The companies that the sample providers are.
    @Component
    record Data(Companies companies, CompanyImports imports) {}

    SampleRegister(
            SampleScheme scheme, SamplePeople people, SampleCases cases, Data data, Clock clock, SecureRandom random) {
        this.scheme = scheme;
        this.people = people;
        this.cases = cases;
        this.data = data;
        this.clock = clock;
        this.random = random;
    }

    Filled fill(PrintStream console) {
        var team = scheme.team();
        importCompanies(team.operator());
        var companies = openCompanies();
        var authority = new SampleAuthority(random, clock.instant());
        var registered = new ArrayList<Case>();

        var applicant = applicant(companies, 1);
        registered.add(
                registered(team, applicant, companies, 1, SampleServices.authority(der(authority.certificate()))));
        var issuer = Objects.requireNonNull(registered.getFirst().service());
        registered.add(registered(team, applicant(companies, 2), companies, 2, SampleServices.remoteSignature(issuer)));
        for (var place = 1; place <= REGISTRATION_AUTHORITIES; place++) {
            var number = FIRST_PLACE + place;
            var service = SampleServices.registrationAuthority(issuer, place, number);
            registered.add(registered(team, applicant(companies, number), companies, number, service));
            if (place % 7 == 0) console.println("  " + registered.size() + " sample services registered");
        }
        underAssessment(team, companies, issuer);
        return new Filled(
                team.operator(),
                applicant,
                team.assessor(),
                team.first(),
                List.copyOf(registered),
                authority.certificate(),
                authority.issue(clock.instant()));
    }

    private Case registered(
            Team team, SamplePerson applicant, List<Company> companies, int number, ServiceDescription service) {
        var company = companies.get(number - 1);
        var id = cases.submitted(applicant, Application.of(SampleServices.provider(company, number), service));
        return cases.published(team, id, List.of("見本県見本市 (見本)", "主任 二葉、審査 三太"));
    }

    /// Several providers of e-contracting services are being assessed; the public sees how many, not who.
    private void underAssessment(Team team, List<Company> companies, ServiceId issuer) {
        for (var n = 0; n < UNDER_ASSESSMENT; n++) {
            var number = n == 0 ? CONTRACTING : FIRST_PLACE + REGISTRATION_AUTHORITIES + n;
            var applicant = applicant(companies, number);
            var provider = SampleServices.provider(companies.get(number - 1), number);
            var id = cases.submitted(applicant, Application.of(provider, SampleServices.contracting(issuer, number)));
            if (n == 0) cases.reviewed(team, id);
        }
    }

    private SamplePerson applicant(List<Company> companies, int number) {
        var company = companies.get(number - 1);
        return people.member(
                "applicant%02d@provider.example".formatted(number),
                "申請 %02d".formatted(number),
                company.name(),
                company.enName(),
                company.number().toString());
    }

    private List<Company> openCompanies() {
        var open = new ArrayList<Company>();
        for (var serial = 1; open.size() < FIRST_PLACE + REGISTRATION_AUTHORITIES + UNDER_ASSESSMENT; serial++) {
            if (serial > 200) throw new IllegalStateException("There are too few open sample companies");
            data.companies()
                    .find(CorporateNumber.sample(serial))
                    .filter(company -> !company.closed() && !company.enName().isEmpty())
                    .ifPresent(open::add);
        }
        return open;
    }

    private void importCompanies(SamplePerson operator) {
        try (InputStream file = SampleRegister.class.getResourceAsStream("/sample/companies.csv")) {
            var outcome = data.imports()
                    .importFile(
                            "companies.csv",
                            Objects.requireNonNull(file),
                            operator.user().getName());
            if (outcome instanceof ImportOutcome.Busy || outcome instanceof ImportOutcome.NotWaiting) {
                throw new IllegalStateException("The sample companies were not imported: " + outcome);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("The sample companies could not be read", broken);
        }
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException("The sample certificate cannot be encoded", broken);
        }
    }
}
