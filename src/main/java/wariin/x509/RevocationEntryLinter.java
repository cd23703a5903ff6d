package wariin.x509;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The linter's part for the entries of a list, octet by octet, since there may be a million of them (RFC 5280, 5.1.2.6
/// and 5.3.1).
final class RevocationEntryLinter {
    /// A list that is wrong a million times need not say so more often than this.
    private static final int ENOUGH = 20;
    /// The extension reasonCode up to the reason, with the heads of both sequences.
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

    private final byte[] der;
    private final int end;
    private final byte[] utcOfList;
    private final byte[] generalizedOfList;
    private final RevocationListLinter.Expected expected;
    private final Findings findings;
    private int at;
    private int lastSerial = -1;
    private int lastLength;

    RevocationEntryLinter(
            byte[] der,
            DerReader entries,
            Instant thisUpdate,
            RevocationListLinter.Expected expected,
            Findings findings) {
        this.der = der;
        this.at = entries.position();
        this.end = entries.limit();
        var time = Der.time(thisUpdate);
        this.utcOfList = time[0] == Der.UTC_TIME ? time : new byte[0];
        this.generalizedOfList = Der.generalizedTime(thisUpdate);
        this.expected = expected;
        this.findings = findings;
    }

    void lint() {
        while (at < end && findings.count() < ENOUGH) {
            var finding = entry();
            if (finding != null) findings.add(finding);
        }
    }

    private @Nullable Finding entry() {
        var contents = element(Der.SEQUENCE, end);
        var limit = at;
        at = contents;
        var serial = serial(limit);
        var time = time(limit);
        var reason = reason(limit);
        if (serial != null) return serial;
        return time != null ? time : reason;
    }

    /// Where the contents of the next element begin; afterwards `at` is behind it.
    private int element(int tag, int limit) {
        if (at + 2 > limit || (der[at] & 0xff) != tag || der[at + 1] < 0 || at + 2 + der[at + 1] > limit) {
            throw new MalformedDer("An entry is not one");
        }
        var contents = at + 2;
        at = contents + der[at + 1];
        return contents;
    }

    private @Nullable Finding serial(int limit) {
        var from = element(Der.INTEGER, limit);
        var length = at - from;
        if (length == 0 || length > 20 || der[from] < 0 || der[from] == 0 && (length == 1 || der[from + 1] >= 0)) {
            return Finding.ENTRY_SERIAL;
        }
        var order = lastSerial < 0 ? 1 : compare(from, length);
        lastSerial = from;
        lastLength = length;
        if (order == 0) return Finding.ENTRY_TWICE;
        if (order < 0) return Finding.ENTRIES_ORDER;
        return (der[at - 1] & 0xff) % expected.shards() == expected.shard() ? null : Finding.ENTRY_SHARD;
    }

    private int compare(int from, int length) {
        if (length != lastLength) return Integer.compare(length, lastLength);
        return Arrays.compareUnsigned(der, from, from + length, der, lastSerial, lastSerial + length);
    }

    /// Digits of the same length compare as the moments do; UTCTime ends with 2049.
    private @Nullable Finding time(int limit) {
        if (at >= limit) throw new MalformedDer("An entry has no time");
        var utc = der[at] == Der.UTC_TIME;
        var from = element(utc ? Der.UTC_TIME : Der.GENERALIZED_TIME, limit);
        var length = at - from;
        if (length != (utc ? 13 : 15) || der[at - 1] != 'Z') return Finding.ENTRY_TIME;
        for (var n = from; n < at - 1; n++) if (der[n] < '0' || der[n] > '9') return Finding.ENTRY_TIME;
        var list = utc ? utcOfList : generalizedOfList;
        if (list.length == 0) return null;
        if (utc && der[from] >= '5') return null;
        return Arrays.compare(der, from, at, list, 2, list.length) <= 0 ? null : Finding.ENTRY_TIME;
    }

    private @Nullable Finding reason(int limit) {
        if (at == limit) return null;
        var from = at;
        at = limit;
        if (limit - from != REASON.length + 1 || !Arrays.equals(der, from, limit - 1, REASON, 0, REASON.length)) {
            return Finding.EXTENSION_FORBIDDEN;
        }
        var reason = der[limit - 1];
        if (reason == 0) return Finding.REASON_UNSPECIFIED;
        // 7 is not used, and 8 only stands on lists of changes.
        return reason > 0 && reason <= 10 && reason != 7 && reason != 8 ? null : Finding.REASON_UNKNOWN;
    }
}
