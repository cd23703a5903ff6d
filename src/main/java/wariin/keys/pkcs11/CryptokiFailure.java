package wariin.keys.pkcs11;

import java.util.Map;

/// A PKCS #11 library refused; the code is its return value (PKCS #11 V2.40, 5.1).
final class CryptokiFailure extends RuntimeException {

    static final long HOST_MEMORY = 0x02;
    static final long GENERAL_ERROR = 0x05;
    static final long FUNCTION_FAILED = 0x06;
    static final long DEVICE_ERROR = 0x30;
    static final long ATTRIBUTE_SENSITIVE = 0x11;
    static final long DEVICE_MEMORY = 0x31;
    static final long ENCRYPTED_DATA_INVALID = 0x40;
    static final long ENCRYPTED_DATA_LENGTH = 0x41;
    static final long MECHANISM_INVALID = 0x70;
    static final long OBJECT_HANDLE_INVALID = 0x82;
    static final long PIN_INCORRECT = 0xa0;
    static final long PIN_INVALID = 0xa1;
    static final long PIN_LENGTH = 0xa2;
    static final long PIN_LOCKED = 0xa4;
    static final long USER_ALREADY_LOGGED_IN = 0x100;
    static final long NOT_INITIALIZED = 0x190;
    static final long ALREADY_INITIALIZED = 0x191;

    private static final Map<Long, String> NAMES = Map.ofEntries(
            Map.entry(HOST_MEMORY, "CKR_HOST_MEMORY"),
            Map.entry(GENERAL_ERROR, "CKR_GENERAL_ERROR"),
            Map.entry(FUNCTION_FAILED, "CKR_FUNCTION_FAILED"),
            Map.entry(DEVICE_ERROR, "CKR_DEVICE_ERROR"),
            Map.entry(DEVICE_MEMORY, "CKR_DEVICE_MEMORY"),
            Map.entry(0x32L, "CKR_DEVICE_REMOVED"),
            Map.entry(ENCRYPTED_DATA_INVALID, "CKR_ENCRYPTED_DATA_INVALID"),
            Map.entry(MECHANISM_INVALID, "CKR_MECHANISM_INVALID"),
            Map.entry(0x82L, "CKR_OBJECT_HANDLE_INVALID"),
            Map.entry(PIN_INCORRECT, "CKR_PIN_INCORRECT"),
            Map.entry(PIN_LOCKED, "CKR_PIN_LOCKED"),
            Map.entry(0xb3L, "CKR_SESSION_HANDLE_INVALID"),
            Map.entry(0xe0L, "CKR_TOKEN_NOT_PRESENT"),
            Map.entry(0xe1L, "CKR_TOKEN_NOT_RECOGNIZED"),
            Map.entry(0x101L, "CKR_USER_NOT_LOGGED_IN"));

    private final long code;

    private CryptokiFailure(long code) {
        super(NAMES.getOrDefault(code, "CKR 0x" + Long.toHexString(code)));
        this.code = code;
    }

    static void check(long result) {
        if (result != 0) throw new CryptokiFailure(result);
    }

    long code() {
        return code;
    }

    boolean isWrongPin() {
        return code == PIN_INCORRECT || code == PIN_INVALID || code == PIN_LENGTH;
    }

    boolean isFull() {
        return code == DEVICE_MEMORY || code == HOST_MEMORY;
    }

    /// It failed, for a reason that the library keeps to itself.
    boolean isUnexplained() {
        return code == GENERAL_ERROR || code == FUNCTION_FAILED || code == DEVICE_ERROR;
    }
}
