package wariin.seal;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/// The outline of one character, 1 em = 1, y downwards from the baseline.
record Glyph(int codePoint, Path2D outline, Rectangle2D ink, double advance) {

    /// Characters that must keep their place and size in the cell: small kana, marks and dashes.
    boolean keepsItsPlace() {
        return "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶー・、。，．,.'’-‐－―&〜～々".indexOf(codePoint) >= 0 && codePoint != '々';
    }
}
