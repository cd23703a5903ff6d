package wariin.company;

import static wariin.company.FileColumn.*;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Looks at the rows of one file: whether each can be believed, and what the database shall hold of it.
/// Not for two threads.
final class FileRow {

    private static final int LONGEST = 2000;
    private static final Set<String> PROCESSES = Set.of("01", "11", "12", "13", "21", "22", "71", "72", "81", "99");
    private static final Set<String> CLOSING = Set.of("21", "71");
    private static final char SEPARATOR = '\u001F';

    private final MessageDigest digest;
    private final StringBuilder joined = new StringBuilder(512);

    FileRow() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /// Why the row cannot be taken, or null.
    static @Nullable RowFault fault(long row, String[] fields) {
        if (fields.length != COUNT) return new RowFault(row, "columns", String.valueOf(fields.length));
        for (var field : fields) {
            if (field.indexOf('\uFFFD') >= 0 || field.indexOf('\u0000') >= 0) {
                return new RowFault(row, "letters", field);
            }
            if (field.length() > LONGEST) return new RowFault(row, "long", field);
        }
        if (!CorporateNumber.isValid(NUMBER.of(fields))) return new RowFault(row, "number", NUMBER.of(fields));
        if (!SUCCESSOR.of(fields).isEmpty() && !CorporateNumber.isValid(SUCCESSOR.of(fields))) {
            return new RowFault(row, "successor", SUCCESSOR.of(fields));
        }
        return codeOrDate(row, fields);
    }

    private static @Nullable RowFault codeOrDate(long row, String[] fields) {
        var process = PROCESS.of(fields);
        if (!PROCESSES.contains(process)) return new RowFault(row, "process", process);
        if (!isCode(KIND.of(fields), 3)) return new RowFault(row, "kind", KIND.of(fields));
        for (var flag : new FileColumn[] {CORRECT, LATEST, HIDDEN}) {
            if (!flag.of(fields).equals("0") && !flag.of(fields).equals("1")) {
                return new RowFault(row, "flag", flag.of(fields));
            }
        }
        for (var date : new FileColumn[] {UPDATED, CHANGED, ASSIGNED}) {
            if (!FileDates.isDate(date.of(fields))) return new RowFault(row, "date", date.of(fields));
        }
        var closed = CLOSED.of(fields);
        if (closed.isEmpty() ? CLOSING.contains(process) : !FileDates.isDate(closed)) {
            return new RowFault(row, "closed", closed);
        }
        return NAME.of(fields).isBlank() ? new RowFault(row, "name", "") : null;
    }

    private static boolean isCode(String text, int digits) {
        return text.length() == digits && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// A fingerprint of all that the row says of the company; the same when the row comes again in another file.
    UUID content(String[] fields) {
        joined.setLength(0);
        for (var n = NUMBER.ordinal(); n < COUNT; n++) {
            if (n != LATEST.ordinal()) joined.append(fields[n]).append(SEPARATOR);
        }
        var hash = ByteBuffer.wrap(digest.digest(joined.toString().getBytes(StandardCharsets.UTF_8)));
        return new UUID(hash.getLong(), hash.getLong());
    }
}
