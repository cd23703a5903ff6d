package wariin.seal;

import java.time.LocalDate;

/// A seal drawn as outlines in its real size.
public final class SealDrawing {

    private SealDrawing() {}

    /// Draws a design, for a date seal with this day.
    public static SealDrawing of(SealDesign design, LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /// An SVG document without script, style or outside references.
    public String svg() {
        throw new UnsupportedOperationException();
    }

    /// The longer side on paper.
    public double millimetres() {
        throw new UnsupportedOperationException();
    }
}
