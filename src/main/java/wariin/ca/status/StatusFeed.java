package wariin.ca.status;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Follows what changes in the statuses of certificates, on whatever node, and knows for how long it is sure of that.
///
/// Numbers are taken before their commit, so one may appear after a higher one: those left out are asked for again
/// until they come, or until no transaction can still be open.
@Component
public class StatusFeed {
    private static final Logger log = LoggerFactory.getLogger(StatusFeed.class);

    /// So long after the last reading nothing can have happened that nobody here knows of, but for moments.
    private static final Duration LEASE = Duration.ofSeconds(3);

    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);
    private static final int BEFORE_START = 100;
    private static final int MOST_LEFT_OUT = 10_000;

    private final CertificateStatusRegister register;
    private final List<Consumer<List<StatusChange>>> listeners = new CopyOnWriteArrayList<>();
    private final TreeMap<Long, Long> leftOut = new TreeMap<>();
    private long last = -1;
    private volatile long readAt;
    private volatile boolean read;

    StatusFeed(CertificateStatusRegister register) {
        this.register = register;
    }

    /// Listeners are told of a change at least once, soon after its commit.
    void listen(Consumer<List<StatusChange>> listener) {
        listeners.add(listener);
    }

    /// Whether all that was committed until a moment ago is known here.
    boolean isCurrent() {
        return read && System.nanoTime() - readAt < LEASE.toNanos();
    }

    /// Reads what is new; what was committed before the call is known after it.
    public synchronized void read() {
        var now = System.nanoTime();
        if (last < 0) begin(now);
        while (true) {
            var changes = register.changes(last, leftOut.keySet());
            for (var change : changes) note(change.number(), now);
            if (!changes.isEmpty()) tell(changes);
            if (changes.size() < CertificateStatusRegister.AT_ONCE) break;
        }
        leftOut.values().removeIf(since -> now - since > LONGEST_TRANSACTION.toNanos());
        while (leftOut.size() > MOST_LEFT_OUT) leftOut.pollFirstEntry();
        readAt = now;
        read = true;
    }

    /// Numbers just before the newest may still be on their way.
    private void begin(long now) {
        last = Math.max(0, register.newestNumber() - BEFORE_START);
        for (var number = last; number > Math.max(0, last - BEFORE_START); number--) leftOut.put(number, now);
    }

    private void note(long number, long now) {
        if (number <= last) {
            leftOut.remove(number);
            return;
        }
        for (var missing = Math.max(last + 1, number - MOST_LEFT_OUT); missing < number; missing++) {
            leftOut.put(missing, now);
        }
        last = number;
    }

    private void tell(List<StatusChange> changes) {
        for (var listener : listeners) {
            try {
                listener.accept(changes);
            } catch (RuntimeException e) {
                log.atError().setCause(e).log("News of statuses could not be taken in");
            }
        }
    }

    /// For tests: how many numbers are waited for.
    Map<Long, Long> waitedFor() {
        return Map.copyOf(leftOut);
    }
}
