package wariin.ra;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificationAuthority;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.notice.RegistrationMails;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestId;
import wariin.site.Dates;

/// What the platform does by itself: finishes what broke off, makes old bodies anew, lets lapse what nobody took up,
/// and says when a certificate ends.
@Component
class RegistrationRounds {

    /// What a round works with.
    @Component
    record Hands(
            RequestSteps steps,
            Checking checking,
            RequestIssuance issuance,
            Applying applying,
            CertificationAuthority authority) {}

    /// What a round looks at.
    @Component
    record Eyes(IssuanceRegister waiting, NoticeRegister notices, RequestRegister requests) {}

    static final List<Integer> STEPS = List.of(1, 7, 14, 30, 90);
    private static final Logger log = LoggerFactory.getLogger(RegistrationRounds.class);
    private static final Duration GIVEN_UP = Duration.ofMinutes(15);
    /// For as long somebody may still ask why.
    private static final Duration REMEMBERED = Duration.ofDays(365);
    private static final int MOST = 500;

    private final Hands hands;
    private final Eyes eyes;
    private final RegistrationMails mails;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Dates dates;

    RegistrationRounds(
            Hands hands,
            Eyes eyes,
            RegistrationMails mails,
            Journal journal,
            TransactionTemplate transactions,
            Dates dates) {
        this.hands = hands;
        this.eyes = eyes;
        this.mails = mails;
        this.journal = journal;
        this.transactions = transactions;
        this.dates = dates;
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void finish() {
        var now = mails.now();
        for (var id : eyes.waiting().unfinished(now.minus(Duration.ofMinutes(1)), MOST)) finish(id);
    }

    /// A crash left an intent: the authority signs the same body again, or has given its number up.
    void finish(RequestId id) {
        var found = eyes.requests().find(id);
        if (found.isEmpty() || found.get().body() == null) return;
        var item = found.get();
        var old = item.begunAt() != null && item.begunAt().isBefore(mails.now().minus(GIVEN_UP));
        if (old && hands.authority().find(item.body().serial()).isEmpty()) {
            transactions.executeWithoutResult(_ -> eyes.waiting().giveUp(id));
            again(id, "given-up");
            return;
        }
        try {
            hands.issuance().issueAll(List.of(id));
        } catch (RuntimeException later) {
            log.atWarn().addKeyValue("request", id).setCause(later).log("A certificate could not be issued yet");
        }
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void refresh() {
        for (var id : eyes.waiting().outdated(mails.now().minus(Approving.BODY_LASTS), MOST)) again(id, "body-too-old");
    }

    private void again(RequestId id, String reason) {
        var outcome = hands.steps()
                .take(Acting.SYSTEM, id, RequestAct.PREPARE_AGAIN, Applying::begun, (_, _) -> Map.of("reason", reason));
        if (outcome instanceof RequestOutcome.Done) hands.checking().check(Acting.SYSTEM, id);
    }

    @Scheduled(fixedDelay = 6, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void lapse() {
        var today = mails.now().atZone(dates.zone()).toLocalDate();
        for (var id : eyes.waiting().lapsed(today, MOST)) hands.applying().withdraw(Acting.SYSTEM, id, "");
    }

    /// What came to nothing keeps no names.
    @Scheduled(fixedDelay = 24, initialDelay = 2, timeUnit = TimeUnit.HOURS)
    void forget() {
        for (var id : eyes.waiting().forgettable(mails.now().minus(REMEMBERED), MOST)) {
            transactions.executeWithoutResult(_ -> {
                eyes.requests().eraseRegistrant(id, mails.now());
                journal.append(Act.of("registrant-erased", id.toString(), "system"));
            });
        }
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    void tellOfEnds() {
        // The nearest step first: whoever was told that one day is left is not told of ninety.
        for (var days : STEPS) {
            var now = mails.now();
            for (var id : eyes.notices().due(days, now, now.plus(Duration.ofDays(days)), MOST)) tell(id, days);
        }
    }

    private void tell(RequestId id, int days) {
        transactions.executeWithoutResult(_ -> {
            if (!eyes.notices().note(id, days, mails.now())) return;
            mails.endsSoon(eyes.requests().find(id).orElseThrow().request(), days);
            journal.append(
                    new Act("registration-end-told", id.toString(), "system", Map.of("days", String.valueOf(days))));
        });
    }
}
