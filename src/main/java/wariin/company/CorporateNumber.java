package wariin.company;

/// The thirteen-digit number that the National Tax Agency gives to a company; its first digit checks the other twelve.
public record CorporateNumber(String value) {

    private static final String SAMPLE_BASE = "9999";

    public CorporateNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "A corporate number has thirteen digits, of which the first checks the rest");
        }
    }

    /// Reads a number as people write it: spaces, hyphens and full-width digits are accepted.
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

    private static String normalise(String text) {
        var digits = new StringBuilder();
        for (var c : text.toCharArray()) {
            if (c >= '0' && c <= '9') digits.append(c);
            else if (c >= '０' && c <= '９') digits.append((char) (c - '０' + '0'));
            else if (!Character.isWhitespace(c) && c != '-' && c != '－' && c != '　') digits.append('?');
        }
        return digits.toString();
    }

    @Override
    public String toString() {
        return value;
    }
}
