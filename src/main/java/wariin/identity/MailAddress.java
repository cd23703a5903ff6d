package wariin.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address as we compare it: trimmed and in small letters.
record MailAddress(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\\.[a-z0-9-]+)*");

    static Optional<MailAddress> read(String text) {
        var address = text.strip().toLowerCase(Locale.ROOT);
        return address.length() <= 254 && FORM.matcher(address).matches()
                ? Optional.of(new MailAddress(address))
                : Optional.empty();
    }

    String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
