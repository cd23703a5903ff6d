package wariin.x509;

/// Writes the entries of a list one after the other into one buffer (RFC 5280, 5.1.2.6 and 5.3.1).
final class RevocationEntryWriter {
    /// The extension reasonCode up to the reason.
    private static final byte[] REASON = {
        Der.SEQUENCE,
        12,
        Der.SEQUENCE,
        10,
        Der.OBJECT_IDENTIFIER,
        3,
        0x55,
        0x1d,
        0x15,
        Der.OCTET_STRING,
        3,
        Der.ENUMERATED,
        1
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
        var second = revoked.second(place);
        at = DerTime.put(into, at, second, second >= DerTime.YEAR_2050);
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
        var generalized = revoked.second(place) >= DerTime.YEAR_2050;
        var time = generalized ? DerTime.GENERALIZED_LENGTH : DerTime.UTC_LENGTH;
        // Reason 0 is never written (RFC 5280, 5.3.1).
        return 2 + serial + 2 + time + (revoked.reason(place) == 0 ? 0 : REASON.length + 1);
    }

    /// Where the number begins behind its zeros.
    private static int first(byte[] serials, int offset) {
        var first = offset;
        while (serials[first] == 0 && first < offset + Revocations.SERIAL - 1) first++;
        return first;
    }

    private void put(int tag, int length) {
        into[at++] = (byte) tag;
        into[at++] = (byte) length;
    }
}
