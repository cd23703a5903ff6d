package wariin.ca.application;

import org.jspecify.annotations.Nullable;

/// A certificate was not given out. Asked again with the same body, the authority finishes or says what stands.
public class NotIssued extends RuntimeException {
    public NotIssued(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
