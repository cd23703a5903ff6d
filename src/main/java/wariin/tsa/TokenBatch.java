package wariin.tsa;

import jakarta.annotation.PreDestroy;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
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
/// the record of at most one second of tokens, never a token.
@Component
class TokenBatch {
    private static final int ATTEMPTS = 10;
    private static final int LARGEST_BATCH = 32 * 10_000;

    private final TokenJournal tokens;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final long epoch;
    private final Instant lastTime;
    private final AtomicLong counter = new AtomicLong();
    private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private long written;

    private record Waiting(byte[] hash, Instant at) {}

    TokenBatch(TokenJournal tokens, Journal journal, TransactionTemplate transactions, Clock clock) {
        this.tokens = tokens;
        this.journal = journal;
        this.transactions = transactions;
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
    byte[] add(Instant at, Function<BigInteger, byte[]> token) {
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
        var end = counter.get(); // what comes meanwhile is for the next time
        while (written < end) {
            var before = written;
            writeBatch();
            if (written == before) return; // a token is still being made
        }
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
