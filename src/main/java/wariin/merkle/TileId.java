package wariin.merkle;

import java.util.Optional;
import java.util.regex.Pattern;

/// One tile of the tree: 256 hashes beside each other at height 8 × level (C2SP tlog-tiles).
public record TileId(int level, long index) {

    public static final int WIDTH = 256;

    private static final Pattern PATH = Pattern.compile("((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /// An index and a width, as a path below `/log/tile/<L>/` says them.
    public record Numbered(long index, int width) {}

    public TileId {
        if (level < 0 || level > 7 || index < 0) {
            throw new IllegalArgumentException("There is no tile " + level + "/" + index);
        }
    }

    /// The path of the full tile: groups of three digits, all but the last after an x.
    public String path() {
        return level + "/" + number(index);
    }

    /// The path of the tile while it has fewer than 256 hashes.
    public String path(int width) {
        return width == WIDTH ? path() : path() + ".p/" + width;
    }

    static String number(long index) {
        var path = new StringBuilder("%03d".formatted(index % 1000));
        for (var rest = index / 1000; rest > 0; rest /= 1000) {
            path.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return path.toString();
    }

    /// Reads the part of a path after the level; only the one right spelling is accepted.
    public static Optional<Numbered> parse(String path) {
        var parts = PATH.matcher(path);
        if (!parts.matches()) return Optional.empty();
        var index = Long.parseLong(parts.group(1).replace("/", "").replace("x", ""));
        if (!number(index).equals(parts.group(1))) return Optional.empty();
        var width = parts.group(2) == null ? WIDTH : Integer.parseInt(parts.group(2));
        return width > WIDTH || width == WIDTH && parts.group(2) != null
                ? Optional.empty()
                : Optional.of(new Numbered(index, width));
    }
}
