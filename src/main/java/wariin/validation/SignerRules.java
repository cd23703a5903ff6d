package wariin.validation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What rules say of the signer of a document; whoever knows rules implements it. Without one, nothing is said.
public interface SignerRules {

    List<Answer> of(SignatureReport signature, Instant validatedAt, Locale locale);

    /// Whether a rule is met.
    enum Outcome {
        PASS,
        FAIL,
        INDETERMINATE;

        public String tone() {
            return switch (this) {
                case PASS -> "proved";
                case FAIL -> "refused";
                case INDETERMINATE -> "look";
            };
        }
    }

    /// What one rule says, in one language.
    ///
    /// @param link where the rule is explained; absent without a server
    record Answer(
            String rule,
            int version,
            String title,
            Outcome outcome,
            List<String> reasons,
            @Nullable String link) {

        public Answer {
            reasons = List.copyOf(reasons);
        }
    }

    /// No rules at all.
    static SignerRules none() {
        return (_, _, _) -> List.of();
    }
}
