package wariin.ca.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Lets status be followed and lists be published on threads of their own: no other work ever makes them wait.
@Component
class StatusRounds implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StatusRounds.class);
    private static final Duration FOLLOW = Duration.ofMillis(200);
    private static final Duration PUBLISH = Duration.ofMillis(500);
    private static final int LOOKING = 2;
    private static final Duration COMPLAIN = Duration.ofSeconds(30);

    private final StatusFeed feed;
    private final StatusKnowledge knowledge;
    private final RevocationLists lists;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    StatusRounds(StatusFeed feed, StatusKnowledge knowledge, RevocationLists lists) {
        this.feed = feed;
        this.knowledge = knowledge;
        this.lists = lists;
    }

    @Override
    public synchronized void start() {
        if (running) return;
        running = true;
        threads.add(thread("status-feed", feed::read, FOLLOW));
        for (var n = 1; n <= LOOKING; n++) threads.add(thread("status-look-" + n, knowledge::serve, Duration.ZERO));
        threads.add(thread("revocation-lists", lists::round, PUBLISH));
    }

    /// Nothing is begun after this, and what was begun has ended: the database may go.
    @Override
    public synchronized void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        for (var thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before requests come in.
    @Override
    public int getPhase() {
        return 0;
    }

    private Thread thread(String name, Runnable round, Duration pause) {
        return Thread.ofPlatform().daemon().name(name).start(() -> {
            var complained = System.nanoTime() - COMPLAIN.toNanos();
            while (running) {
                try {
                    round.run();
                } catch (RuntimeException e) {
                    if (running && System.nanoTime() - complained >= COMPLAIN.toNanos()) {
                        complained = System.nanoTime();
                        log.atWarn().setCause(e).log("Status of certificates: the next round tries again");
                    }
                }
                if (!pause(pause) || Thread.currentThread().isInterrupted()) return;
            }
        });
    }

    private static boolean pause(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }
}
