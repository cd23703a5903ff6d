package wariin.pdf;

import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.rendering.PDFRenderer;

/// A page as a viewer shows it, one pixel a point.
record Rendering(BufferedImage image) {

    static Rendering firstPage(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            return new Rendering(new PDFRenderer(document).renderImage(0));
        }
    }

    /// The smallest box with all that is red, as `left,top widthxheight`.
    String redBox() {
        var left = image.getWidth();
        var top = image.getHeight();
        var right = -1;
        var bottom = -1;
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                var rgb = image.getRGB(x, y);
                if ((rgb >> 16 & 255) < 150 || (rgb >> 8 & 255) > 120 || (rgb & 255) > 120) continue;
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
            }
        }
        return left + "," + top + " " + (right - left + 1) + "x" + (bottom - top + 1);
    }
}
