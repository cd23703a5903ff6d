package wariin.ceremony;

/// Something that a ceremony does not do; the message is for those who stand around the machine.
class Refused extends RuntimeException {
    Refused(String message) {
        super(message);
    }

    Refused(String message, Throwable cause) {
        super(message, cause);
    }
}
