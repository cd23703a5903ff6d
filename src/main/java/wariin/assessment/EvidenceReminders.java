package wariin.assessment;

import java.util.HashSet;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Reminds applicants once of each piece of evidence that ages soon, and of each request that is overdue.
@Component
class EvidenceReminders {

    private static final int AT_ONCE = 500;

    private final EvidenceReminderRegister register;
    private final EvidenceRequestRegister requests;
    private final CaseRegister cases;
    private final ItemCatalogue catalogue;
    private final EvidenceMails mails;
    private final Moments moments;

    /// When, and in which transaction.
    @Component
    record Moments(Today today, TransactionTemplate transaction) {}

    EvidenceReminders(
            EvidenceReminderRegister register,
            EvidenceRequestRegister requests,
            CaseRegister cases,
            ItemCatalogue catalogue,
            EvidenceMails mails,
            Moments moments) {
        this.register = register;
        this.requests = requests;
        this.cases = cases;
        this.catalogue = catalogue;
        this.mails = mails;
        this.moments = moments;
    }

    /// Cases that run, and the last published one of a service that is still registered: its evidence must not age
    /// before the next surveillance.
    @Scheduled(initialDelayString = "PT4M", fixedDelayString = "PT6H")
    void remind() {
        var done = new HashSet<CaseId>();
        for (var id : register.casesToWatch(AT_ONCE)) {
            if (done.add(id)) cases.find(id).ifPresent(this::remindOfAge);
        }
        for (var request : requests.overdue(moments.today().date())) {
            moments.transaction().executeWithoutResult(_ -> remind(request));
        }
    }

    private void remindOfAge(Case item) {
        var day = moments.today().date();
        for (var link : register.unreminded(item.id())) {
            var maxAge = catalogue.find(item, link.criterion()).map(found -> found.evidenceMaxAge());
            var age = EvidenceAge.of(link.evidenceDate(), link.validUntil(), maxAge.orElse(null), day);
            var until = age.until();
            if (age.state() == EvidenceAge.State.FRESH || until == null) continue;
            moments.transaction().executeWithoutResult(_ -> {
                if (!register.remind(item.id(), link, moments.today().now())) return;
                mails.ages(item, link.criterion(), link.title(), until);
            });
        }
    }

    private void remind(EvidenceRequest request) {
        var item = cases.find(request.caseId()).filter(found -> found.stage().running());
        if (requests.remind(request.id(), moments.today().now()) && item.isPresent()) {
            mails.overdue(item.get(), request);
        }
    }
}
