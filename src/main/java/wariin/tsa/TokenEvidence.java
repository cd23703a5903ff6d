package wariin.tsa;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.journal.Inclusion;
import wariin.journal.Journal;
import wariin.journal.JournalEntry;

/// Proves that a token was issued here: its hash among those of its batch, and the batch's entry in the log.
@Service
public class TokenEvidence {

    /// @param number the token's serial number: epoch and counter
    /// @param hashes the SHA-256 of all tokens of the batch one after the other; the entry has its own SHA-256
    /// @param writtenAt when the newest token of the batch was issued
    /// @param inclusion the proof in the log; null while the entry waits for the next integration
    public record Evidence(
            String number,
            int place,
            int tokens,
            byte[] hashes,
            Instant writtenAt,
            JournalEntry entry,
            @Nullable Inclusion inclusion) {}

    private static final int HASH = 32;
    private static final BigInteger COUNTERS =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private final TokenJournal tokens;
    private final Journal journal;

    TokenEvidence(TokenJournal tokens, Journal journal) {
        this.tokens = tokens;
        this.journal = journal;
    }

    /// Among how many tokens, the newest, one is found without its number.
    public static int searched() {
        return TokenJournal.SEARCHED;
    }

    /// Looks for the SHA-256 of a whole token (ContentInfo in DER) among the newest. One that was issued in this second
    /// is not yet written down.
    public Optional<Evidence> find(byte[] sha256) {
        if (sha256.length != HASH) return Optional.empty();
        return tokens.newestWith(sha256).flatMap(batch -> evidence(batch, sha256));
    }

    /// Looks it up by the serial number that stands in the token, however old it is.
    public Optional<Evidence> find(byte[] sha256, BigInteger serial) {
        var counter = serial.and(COUNTERS);
        var epoch = serial.shiftRight(Long.SIZE);
        if (sha256.length != HASH || serial.signum() <= 0) return Optional.empty();
        if (epoch.bitLength() >= Long.SIZE || counter.bitLength() >= Long.SIZE) return Optional.empty();
        return tokens.batchOf(epoch.longValue(), counter.longValue()).flatMap(batch -> evidence(batch, sha256));
    }

    private Optional<Evidence> evidence(TokenJournal.Batch batch, byte[] sha256) {
        var place = placeOf(sha256, batch.hashes());
        if (place < 0) return Optional.empty();
        var subject = "tsa/" + batch.epoch() + "/" + batch.first();
        return journal.about(subject).stream()
                .findFirst()
                .map(entry -> new Evidence(
                        batch.epoch() + "/" + (batch.first() + place),
                        place,
                        batch.hashes().length / HASH,
                        batch.hashes(),
                        batch.issuedAt(),
                        entry,
                        journal.inclusion(entry.id()).orElse(null)));
    }

    /// A match that straddles two hashes is none.
    private static int placeOf(byte[] sha256, byte[] hashes) {
        for (var at = 0; at < hashes.length; at += HASH) {
            if (Arrays.equals(hashes, at, at + HASH, sha256, 0, HASH)) return at / HASH;
        }
        return -1;
    }
}
