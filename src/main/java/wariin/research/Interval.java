package wariin.research;

import org.jspecify.annotations.Nullable;

/// Where the true share lies with 95 % confidence, in percent (E. B. Wilson, 1927).
///
/// It holds for a simple random sample; unlike the usual formula it never leaves 0 to 100.
public record Interval(double low, double high) {

    private static final double Z = 1.959964;

    /// Of a share of n who were asked; null where it cannot be said: no n, or a rounded share.
    public static @Nullable Interval of(@Nullable Share share, @Nullable Integer n) {
        if (share == null || n == null || share.precision() != Share.Precision.EXACT) return null;
        var p = share.percent() / 100;
        var whole = 1 + Z * Z / n;
        var centre = (p + Z * Z / (2.0 * n)) / whole;
        var half = Z / whole * Math.sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n));
        return new Interval(100 * Math.max(0, centre - half), 100 * Math.min(1, centre + half));
    }
}
