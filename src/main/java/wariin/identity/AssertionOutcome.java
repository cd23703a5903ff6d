package wariin.identity;

/// What became of a passkey assertion.
public sealed interface AssertionOutcome {

    record Verified(UserId user, AssertionEvidence evidence) implements AssertionOutcome {}

    record Refused(Reason reason) implements AssertionOutcome {}

    /// Why an assertion does not count.
    enum Reason {
        /// Not readable as an assertion.
        MALFORMED,
        /// The credential is not known here, or belongs to somebody else.
        UNKNOWN_CREDENTIAL,
        /// Made for another challenge, or the challenge was used or is too old.
        WRONG_CHALLENGE,
        /// Made on another site.
        WRONG_ORIGIN,
        /// The authenticator did not verify the person.
        USER_NOT_VERIFIED,
        /// The counter went back: perhaps a copied authenticator.
        COUNTER_WENT_BACK,
        /// The signature is wrong.
        WRONG_SIGNATURE
    }
}
