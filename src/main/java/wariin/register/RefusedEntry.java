package wariin.register;

/// The register does not take what was given to it; nothing was written.
public class RefusedEntry extends RuntimeException {

    /// Why; each has words at {@code register.refused.<NAME>}.
    public enum Why {
        /// The change does not follow from the status that the service has.
        NOT_ALLOWED_NOW,
        /// The key stands for another service of the same target.
        KEY_TAKEN,
        /// Another organisation is registered with this corporate number.
        NUMBER_TAKEN,
        /// The corporate number of a provider stays what it is.
        NUMBER_FIXED,
        /// Not a certificate.
        NOT_A_CERTIFICATE,
        /// The target of a registered service stays what it is.
        TARGET_FIXED,
        UNKNOWN_TARGET,
        UNKNOWN_PROVIDER,
        UNKNOWN_SERVICE,
        /// A take-over names who takes over, and nothing else does.
        SUCCESSOR_MISSING
    }

    private final Why why;

    RefusedEntry(Why why) {
        super("The register refuses the entry: " + why);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /// The key of the sentence that tells a person.
    public String messageKey() {
        return "register.refused." + why;
    }
}
