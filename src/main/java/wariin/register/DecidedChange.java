package wariin.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The proof that two deciders decided a change, without which the register changes no status. Only `assessment`
/// makes one.
public abstract class DecidedChange {

    private final ServiceId service;
    private final Change change;
    private final Reason reason;
    private final String decision;
    private final String criteriaVersion;
    private final String actor;

    /// @param decision the id of the case
    /// @param actor the id of the user by whose act the decision became final
    protected DecidedChange(
            ServiceId service, Change change, Reason reason, String decision, String criteriaVersion, String actor) {
        if (change == Change.EXPIRY) throw new IllegalArgumentException("Time expires a registration, not a decision");
        this.service = service;
        this.change = change;
        this.reason = reason;
        this.decision = decision;
        this.criteriaVersion = criteriaVersion;
        this.actor = actor;
    }

    public final ServiceId service() {
        return service;
    }

    public final Change change() {
        return change;
    }

    public final Reason reason() {
        return reason;
    }

    public final String decision() {
        return decision;
    }

    public final String criteriaVersion() {
        return criteriaVersion;
    }

    public final String actor() {
        return actor;
    }

    /// When the change takes effect; null means as soon as it is recorded. A past time counts as now.
    public @Nullable Instant effectiveAt() {
        return null;
    }

    /// When everybody may see it; null means at once.
    public @Nullable Instant publishFrom() {
        return null;
    }

    /// Who takes the service over; given for a take-over and for nothing else.
    public @Nullable ProviderId successor() {
        return null;
    }
}
