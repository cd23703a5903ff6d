package wariin.ra.approval;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wariin.identity.AssertionEvidence;

/// An approval with all that was kept of its proof, and what verifying it again says.
///
/// @param assertion null for an approval by PIN and code, of which nothing is left to verify
/// @param bodySha256 of the body that was approved, in hex; null for a standing approval
public record KeptProof(
        Approval approval,
        @Nullable AssertionEvidence assertion,
        @Nullable String bodySha256,
        Verdict verdict) {

    /// What verifying again says.
    public enum Verdict {
        VERIFIED,
        /// By PIN and code: that it was right then, only the platform says.
        NO_SIGNATURE,
        /// The text is another one, or does not name what it is kept for.
        TEXT_DIFFERS,
        /// The authenticator was asked something else, elsewhere, or saw nobody.
        CHALLENGE_DIFFERS,
        SIGNATURE_WRONG;

        /// As it stands in exports and in the keys of texts.
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// How many of them are verified again.
    public static int verified(List<KeptProof> proofs) {
        return (int) proofs.stream()
                .filter(proof -> proof.verdict() == Verdict.VERIFIED)
                .count();
    }
}
