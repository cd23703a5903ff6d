package wariin.tsa;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Keeps the lease of the clock alive by a thread of its own, and writes down and tells what becomes of it.
@Component
class ClockWatch {
    private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration STANDSTILL = ClockLease.LONGEST;
    private static final Duration BETWEEN_MAILS = Duration.ofHours(1);

    /// Where what becomes of the clock is written down and told.
    @Component
    record Books(ClockJournal minutes, Journal journal, ClockMails mails, TransactionTemplate transactions) {}

    private final Books books;
    private final TsaSettings settings;
    private final Clock clock;
    private final TokenBatch batch;
    private final ClockRecord record;
    private final ClockGuard guard;
    private final Map<ClockEvent.Kind, Instant> mailed = new EnumMap<>(ClockEvent.Kind.class);
    private volatile boolean running = true;

    ClockWatch(Books books, TsaSettings settings, TokenBatch batch, Clock clock, SecureRandom random) {
        this.books = books;
        this.settings = settings;
        this.clock = clock;
        this.batch = batch;
        this.record = new ClockRecord(settings.alarm());
        var source = switch (settings.clock()) {
            case NTP -> new NtpSource(settings.ntpServers(), clock, random);
            case SYSTEM -> new KernelClock();
        };
        this.guard = new ClockGuard(clock, System::nanoTime, settings.limits(), source, batch.lastTime(), record);
        guard.renew();
    }

    ClockGuard guard() {
        return guard;
    }

    @PostConstruct
    void watch() {
        Thread.ofPlatform().daemon().name("clock").start(() -> {
            var last = System.nanoTime();
            while (running) {
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
                var pause = Duration.ofNanos(System.nanoTime() - last);
                last = System.nanoTime();
                if (pause.compareTo(STANDSTILL) > 0) record.stoodStill(clock.instant(), pause);
                renew();
            }
        });
    }

    private void renew() {
        try {
            guard.renew();
        } catch (RuntimeException broken) {
            log.atError().setCause(broken).log("The clock could not be read"); // the lease ends by itself
        }
    }

    @PreDestroy
    void stop() {
        running = false;
        write(true);
    }

    @Scheduled(fixedDelay = 5000, initialDelay = 5000)
    void write() {
        write(false);
    }

    private synchronized void write(boolean all) {
        var events = record.drainEvents();
        for (var event : events) {
            var level = event.kind() == ClockEvent.Kind.REGAINED ? log.atWarn() : log.atError();
            level.addKeyValue("event", event.kind().act())
                    .addKeyValue("detail", event.detail())
                    .log("Clock");
        }
        var minutes = record.drain(all);
        if (minutes.isEmpty() && events.isEmpty()) return;
        books.transactions().executeWithoutResult(_ -> {
            minutes.forEach(minute -> books.minutes().add(batch.epoch(), minute));
            events.forEach(this::tell);
        });
    }

    private void tell(ClockEvent event) {
        var facts = Map.of("at", event.at().toString(), "detail", event.detail());
        books.journal().append(new Act(event.kind().act(), "tsa/clock/" + batch.epoch(), "system", facts));
        var before = mailed.get(event.kind());
        if (before != null && before.plus(BETWEEN_MAILS).isAfter(event.at())) return;
        mailed.put(event.kind(), event.at());
        for (var address : settings.alarmTo()) books.mails().send(address, event);
    }
}
