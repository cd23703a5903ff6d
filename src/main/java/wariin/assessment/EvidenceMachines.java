package wariin.assessment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Keeps what machines saw. Every look is kept; the log hears of the first one and of every change of the verdict.
@Component
class EvidenceMachines {

    static final int LONGEST = 200_000;

    private final EvidenceMachineRegister register;
    private final Journal journal;
    private final Clock clock;

    EvidenceMachines(EvidenceMachineRegister register, Journal journal, Clock clock) {
        this.register = register;
        this.journal = journal;
        this.clock = clock;
    }

    @Transactional
    void add(UUID subject, String criterion, String check, MachineResult.Verdict verdict, String seen, Instant at) {
        if (seen.length() > LONGEST) throw new IllegalArgumentException("What a check saw is short");
        var before = register.lastVerdict(subject, criterion, check);
        var sha256 = sha256(seen);
        var time = at.truncatedTo(ChronoUnit.MICROS);
        var result = new MachineResult(UUID.randomUUID(), subject, criterion, check, verdict, seen, sha256, time);
        if (!register.add(result, clock.instant())) return;
        if (before.isPresent() && before.get() == verdict) return;
        var facts = Map.of("criterion", criterion, "check", check, "verdict", verdict.name(), "sha256", sha256);
        journal.append(new Act("machine-result-changed", subject.toString(), "system", facts));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
