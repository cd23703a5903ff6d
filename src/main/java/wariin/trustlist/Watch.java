package wariin.trustlist;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks after the list in force: what ends soon, and whether it would still be accepted.
@Component
class Watch {

    private static final Logger log = LoggerFactory.getLogger(Watch.class);

    static final Duration LIST = Duration.ofDays(3);

    private final TrustedLists lists;
    private final IssueRegister issues;
    private final Press press;
    private final Signers signers;
    private final Alarms alarms;
    private final Clock clock;

    Watch(TrustedLists lists, IssueRegister issues, Press press, Signers signers, Alarms alarms, Clock clock) {
        this.lists = lists;
        this.issues = issues;
        this.press = press;
        this.signers = signers;
        this.alarms = alarms;
        this.clock = clock;
    }

    /// Would the list in force still be accepted? Time passes, signers end, and somebody may have changed a file.
    void judgeAgain() {
        var archived = issues.newest();
        if (archived.isEmpty()) return;
        var objections = press.objections(archived.get());
        if (objections.isEmpty()) return;
        log.atError().addKeyValue("reasons", objections).log("The trusted list in force is no longer accepted");
        alarms.unaccepted(archived.get().sequence(), clock.instant(), objections);
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
