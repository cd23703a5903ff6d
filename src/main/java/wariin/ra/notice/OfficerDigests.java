package wariin.ra.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.revocation.RevocationReason;
import wariin.ca.revocation.RevocationRequest;
import wariin.ca.revocation.RevocationRequests;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.User;
import wariin.identity.UserId;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DeskId;
import wariin.site.SiteSettings;

/// Mails officers how much waits at their desk: one mail for all that came since the last, not more often than the
/// setting says, with numbers and a link and no name in it. What is counted has been committed.
@Service
public class OfficerDigests {

    /// What mails are written and sent with.
    @Component
    record Post(Mailer mailer, Accounts accounts, SiteSettings site, NoticeSettings settings) {}

    /// What is changed with.
    @Component
    record Writing(WorkNoticeRegister notices, Journal journal, TransactionTemplate transactions) {}

    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final Writing writing;
    private final Post post;
    private final DeskAccess desks;
    private final RevocationRequests revocations;
    private final Clock clock;

    OfficerDigests(Writing writing, Post post, DeskAccess desks, RevocationRequests revocations, Clock clock) {
        this.writing = writing;
        this.post = post;
        this.desks = desks;
        this.revocations = revocations;
        this.clock = clock;
    }

    /// Whether this officer wants mails about new work at this desk.
    public boolean wanted(CurrentUser officer, DeskId desk) {
        return writing.notices().wanted(at(desk, officer.user().id()));
    }

    /// The officer's own choice. False for somebody who is none at this desk.
    public boolean want(CurrentUser officer, DeskId desk, boolean wanted) {
        if (!desks.isOfficer(officer, desk)) return false;
        writing.transactions().executeWithoutResult(_ -> {
            if (!writing.notices().want(at(desk, officer.user().id()), wanted)) return;
            var facts = Map.of("wanted", String.valueOf(wanted));
            writing.journal().append(new Act("desk-mails-chosen", desk.toString(), officer.getName(), facts));
        });
        return true;
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    public void send() {
        noteRevocations();
        var before = clock.instant().minus(post.settings().digestEvery());
        for (var one : writing.notices().due(before)) send(one, before);
    }

    /// Told in time, a lapse of the evidence that a scope rests on stops no work.
    @Scheduled(fixedDelay = 6, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    public void noteLapses() {
        var now = clock.instant();
        for (var desk : desks.active()) {
            for (var item : desks.items(desk)) {
                if (item.validUntil() == null || item.validUntil().isAfter(now.plus(SOON))) continue;
                writing.transactions()
                        .executeWithoutResult(_ -> writing.notices()
                                .add(desk, WorkNotices.Kind.SCOPE, item.id().toString(), null, Set.of(), now));
            }
        }
        writing.transactions().executeWithoutResult(_ -> writing.notices().forget(now.minus(REMEMBERED)));
    }

    /// The desk that registered the holder is asked first whether a key is lost.
    private void noteRevocations() {
        for (var report : revocations.open()) {
            if (report.problem().reason() == RevocationReason.KEY_COMPROMISE) note(report);
        }
    }

    private void note(RevocationRequest report) {
        var request = writing.notices().withSerial(report.serial().toString());
        var desk = request.flatMap(writing.notices()::deskOf);
        if (desk.isEmpty()) return;
        writing.transactions()
                .executeWithoutResult(_ -> writing.notices()
                        .add(
                                desk.get(),
                                WorkNotices.Kind.REVOCATION,
                                report.id().toString(),
                                request.get(),
                                reporter(report),
                                clock.instant()));
    }

    private static Set<UUID> reporter(RevocationRequest report) {
        try {
            return Set.of(UUID.fromString(report.reportedBy()));
        } catch (IllegalArgumentException nobodyWithAnAccount) {
            return Set.of();
        }
    }

    /// Counted, marked as told and put into the outbox together.
    private void send(WorkNoticeRegister.Post one, Instant before) {
        writing.transactions().executeWithoutResult(_ -> {
            if (!writing.notices().take(one, before)) return;
            var counts = writing.notices().counts(one);
            var officer = post.accounts().findUser(one.officer());
            var tells = !counts.none() && officer.isPresent() && desks.serves(one.officer(), one.desk());
            if (tells) post.mailer().send(mail(officer.get(), one.desk(), counts));
            writing.notices().told(one, tells, clock.instant());
        });
    }

    private Mail mail(User officer, DeskId desk, WorkNoticeRegister.Counts counts) {
        var arguments = new HashMap<String, String>();
        arguments.put("desk", desks.name(desk));
        put(arguments, "approvals", counts.approvals());
        put(arguments, "evidence", counts.evidence());
        put(arguments, "revocations", counts.revocations());
        put(arguments, "scope", counts.scope());
        arguments.put("link", post.site().url("/desk/" + desk));
        return new Mail(officer.email(), officer.locale(), "ra.domain.mail.work", arguments, true);
    }

    /// The letter leaves out the line of what is not given.
    private static void put(Map<String, String> arguments, String name, int count) {
        if (count > 0) arguments.put(name, String.valueOf(count));
    }

    private static WorkNoticeRegister.Post at(DeskId desk, UserId officer) {
        return new WorkNoticeRegister.Post(desk, officer);
    }
}
