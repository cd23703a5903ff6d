package wariin.ca.ceremony;

/// The platform cannot start before somebody has done something elsewhere; the message says what.
class CeremonyPending extends RuntimeException {
    CeremonyPending(String message) {
        super(message);
    }
}
