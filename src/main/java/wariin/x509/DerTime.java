package wariin.x509;

/// Writes moments digit by digit, since a million of them stand on one list (RFC 5280, 4.1.2.5).
final class DerTime {
    static final int UTC_LENGTH = 13;
    static final int GENERALIZED_LENGTH = 15;

    /// The start of 2050, from when years have four digits.
    static final long YEAR_2050 = 2_524_608_000L;

    private static final int DAY = 86_400;

    /// From the first of March of the year 0 to the start of 1970.
    private static final int DAYS_TO_1970 = 719_468;

    private static final int DAYS_OF_400_YEARS = 146_097;

    private DerTime() {}

    /// Tag, length and text of a UTCTime, or of a GeneralizedTime; gives back where it ends.
    static int put(byte[] into, int from, long second, boolean generalized) {
        var at = from;
        into[at++] = (byte) (generalized ? Der.GENERALIZED_TIME : Der.UTC_TIME);
        into[at++] = (byte) (generalized ? GENERALIZED_LENGTH : UTC_LENGTH);
        // A date of the calendar, with years that begin in March so that the leap day is the last one.
        var days = Math.floorDiv(second, DAY) + DAYS_TO_1970;
        var era = Math.floorDiv(days, DAYS_OF_400_YEARS);
        var dayOfEra = (int) Math.floorMod(days, DAYS_OF_400_YEARS);
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * dayOfYear + 2) / 153;
        var year = (int) (yearOfEra + era * 400) + (month >= 10 ? 1 : 0);
        if (generalized) at = digits(into, at, year / 100);
        at = digits(into, at, year % 100);
        at = digits(into, at, month < 10 ? month + 3 : month - 9);
        at = digits(into, at, dayOfYear - (153 * month + 2) / 5 + 1);
        var ofDay = (int) Math.floorMod(second, DAY);
        at = digits(into, at, ofDay / 3600);
        at = digits(into, at, ofDay / 60 % 60);
        at = digits(into, at, ofDay % 60);
        into[at++] = 'Z';
        return at;
    }

    private static int digits(byte[] into, int at, int two) {
        into[at] = (byte) ('0' + two / 10);
        into[at + 1] = (byte) ('0' + two % 10);
        return at + 2;
    }
}
