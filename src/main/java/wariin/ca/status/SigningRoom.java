package wariin.ca.status;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Lets few sign at a time and few more wait; all others are sent away at once, so that nobody waits long.
final class SigningRoom {
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toMillis(1);

    /// What needs a key.
    interface Work<T> {
        T run() throws StatusKnowledge.Unavailable;
    }

    private final Semaphore places;
    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    /// @param places how many sign at a time
    /// @param most how many sign or wait
    SigningRoom(int places, int most) {
        this.places = new Semaphore(places);
        this.most = most;
    }

    /// How many sign or wait now.
    int inside() {
        return inside.get();
    }

    /// Null if the room is full.
    <T> @Nullable T enter(Work<T> work) throws StatusKnowledge.Unavailable {
        if (inside.incrementAndGet() > most) {
            inside.decrementAndGet();
            return null;
        }
        try {
            if (!places.tryAcquire(LONGEST_WAIT, TimeUnit.MILLISECONDS)) return null;
            try {
                return work.run();
            } finally {
                places.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            inside.decrementAndGet();
        }
    }
}
