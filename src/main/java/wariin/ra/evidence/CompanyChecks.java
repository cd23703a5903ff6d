package wariin.ra.evidence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import wariin.company.Companies;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.refusal.CheckFinding.Code;
import wariin.ra.request.Registrant;

/// Holds what a request says of an organisation against the tax agency's file.
@Component
public class CompanyChecks {

    private record Asked(Registrant registrant, boolean extract) {}

    private final Companies companies;
    /// Many requests of one organisation come at once; ten seconds are no age for this file.
    private final Cache<Asked, List<CheckFinding>> answers = Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    CompanyChecks(Companies companies) {
        this.companies = companies;
    }

    /// @param extract an officer saw an extract of the register that has this very name; the file knows no names in
    /// Roman letters but those that a company told the agency
    public List<CheckFinding> findings(Registrant registrant, boolean extract) {
        var number = registrant.organisation();
        if (number == null) return List.of();
        var asked = new Asked(Registrant.organisation(number, registrant.organisationName(), null), extract);
        return answers.get(asked, CompanyChecks.this::look);
    }

    private List<CheckFinding> look(Asked asked) {
        var number = asked.registrant().organisation();
        var name = asked.registrant().organisationName();
        if (number == null) return List.of();
        var found = companies.find(number);
        if (found.isEmpty()) {
            // An installation without the file cannot tell an unknown company from a known one.
            return companies.count() == 0
                    ? List.of(CheckFinding.note(Code.NO_COMPANY_DATA, number.value()))
                    : List.of(CheckFinding.blocking(Code.COMPANY_UNKNOWN, number.value()));
        }
        var company = found.get();
        if (company.closed()) {
            return List.of(CheckFinding.blocking(
                    Code.COMPANY_CLOSED,
                    company.closedOn() == null ? "" : company.closedOn().toString()));
        }
        if (companies.sameName(number, name)) return List.of();
        return List.of(new CheckFinding(Code.COMPANY_NAME_DIFFERS, !asked.extract(), company.name()));
    }
}
