package wariin.identity;

import org.jspecify.annotations.Nullable;

/// Where to lead a person after log-in: a path of this site and nowhere else.
public final class ReturnPath {

    private static final int LONGEST = 1000;

    private ReturnPath() {}

    /// Browsers read `//host` and `/\host` as another site, and drop tabs and line ends before they look.
    public static boolean isSafe(@Nullable String path) {
        return path != null
                && path.length() <= LONGEST
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.indexOf('\\') < 0
                && path.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
    }

    public static String orElse(@Nullable String path, String otherwise) {
        return path != null && isSafe(path) ? path : otherwise;
    }
}
