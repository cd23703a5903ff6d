package wariin.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Asks every check and collects what they found.
@Service
public class Doctor {

    private static final Logger log = LoggerFactory.getLogger(Doctor.class);

    /// What was looked at and what was found.
    public record Result(String name, Finding finding) {}

    private final List<HealthCheck> checks;

    Doctor(List<HealthCheck> checks) {
        this.checks = checks;
    }

    /// All findings in the order of their names; a check that breaks is a finding too.
    public List<Result> examine() {
        var results = new ArrayList<Result>();
        for (var check : checks) {
            results.add(new Result(check.name(), look(check)));
        }
        results.sort(Comparator.comparing(Result::name));
        return results;
    }

    public static boolean healthy(List<Result> results) {
        return results.stream().noneMatch(result -> result.finding().verdict() == Finding.Verdict.SICK);
    }

    private static Finding look(HealthCheck check) {
        try {
            return check.look();
        } catch (RuntimeException broken) {
            log.atWarn().addKeyValue("check", check.name()).setCause(broken).log("A health check broke");
            return Finding.sick("This could not be looked at", "See the platform's own log for the cause");
        }
    }
}
