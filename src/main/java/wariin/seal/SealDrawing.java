package wariin.seal;

import java.awt.geom.Path2D;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import wariin.pdf.Appearance;

/// A seal in its real size: outlines in seal red, or a picture. Fonts are not needed to show it.
public final class SealDrawing {

    static final String COLOUR = "#C73E3A";
    private static final String COLOUR_OPERANDS = "0.78 0.243 0.227 rg\n";
    private static final double POINTS_PER_MILLIMETRE = 72 / 25.4;

    private final double width;
    private final double height;
    private final List<Path2D> outlines;
    private final @Nullable SealPicture picture;
    private final List<SealNotice> notices;
    private final Appearance appearance;

    SealDrawing(
            double width,
            double height,
            List<Path2D> outlines,
            @Nullable SealPicture picture,
            List<SealNotice> notices) {
        this.width = width;
        this.height = height;
        this.outlines = List.copyOf(outlines);
        this.picture = picture;
        this.notices = List.copyOf(notices);
        this.appearance = new Appearance(
                width * POINTS_PER_MILLIMETRE,
                height * POINTS_PER_MILLIMETRE,
                content(),
                picture == null ? List.of() : List.of(picture.image()));
    }

    /// Draws a design, for a date seal with this day. Pictures are drawn by {@link Seals}, which can read them.
    /// @throws SealRefused when the text is empty, too long, or has a character that no font has
    public static SealDrawing of(SealDesign design, LocalDate day) {
        return Engraving.of(design, day);
    }

    static SealDrawing of(SealPicture picture, double millimetres) {
        var scale = millimetres / Math.max(picture.width(), picture.height());
        return new SealDrawing(picture.width() * scale, picture.height() * scale, List.of(), picture, List.of());
    }

    /// About how much memory this takes.
    int bytes() {
        return picture == null ? 100_000 : 50_000 + 4 * picture.width() * picture.height() + 2 * picture.png().length;
    }

    /// An SVG document without script, style, text or outside references.
    public String svg() {
        var out = new StringBuilder(20_000);
        var right = Math.round(width * 1000);
        var bottom = Math.round(height * 1000);
        out.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%smm\" height=\"%smm\""
                        + " viewBox=\"0 0 %d %d\" fill=\"%s\">%n",
                width,
                height,
                right,
                bottom,
                COLOUR));
        if (picture != null) {
            out.append("<image width=\"").append(right).append("\" height=\"").append(bottom);
            out.append("\" href=\"data:image/png;base64,")
                    .append(picture.base64())
                    .append("\"/>\n");
        }
        Outlines.svg(out, outlines);
        return out.append("</svg>\n").toString();
    }

    /// The longer side on paper.
    public double millimetres() {
        return Math.max(width, height);
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    List<Path2D> outlines() {
        return outlines;
    }

    /// What is shown otherwise than it was asked for.
    public List<SealNotice> notices() {
        return notices;
    }

    /// What a signature shows: made and deflated once for each drawing.
    public Appearance appearance() {
        return appearance;
    }

    private byte[] content() {
        var out = new StringBuilder(30_000);
        out.append("q\n");
        if (picture == null) {
            var scale = POINTS_PER_MILLIMETRE / 1000;
            var top = height * POINTS_PER_MILLIMETRE;
            out.append(COLOUR_OPERANDS);
            out.append(String.format(Locale.ROOT, "%.9f 0 0 %.9f 0 %.4f cm%n", scale, -scale, top));
            Outlines.pdf(out, outlines);
        } else {
            out.append(String.format(
                    Locale.ROOT,
                    "%.4f 0 0 %.4f 0 0 cm%n/Seal Do%n",
                    width * POINTS_PER_MILLIMETRE,
                    height * POINTS_PER_MILLIMETRE));
        }
        return out.append("Q\n").toString().getBytes(StandardCharsets.US_ASCII);
    }
}
