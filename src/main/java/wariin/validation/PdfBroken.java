package wariin.validation;

/// The bytes are not what ISO 32000-2 says they should be at this place; caught inside this module only.
final class PdfBroken extends RuntimeException {

    PdfBroken(String message) {
        super(message, null, false, false);
    }
}
