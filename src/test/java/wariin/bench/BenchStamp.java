package wariin.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import wariin.pdf.Appearance;

/// A company seal as a picture of 354 pixels (30 mm at 300 dpi) with transparency.
final class BenchStamp {

    private static final int SIDE = 354;

    private BenchStamp() {}

    static BufferedImage picture() {
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_ARGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(new Color(200, 30, 30));
        pen.setStroke(new BasicStroke(14));
        pen.drawOval(10, 10, SIDE - 20, SIDE - 20);
        pen.drawOval(90, 90, SIDE - 180, SIDE - 180);
        for (var n = 0; n < 12; n++) {
            pen.rotate(Math.PI / 6, SIDE / 2.0, SIDE / 2.0);
            pen.fillRect(SIDE / 2 - 9, 30, 18, 45);
        }
        pen.dispose();
        return picture;
    }

    static byte[] png() {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(picture(), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Appearance appearance() {
        var picture = picture();
        var rgb = new byte[SIDE * SIDE * 3];
        var alpha = new byte[SIDE * SIDE];
        for (var n = 0; n < alpha.length; n++) {
            var argb = picture.getRGB(n % SIDE, n / SIDE);
            alpha[n] = (byte) (argb >> 24);
            rgb[n * 3] = (byte) (argb >> 16);
            rgb[n * 3 + 1] = (byte) (argb >> 8);
            rgb[n * 3 + 2] = (byte) argb;
        }
        var content = "q 85 0 0 85 0 0 cm /Seal Do Q".getBytes(StandardCharsets.US_ASCII);
        return new Appearance(85, 85, content, List.of(new Appearance.Image("Seal", SIDE, SIDE, rgb, alpha)));
    }
}
