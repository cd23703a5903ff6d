package wariin.practice;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.site.Bilingual;

/// What the operator adds to the statements: premises, staff, audits, fees, liability, law.
@Service
public class Supplements {
    /// No section is longer, in either language.
    public static final int LONGEST = 4_000;

    /// What came of a change.
    public enum Outcome {
        STATED,
        UNCHANGED,
        ENGLISH_MISSING,
        JAPANESE_MISSING,
        TOO_LONG
    }

    private final SupplementRegister register;
    private final Statements statements;
    private final TransactionTemplate transactions;
    private final Journal journal;
    private final Clock clock;

    Supplements(
            SupplementRegister register,
            Statements statements,
            TransactionTemplate transactions,
            Journal journal,
            Clock clock) {
        this.register = register;
        this.statements = statements;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    public Map<Section, Bilingual> stated() {
        return register.newest();
    }

    /// States a section in both languages, or, with both empty, takes back what was stated; a new version follows.
    public Outcome state(Section section, String ja, String en, String actor) {
        var japanese = ja.strip().replace("\r\n", "\n");
        var english = en.strip().replace("\r\n", "\n");
        if (japanese.length() > LONGEST || english.length() > LONGEST) return Outcome.TOO_LONG;
        if (english.isEmpty() && !japanese.isEmpty()) return Outcome.ENGLISH_MISSING;
        if (japanese.isEmpty() && !english.isEmpty()) return Outcome.JAPANESE_MISSING;
        var before = register.newest().get(section);
        var same = before == null
                ? english.isEmpty()
                : Objects.equals(before.en(), english) && Objects.equals(before.ja(), japanese);
        if (same) return Outcome.UNCHANGED;
        transactions.executeWithoutResult(_ -> {
            register.add(section, japanese, english, actor, clock.instant());
            journal.append(Act.of("statement-supplemented", section.slug(), actor));
        });
        statements.publishChanges();
        return Outcome.STATED;
    }
}
