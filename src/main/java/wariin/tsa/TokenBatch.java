package wariin.tsa;

import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Numbers the tokens and writes their hashes down in batches: no database in the path of a token.
///
/// A number is the epoch of this start and a counter, so no number comes twice after a crash; what a crash loses is
/// the record of the tokens of about a second, never a token. While nothing can be written, it loses no more than that
/// of {@link TsaSettings#unrecorded}: then there are no more tokens until the others are written down.
@Component
class TokenBatch {
    private static final int ATTEMPTS = 10;
    private static final int LARGEST_BATCH = 32 * 10_000;

    private final TokenJournal tokens;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final long epoch;
    private final Instant lastTime;
    private final Duration unrecorded;
    private final AtomicLong counter = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private long written;
    private volatile long upToDate = System.nanoTime();

    private record Waiting(byte[] hash, Instant at) {}

    /// What was issued cannot be written down.
    static final class Unrecorded extends RuntimeException {
        Unrecorded(Duration limit) {
            super("The time-stamps of more than " + limit.toSeconds() + " seconds could not be written down");
        }
    }

    TokenBatch(
            TokenJournal tokens, Journal journal, TransactionTemplate transactions, TsaSettings settings, Clock clock) {
        this.tokens = tokens;
        this.journal = journal;
        this.transactions = transactions;
        this.unrecorded = settings.unrecorded();
        this.lastTime = tokens.lastTime().orElse(Instant.EPOCH);
        this.epoch = begin(tokens, clock.instant());
    }

    /// The newest time that was certified before this start.
    Instant lastTime() {
        return lastTime;
    }

    /// The number of this start.
    long epoch() {
        return epoch;
    }

    /// Numbers the token, has it made, and remembers its hash; a number whose token failed is remembered by zeros.
    ///
    /// @throws Unrecorded if those before could not be written down for too long
    byte[] add(Instant at, Function<BigInteger, byte[]> token) {
        if (System.nanoTime() - upToDate > unrecorded.toNanos()) throw new Unrecorded(unrecorded);
        var number = counter.incrementAndGet();
        var hash = new byte[32];
        try {
            var made = token.apply(BigInteger.valueOf(epoch).shiftLeft(64).or(BigInteger.valueOf(number)));
            hash = sha256(made);
            return made;
        } finally {
            waiting.put(number, new Waiting(hash, at));
        }
    }

    /// Writes all that has come since the last time; called once a second and at the end.
    @Scheduled(fixedDelay = 1000, initialDelay = 1000)
    @PreDestroy
    synchronized void write() {
        var began = System.nanoTime();
        var first = written;
        var end = counter.get(); // what comes meanwhile is for the next time
        while (written < end) {
            var before = written;
            writeBatch();
            if (written == before) break; // a token is still being made
        }
        if (written > first || written == end) upToDate = began; // else one that hangs holds all others up
    }

    private void writeBatch() {
        var hashes = new ByteArrayOutputStream();
        var last = written;
        var newest = Instant.EPOCH;
        for (var next = waiting.get(last + 1); next != null && hashes.size() < LARGEST_BATCH; ) {
            last++;
            hashes.writeBytes(next.hash());
            if (next.at().isAfter(newest)) newest = next.at();
            next = waiting.get(last + 1);
        }
        if (last == written) return;
        write(written + 1, last, hashes.toByteArray(), newest);
        for (var number = written + 1; number <= last; number++) waiting.remove(number);
        written = last;
    }

    private void write(long first, long last, byte[] hashes, Instant newest) {
        var facts = Map.of(
                "first", Long.toString(first),
                "last", Long.toString(last),
                "sha256", HexFormat.of().formatHex(sha256(hashes)));
        transactions.executeWithoutResult(_ -> {
            tokens.add(epoch, first, last, hashes, newest);
            journal.append(new Act("time-stamps-issued", "tsa/" + epoch + "/" + first, "system", facts));
        });
    }

    private static long begin(TokenJournal tokens, Instant at) {
        for (var attempt = 1; ; attempt++) {
            try {
                return tokens.begin(at);
            } catch (DuplicateKeyException e) {
                if (attempt == ATTEMPTS) throw e;
            }
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
