package wariin.x509;

/// The identifier of an organisation in Japan's register of corporate numbers (EN 319 412-1, 5.1.4).
final class OrganisationIdentifier {
    private static final String SCHEME = "NTRJP-";

    private OrganisationIdentifier() {}

    static boolean isWellFormed(String text) {
        if (text.length() != SCHEME.length() + 13 || !text.startsWith(SCHEME)) return false;
        for (var n = SCHEME.length(); n < text.length(); n++) {
            if (text.charAt(n) < '0' || text.charAt(n) > '9') return false;
        }
        return text.charAt(SCHEME.length()) != '0';
    }

    /// The first digit is nine less the rest by nine of the others, weighed 1 and 2 in turn from the right.
    static boolean hasRightCheckDigit(String text) {
        var sum = 0;
        for (var n = 1; n <= 12; n++) {
            var digit = text.charAt(text.length() - n) - '0';
            sum += n % 2 == 1 ? digit : 2 * digit;
        }
        return text.charAt(SCHEME.length()) - '0' == 9 - sum % 9;
    }
}
