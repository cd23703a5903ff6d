package wariin.company;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// The thirteen-digit number that the National Tax Agency gives; its first digit checks the other twelve.
public record CorporateNumber(String value) {

    private static final String SAMPLE_BASE = "9999";
    private static final String DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC";
    /// What people, invoices and certificates (ETSI EN 319 412-1, 5.1.4) write before it.
    private static final Pattern PREFIX = Pattern.compile("^(法人番号[:\\s]*|NTRJP-|T)", Pattern.CASE_INSENSITIVE);

    public CorporateNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "A corporate number has thirteen digits, of which the first checks the rest");
        }
    }

    /// Reads a number as people write it: spaces, hyphens, full-width digits, the word 法人番号 before it, the `T` of
    /// an invoice number or the `NTRJP-` of a certificate are accepted.
    public static CorporateNumber of(String text) {
        return new CorporateNumber(normalise(text));
    }

    public static boolean isValid(String digits) {
        return digits.matches("[1-9][0-9]{12}") && digits.charAt(0) - '0' == checkDigit(digits.substring(1));
    }

    /// A number of the made-up companies: its base begins with 9999, where no registry office counts.
    public boolean sample() {
        return value.startsWith(SAMPLE_BASE, 1);
    }

    /// The made-up company of this place in the row, 0 to 99999999.
    public static CorporateNumber sample(int serial) {
        var base = SAMPLE_BASE + String.format("%08d", serial);
        return new CorporateNumber(checkDigit(base) + base);
    }

    /// The check digit is 9 less the remainder by 9 of the weighted digit sum, weights 1 and 2 from the right.
    private static int checkDigit(String twelve) {
        var sum = 0;
        for (var n = 1; n <= 12; n++) {
            var digit = twelve.charAt(12 - n) - '0';
            sum += digit * (n % 2 == 1 ? 1 : 2);
        }
        return 9 - sum % 9;
    }

    /// Leaves the digits; whatever cannot belong to the number stays as a sign that it is none.
    private static String normalise(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        var digits = new StringBuilder();
        for (var c : PREFIX.matcher(plain).replaceFirst("").toCharArray()) {
            if (c >= '0' && c <= '9') digits.append(c);
            else if (!Character.isWhitespace(c) && DASHES.indexOf(c) < 0) digits.append('?');
        }
        return digits.toString();
    }

    @Override
    public String toString() {
        return value;
    }
}
