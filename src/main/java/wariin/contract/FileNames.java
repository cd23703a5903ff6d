package wariin.contract;

import java.util.Locale;

/// File names as they come from browsers: only the last part, no control characters, nothing that a path could use.
final class FileNames {

    private static final int LONGEST = 150;

    private FileNames() {}

    static String safe(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var clean =
                last.replaceAll("[\\p{Cntrl}\\p{Cf}\"<>:|?*\\\\/]", "").strip().replaceFirst("^\\.+", "");
        var stem = clean.toLowerCase(Locale.ROOT).endsWith(".pdf") ? clean.substring(0, clean.length() - 4) : clean;
        var cut = stem.codePointCount(0, stem.length()) > LONGEST
                ? stem.substring(0, stem.offsetByCodePoints(0, LONGEST))
                : stem;
        return (cut.isBlank() ? "contract" : cut.strip()) + ".pdf";
    }

    static String title(String fileName) {
        return fileName.substring(0, fileName.length() - 4);
    }
}
