package wariin.assessment;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What kind of file something is, by its content; the name only tells kinds of text apart. What is not named here is
/// not taken.
enum EvidenceFormat {
    PDF("application/pdf"),
    PNG("image/png"),
    JPEG("image/jpeg"),
    TEXT("text/plain"),
    CSV("text/csv"),
    JSON("application/json"),
    XML("application/xml"),
    ZIP("application/zip"),
    WORD("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    EXCEL("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    POWERPOINT("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    OPEN_DOCUMENT("application/vnd.oasis.opendocument");

    /// So much of the start of a file tells what it is.
    static final int HEAD = 65_536;

    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, Charset.forName("windows-31j"));
    private static final Pattern PROGRAM =
            Pattern.compile("(?is)^(#!|<\\?php|@echo off|<(!doctype html|html|script|hta:|job|package)\\b).*");

    private final String mediaType;

    EvidenceFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    boolean packed() {
        return switch (this) {
            case ZIP, WORD, EXCEL, POWERPOINT, OPEN_DOCUMENT -> true;
            default -> false;
        };
    }

    /// A ZIP file is only told from an office document by its list of contents: {@link EvidenceZip}.
    static Optional<EvidenceFormat> of(byte[] head, String fileName) {
        if (starts(head, "%PDF-".getBytes(StandardCharsets.US_ASCII))) return Optional.of(PDF);
        if (starts(head, PNG_START)) return Optional.of(PNG);
        if (starts(head, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff})) return Optional.of(JPEG);
        if (starts(head, new byte[] {'P', 'K', 3, 4})) return Optional.of(ZIP);
        return text(head).map(text -> kind(text, fileName.toLowerCase(Locale.ROOT)));
    }

    private static EvidenceFormat kind(String text, String name) {
        if (name.endsWith(".csv")) return CSV;
        if (name.endsWith(".json") && (text.startsWith("{") || text.startsWith("["))) return JSON;
        return text.startsWith("<?xml") || (name.endsWith(".xml") && text.startsWith("<")) ? XML : TEXT;
    }

    private static Optional<String> text(byte[] head) {
        var unicode = utf16(head);
        var text = unicode.isPresent() ? unicode : decoded(head);
        return text.map(found -> found.replaceFirst("^\\uFEFF?\\s*", ""))
                .filter(found -> found.chars().allMatch(EvidenceFormat::printable))
                .filter(found -> !PROGRAM.matcher(found.substring(0, Math.min(found.length(), 200)))
                        .matches());
    }

    private static Optional<String> utf16(byte[] head) {
        var big = starts(head, new byte[] {(byte) 0xfe, (byte) 0xff});
        var little = starts(head, new byte[] {(byte) 0xff, (byte) 0xfe});
        return big || little ? Optional.of(new String(head, StandardCharsets.UTF_16)) : Optional.empty();
    }

    private static Optional<String> decoded(byte[] head) {
        for (var charset : CHARSETS) {
            // The head may end in the middle of a character.
            for (var cut = 0; cut < (head.length < HEAD ? 1 : 4); cut++) {
                try {
                    var decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
                    return Optional.of(decoder.decode(ByteBuffer.wrap(head, 0, head.length - cut))
                            .toString());
                } catch (CharacterCodingException _) {
                    // not this one
                }
            }
        }
        return Optional.empty();
    }

    private static boolean printable(int character) {
        return character >= ' ' && character != 0x7f
                || character == '\n'
                || character == '\r'
                || character == '\t'
                || character == '\f';
    }

    private static boolean starts(byte[] head, byte[] with) {
        return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
    }
}
