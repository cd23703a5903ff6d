package wariin.enrolment.acme;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an order is about (RFC 8555, 7.1.4; RFC 8823, 3): a DNS name or a mail address, in small letters.
public record Identifier(String type, String value) {

    static final String DNS = "dns";
    static final String EMAIL = "email";
    private static final Pattern NAME =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    /// Without the asterisk, which is no name but many (RFC 8823, 3).
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9.!#$%&'+/=?^_`{|}~-]{1,64}@(.+)");

    /// The identifier that a client wrote, or empty if no certificate of ours can carry it.
    static Optional<Identifier> read(String type, String value) {
        return switch (type) {
            case DNS -> dns(value);
            case EMAIL -> email(value);
            default -> Optional.empty();
        };
    }

    static Optional<Identifier> dns(String value) {
        var name = value.toLowerCase(Locale.ROOT);
        return NAME.matcher(name).matches() ? Optional.of(new Identifier(DNS, name)) : Optional.empty();
    }

    /// In small letters as a whole, since certificates have addresses so.
    static Optional<Identifier> email(String value) {
        var address = ADDRESS.matcher(value);
        if (!address.matches()) return Optional.empty();
        var domain = address.group(1).toLowerCase(Locale.ROOT);
        if (!NAME.matcher(domain).matches()) return Optional.empty();
        return Optional.of(new Identifier(EMAIL, value.toLowerCase(Locale.ROOT)));
    }

    boolean isMail() {
        return type.equals(EMAIL);
    }
}
