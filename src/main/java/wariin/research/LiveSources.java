package wariin.research;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import wariin.ca.CertificateCounts;
import wariin.contract.ContractCounts;
import wariin.criteria.Catalogues;
import wariin.journal.Journal;
import wariin.merkle.Checkpoint;
import wariin.merkle.SignedNote;
import wariin.register.RegisterState.ServiceState;
import wariin.register.ServiceRegister;
import wariin.register.UnderAssessment;
import wariin.site.Dates;
import wariin.tsa.TokenCounts;

/// The rooms that are counted in.
@Component
class LiveSources {

    /// Those of the platform's own work.
    @Component
    record Counts(ContractCounts contracts, CertificateCounts certificates, TokenCounts timeStamps) {}

    private final ServiceRegister register;
    private final Catalogues catalogues;
    private final ObjectProvider<UnderAssessment> assessment;
    private final Counts counts;
    private final Journal journal;

    LiveSources(
            ServiceRegister register,
            Catalogues catalogues,
            ObjectProvider<UnderAssessment> assessment,
            Counts counts,
            Journal journal) {
        this.register = register;
        this.catalogues = catalogues;
        this.assessment = assessment;
        this.counts = counts;
        this.journal = journal;
    }

    List<ServiceState> services() {
        return register.published().providers().stream()
                .flatMap(provider -> provider.services().stream())
                .toList();
    }

    /// Codes and words of what can be registered, in the order of the catalogue.
    Map<String, String> targets(Instant at, Dates dates, Locale locale) {
        var names = new LinkedHashMap<String, String>();
        for (var target : catalogues.targets(at.atZone(dates.zone()).toLocalDate())) {
            names.put(target.code(), target.name().in(locale));
        }
        return names;
    }

    long underAssessment() {
        return assessment.stream()
                .flatMap(answer -> answer.byTarget().values().stream())
                .mapToLong(Integer::longValue)
                .sum();
    }

    Map<YearMonth, Long> contracts(ZoneId zone) {
        return counts.contracts().concludedByMonth(zone);
    }

    Map<YearMonth, Long> certificates(ZoneId zone) {
        return counts.certificates().issuedByMonth(zone);
    }

    Map<YearMonth, Long> timeStamps(ZoneId zone) {
        return counts.timeStamps().issuedByMonth(zone);
    }

    /// The size that the newest checkpoint of the public log states.
    long logEntries() {
        return Checkpoint.parse(SignedNote.parse(journal.checkpoint()).text()).size();
    }
}
