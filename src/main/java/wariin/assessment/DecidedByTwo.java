package wariin.assessment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.register.Change;
import wariin.register.DecidedChange;
import wariin.register.ProviderId;
import wariin.register.ServiceId;

/// The proof for the register that two deciders decided; made only by {@link DecisionEntry}, which saw their votes.
final class DecidedByTwo extends DecidedChange {

    private final @Nullable Instant publishFrom;
    private final @Nullable ProviderId successor;

    DecidedByTwo(
            Case item,
            ServiceId service,
            Change change,
            String criteriaVersion,
            String actor,
            @Nullable Instant publishFrom) {
        super(service, change, DecisionText.reason(item), item.id().toString(), criteriaVersion, actor);
        this.publishFrom = publishFrom;
        this.successor = change == Change.TAKE_OVER ? item.application().successor() : null;
    }

    @Override
    public @Nullable Instant publishFrom() {
        return publishFrom;
    }

    @Override
    public @Nullable ProviderId successor() {
        return successor;
    }
}
