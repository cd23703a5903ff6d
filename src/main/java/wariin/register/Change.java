package wariin.register;

/// What can happen to a registration. Which one is allowed when stands in {@link StatusChanges}.
public enum Change {
    REGISTRATION,
    RENEWAL,
    SUSPENSION,
    REINSTATEMENT,
    WITHDRAWAL,
    /// Another provider answers for the service from now on; the entry stays where it is (TS 119 612, 5.5.9.3).
    TAKE_OVER,
    /// The passing of time: the only change that nobody decides.
    EXPIRY
}
