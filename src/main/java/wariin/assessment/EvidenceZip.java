package wariin.assessment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import wariin.vault.VaultFile;

/// Reads the list of contents of a ZIP file (APPNOTE 4.3.12, 4.3.16) and nothing of its contents, so that none can
/// swell. Says what it is, or that it holds programs or cannot be read.
final class EvidenceZip {

    private static final int END = 22;
    private static final int LONGEST_COMMENT = 65_535;
    private static final int LONGEST_LIST = 8 * 1024 * 1024;
    private static final int ENTRY = 46;
    private static final Pattern PROGRAM = Pattern.compile(
            ".*(\\.(exe|dll|com|scr|pif|cpl|msi|msp|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|jar|class|sh|"
                    + "app|apk|dmg|pkg|deb|rpm|elf|so|dylib|lnk|reg|iso|img|docm|xlsm|pptm|dotm|xltm|xlam|ppam)"
                    + "|vbaproject\\.bin)");

    private EvidenceZip() {}

    static Optional<EvidenceFormat> look(VaultFile file) throws IOException {
        return list(file)
                .filter(names -> !names.isEmpty())
                .filter(names ->
                        names.stream().noneMatch(name -> PROGRAM.matcher(name).matches()))
                .map(EvidenceZip::kind);
    }

    private static EvidenceFormat kind(List<String> names) {
        if (names.contains("[content_types].xml")) {
            if (names.contains("word/document.xml")) return EvidenceFormat.WORD;
            if (names.contains("xl/workbook.xml")) return EvidenceFormat.EXCEL;
            if (names.contains("ppt/presentation.xml")) return EvidenceFormat.POWERPOINT;
        }
        return names.contains("mimetype") && names.contains("meta-inf/manifest.xml")
                ? EvidenceFormat.OPEN_DOCUMENT
                : EvidenceFormat.ZIP;
    }

    /// The names in small letters; empty if this is no whole ZIP file. ZIP64 is larger than what is taken in.
    private static Optional<List<String>> list(VaultFile file) throws IOException {
        var tail = new byte[(int) Math.min(file.length(), END + LONGEST_COMMENT)];
        file.read(file.length() - tail.length, tail, 0, tail.length);
        var buffer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN);
        for (var at = tail.length - END; at >= 0; at--) {
            if (buffer.getInt(at) != 0x06054b50) continue;
            var count = buffer.getShort(at + 10) & 0xffff;
            var length = buffer.getInt(at + 12) & 0xffffffffL;
            var start = buffer.getInt(at + 16) & 0xffffffffL;
            if (length > LONGEST_LIST || start + length > file.length()) return Optional.empty();
            var list = new byte[(int) length];
            file.read(start, list, 0, list.length);
            return names(ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN), count);
        }
        return Optional.empty();
    }

    private static Optional<List<String>> names(ByteBuffer list, int count) {
        var names = new ArrayList<String>();
        for (var at = 0; names.size() < count; ) {
            if (list.limit() - at < ENTRY || list.getInt(at) != 0x02014b50) return Optional.empty();
            var name = list.getShort(at + 28) & 0xffff;
            var more = (list.getShort(at + 30) & 0xffff) + (list.getShort(at + 32) & 0xffff);
            if (list.limit() - at - ENTRY < name + more) return Optional.empty();
            var text = new String(list.array(), at + ENTRY, name, StandardCharsets.UTF_8);
            names.add(text.toLowerCase(Locale.ROOT));
            at += ENTRY + name + more;
        }
        return Optional.of(names);
    }
}
