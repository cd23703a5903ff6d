package wariin.ca.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.authority.Authority;
import wariin.x509.CertificateStatus;
import wariin.x509.CertificateStatus.Unknown;
import wariin.x509.SerialNumber;

/// What is known here of the statuses that were asked for, kept right by the feed; the rest is looked up, many at once.
///
/// So ten million certificates cost nothing until somebody asks for them, and a start reads none of them.
@Component
class StatusKnowledge {
    private static final int MOST_KEPT = 200_000;
    private static final int MOST_WAITING = 2_000;
    private static final int MOST_AT_ONCE = 500;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration UNKNOWN_KEPT = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMillis(200);

    /// It cannot be said now what a status is: the database does not answer, or too many ask.
    static final class Unavailable extends Exception {
        Unavailable(@Nullable Throwable cause) {
            super("Statuses cannot be looked up", cause, false, false);
        }
    }

    /// @param issuer empty if nobody here issued it
    /// @param number which change made it so; a higher one is later
    record Known(String issuer, CertificateStatus status, long number, long readAt) {

        /// Only the authority that issued it knows it: the same number elsewhere is unknown.
        CertificateStatus statusFrom(Authority authority) {
            return issuer.equals(authority.name()) ? status : new Unknown();
        }

        private boolean isOld(long now) {
            return now - readAt > (issuer.isEmpty() ? UNKNOWN_KEPT : KEPT).toNanos();
        }
    }

    private record Question(SerialNumber serial, CompletableFuture<Known> answer) {}

    private final CertificateStatusRegister register;
    private final Cache<SerialNumber, Known> known =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();
    private final Cache<SerialNumber, StatusChange> news =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();
    private final BlockingQueue<Question> questions = new ArrayBlockingQueue<>(MOST_WAITING);

    StatusKnowledge(CertificateStatusRegister register, StatusFeed feed) {
        this.register = register;
        feed.listen(this::note);
    }

    /// What is known without a look; null if it must be looked up.
    @Nullable
    Known ready(SerialNumber serial) {
        var found = known.getIfPresent(serial);
        return found == null || found.isOld(System.nanoTime()) ? null : found;
    }

    /// Looks up what is not known; waits, but never long and never in a long queue.
    Map<SerialNumber, Known> ask(Collection<SerialNumber> serials) throws Unavailable {
        var all = new HashMap<SerialNumber, Known>();
        var asked = new ArrayList<Question>();
        for (var serial : serials) {
            var found = ready(serial);
            if (found != null) all.put(serial, found);
            else asked.add(ask(serial));
        }
        for (var question : asked) all.put(question.serial, wait(question));
        return all;
    }

    /// The same straight from the register, for those who need it as it is at this moment.
    Map<SerialNumber, Known> look(Collection<SerialNumber> serials) {
        var now = System.nanoTime();
        var all = new HashMap<SerialNumber, Known>();
        for (var serial : serials) all.put(serial, new Known("", new Unknown(), 0, now));
        for (var status : register.statuses(serials)) {
            all.put(status.serial(), new Known(status.issuer(), status.status(), status.number(), now));
        }
        return all;
    }

    /// Answers some of those who wait; called again and again by threads of its own.
    void serve() {
        var some = new ArrayList<Question>();
        try {
            var first = questions.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            if (first == null) return;
            some.add(first);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        questions.drainTo(some, MOST_AT_ONCE - 1);
        try {
            var found = look(some.stream().map(Question::serial).distinct().toList());
            found.forEach((serial, one) -> found.put(serial, keep(serial, one)));
            for (var question : some) question.answer.complete(found.get(question.serial));
        } catch (RuntimeException e) {
            for (var question : some) question.answer.completeExceptionally(e);
            throw e;
        }
    }

    /// Another change may have come while this was looked up: the later one is right.
    private Known keep(SerialNumber serial, Known looked) {
        return known.asMap().compute(serial, (_, old) -> {
            var later = old == null || old.number < looked.number || old.isOld(looked.readAt) ? looked : old;
            var change = news.getIfPresent(serial);
            return change == null || change.number() <= later.number ? later : known(change);
        });
    }

    private void note(List<StatusChange> changes) {
        for (var change : changes) {
            news.asMap().merge(change.serial(), change, (old, now) -> old.number() > now.number() ? old : now);
            known.asMap()
                    .computeIfPresent(change.serial(), (_, old) -> old.number > change.number() ? old : known(change));
        }
    }

    private static Known known(StatusChange change) {
        return new Known(change.issuer(), change.status(), change.number(), System.nanoTime());
    }

    private Question ask(SerialNumber serial) throws Unavailable {
        var question = new Question(serial, new CompletableFuture<>());
        if (!questions.offer(question)) throw new Unavailable(null);
        return question;
    }

    private static Known wait(Question question) throws Unavailable {
        try {
            return question.answer.get(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(e);
        }
    }
}
