package wariin.keys;

/// Keys cannot be used; the message says in one sentence what to do. Never carries key material.
public final class KeysUnusable extends RuntimeException {

    public KeysUnusable(String message) {
        super(message);
    }

    public KeysUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
