package wariin.trustlist;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.criteria.Catalogues;
import wariin.criteria.Target;
import wariin.register.RegisterState;
import wariin.register.ServiceRegister;
import wariin.trustlist.IssueRegister.Archived;
import wariin.trustlist.IssueRegister.Intent;
import wariin.trustlist.IssueSummary.Cause;

/// Writes down what the next list will be made from, and with it takes its sequence for good.
@Component
class Reservations {

    private static final String UNSPECIFIED = "http://uri.etsi.org/TrstSvc/Svctype/unspecified";

    private final IssueRegister issues;
    private final SchemeRegister schemes;
    private final ServiceRegister register;
    private final Catalogues catalogues;
    private final Signers signers;
    private final Signers.Writing writing;

    Reservations(
            IssueRegister issues,
            SchemeRegister schemes,
            ServiceRegister register,
            Catalogues catalogues,
            Signers signers,
            Signers.Writing writing) {
        this.issues = issues;
        this.schemes = schemes;
        this.register = register;
        this.catalogues = catalogues;
        this.signers = signers;
        this.writing = writing;
    }

    /// What the next list would be made from; empty before the scheme is described and when it is too soon.
    Optional<Intent> draft(Cause cause, String actor) {
        var scheme = schemes.newest().orElse(null);
        var now = writing.clock().instant();
        var issued = now.truncatedTo(ChronoUnit.SECONDS);
        var last = issues.newest().orElse(null);
        if (scheme == null || last != null && !issued.isAfter(last.issued())) return Optional.empty();
        var settings = scheme.settings();
        var state = register.published();
        var sequence = issues.highest().map(highest -> highest + 1).orElse(settings.firstSequence());
        return Optional.of(new Intent(
                sequence,
                scheme.number(),
                signers.inUse(),
                state.asOf(),
                serviceTypes(state, last, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                issued,
                next(cause, issued, settings.validDays()),
                cause,
                actor,
                now));
    }

    /// From here on the sequence is spent, whatever happens.
    void reserve(Intent intent) {
        writing.transactions().executeWithoutResult(_ -> issues.intend(intent));
    }

    private static @Nullable Instant next(Cause cause, Instant issued, int days) {
        return cause == Cause.CLOSURE ? null : issued.plus(Duration.ofDays(days));
    }

    /// Once listed, the services of a target keep their type: another type would be another service.
    private Map<String, String> serviceTypes(RegisterState state, @Nullable Archived last, LocalDate day) {
        var types = new HashMap<String, String>();
        if (last != null) types.putAll(issues.intent(last.sequence()).serviceTypes());
        for (var provider : state.providers()) {
            for (var service : provider.services()) {
                types.computeIfAbsent(
                        service.description().target(),
                        target -> catalogues
                                .target(target, day)
                                .map(Target::serviceType)
                                .orElse(UNSPECIFIED));
            }
        }
        return types;
    }
}
