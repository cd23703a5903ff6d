package wariin.register;

import java.util.regex.Pattern;

/// The number of a registration, {@code JTS-CA-0001(1)}: scheme, target's prefix, serial; the bracket counts the terms.
public record RegistrationNumber(String scheme, String prefix, int serial, int term) {

    /// The scheme whose register this is.
    public static final String SCHEME = "JTS";

    private static final Pattern FORM = Pattern.compile("([A-Z0-9]{1,12})-([A-Z0-9]{1,12})-(\\d{4,9})\\((\\d{1,4})\\)");

    public RegistrationNumber {
        if (!scheme.matches("[A-Z0-9]{1,12}") || !prefix.matches("[A-Z0-9]{1,12}")) {
            throw new IllegalArgumentException("Scheme and prefix of a registration number are capital letters");
        }
        if (serial < 1 || term < 1) throw new IllegalArgumentException("Registrations count from one");
    }

    public static RegistrationNumber of(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) throw new IllegalArgumentException("A registration number looks like JTS-CA-0001(1)");
        return new RegistrationNumber(
                matcher.group(1),
                matcher.group(2),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)));
    }

    /// The number without its bracket: it stays the same through all renewals, so marks and addresses use it.
    public String base() {
        return "%s-%s-%04d".formatted(scheme, prefix, serial);
    }

    public RegistrationNumber renewed() {
        return new RegistrationNumber(scheme, prefix, serial, term + 1);
    }

    @Override
    public String toString() {
        return base() + "(" + term + ")";
    }
}
