package wariin.x509;

/// Writes the entries of a list one after the other into one buffer (RFC 5280, 5.1.2.6 and 5.3.1).
final class RevocationEntryWriter {
    private static final int UTC_LENGTH = 13;
    private static final int GENERALIZED_LENGTH = 15;

    /// The start of 2050, from when years have four digits.
    private static final long YEAR_2050 = 2_524_608_000L;

    private static final int DAY = 86_400;

    /// The extension reasonCode up to the reason.
    private static final byte[] REASON = {
        Der.SEQUENCE, 12, Der.SEQUENCE, 10, Der.OBJECT_IDENTIFIER, 3, 0x55, 0x1d, 0x15, Der.OCTET_STRING, 3,
        Der.ENUMERATED, 1
    };

    private final byte[] into;
    private int at;

    RevocationEntryWriter(byte[] into, int at) {
        this.into = into;
        this.at = at;
    }

    /// How many octets all entries take.
    static int length(Revocations revoked) {
        long length = 0;
        for (var place = 0; place < revoked.size(); place++) length += 2 + contents(revoked, place);
        return Math.toIntExact(length);
    }

    void write(Revocations revoked) {
        for (var place = 0; place < revoked.size(); place++) entry(revoked, place);
    }

    private void entry(Revocations revoked, int place) {
        put(Der.SEQUENCE, contents(revoked, place));
        var serials = revoked.serials(place);
        var first = first(serials, revoked.offset(place));
        var octets = revoked.offset(place) + Revocations.SERIAL - first;
        put(Der.INTEGER, octets + (serials[first] < 0 ? 1 : 0));
        if (serials[first] < 0) into[at++] = 0;
        System.arraycopy(serials, first, into, at, octets);
        at += octets;
        time(revoked.second(place));
        var reason = revoked.reason(place);
        if (reason == 0) return;
        System.arraycopy(REASON, 0, into, at, REASON.length);
        at += REASON.length;
        into[at++] = (byte) reason;
    }

    private static int contents(Revocations revoked, int place) {
        var serials = revoked.serials(place);
        var first = first(serials, revoked.offset(place));
        var serial = revoked.offset(place) + Revocations.SERIAL - first + (serials[first] < 0 ? 1 : 0);
        var time = revoked.second(place) < YEAR_2050 ? UTC_LENGTH : GENERALIZED_LENGTH;
        // Reason 0 is never written (RFC 5280, 5.3.1).
        return 2 + serial + 2 + time + (revoked.reason(place) == 0 ? 0 : REASON.length + 1);
    }

    /// Where the number begins behind its zeros.
    private static int first(byte[] serials, int offset) {
        var first = offset;
        while (serials[first] == 0 && first < offset + Revocations.SERIAL - 1) first++;
        return first;
    }

    private void time(long second) {
        var generalized = second >= YEAR_2050;
        put(
                generalized ? Der.GENERALIZED_TIME : Der.UTC_TIME,
                generalized ? GENERALIZED_LENGTH : UTC_LENGTH);
        // Days to a date of the calendar, with years that begin in March so that the leap day is the last one.
        var days = second / DAY + 719_468;
        var era = days / 146_097;
        var dayOfEra = (int) (days % 146_097);
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var month = (5 * dayOfYear + 2) / 153;
        var year = (int) (yearOfEra + era * 400) + (month >= 10 ? 1 : 0);
        if (generalized) digits(year / 100);
        digits(year % 100);
        digits(month < 10 ? month + 3 : month - 9);
        digits(dayOfYear - (153 * month + 2) / 5 + 1);
        var ofDay = (int) (second % DAY);
        digits(ofDay / 3600);
        digits(ofDay / 60 % 60);
        digits(ofDay % 60);
        into[at++] = 'Z';
    }

    private void digits(int two) {
        into[at++] = (byte) ('0' + two / 10);
        into[at++] = (byte) ('0' + two % 10);
    }

    private void put(int tag, int length) {
        into[at++] = (byte) tag;
        into[at++] = (byte) length;
    }
}
