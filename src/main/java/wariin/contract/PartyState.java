package wariin.contract;

/// How far a party is.
public enum PartyState {
    WAITING,
    ASKED,
    VIEWED,
    SIGNED,
    REJECTED
}
