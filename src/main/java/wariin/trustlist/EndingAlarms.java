package wariin.trustlist;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks for what ends soon: the list in force, and the signers.
@Component
class EndingAlarms {

    static final Duration LIST = Duration.ofDays(3);

    private final TrustedLists lists;
    private final Signers signers;
    private final Alarms alarms;
    private final Clock clock;

    EndingAlarms(TrustedLists lists, Signers signers, Alarms alarms, Clock clock) {
        this.lists = lists;
        this.signers = signers;
        this.alarms = alarms;
        this.clock = clock;
    }

    void look() {
        var now = clock.instant();
        var list = lists.current();
        if (list.isEmpty() || list.get().nextUpdate() == null) return;
        if (list.get().nextUpdate().isBefore(now.plus(LIST))) alarms.listEnding(list.get());
        for (var signer : signers.all()) {
            if (signer.validAt(now)) alarms.signerEnding(signer);
        }
    }
}
