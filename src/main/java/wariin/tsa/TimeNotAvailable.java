package wariin.tsa;

/// The clock cannot be trusted now, so no time is certified (RFC 3161, failure timeNotAvailable).
public class TimeNotAvailable extends RuntimeException {
    TimeNotAvailable(String message) {
        super(message);
    }
}
