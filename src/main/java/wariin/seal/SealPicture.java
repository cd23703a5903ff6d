package wariin.seal;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import wariin.pdf.Appearance;
import wariin.seal.SealRefused.Reason;

/// An uploaded seal: cropped to what is printed, its white made transparent, kept as a PNG that we wrote ourselves.
record SealPicture(byte[] png, int width, int height, byte[] rgb, byte[] alpha) {

    static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_PIXELS = 4000;
    /// A seal of 24 mm at 600 dpi; what is finer cannot be seen and only makes every signature larger.
    private static final int KEPT_PIXELS = 600;
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    /// Reads what a person uploaded. Size and kind are checked before anything is decoded.
    static SealPicture ofUpload(byte[] upload) {
        if (upload.length > MOST_BYTES) {
            throw new SealRefused(Reason.PICTURE_TOO_LARGE);
        }
        var decoded = decode(upload);
        var argb = Whitening.transparent(decoded);
        var cut = Whitening.crop(argb, decoded.getWidth(), decoded.getHeight());
        return of(Whitening.shrink(cut, KEPT_PIXELS));
    }

    /// Reads back what {@link #ofUpload} made.
    static SealPicture ofKept(byte[] png) {
        try {
            return of(ImageIO.read(new ByteArrayInputStream(png)));
        } catch (IOException e) {
            throw new UncheckedIOException("A kept seal cannot be read", e);
        }
    }

    private static SealPicture of(BufferedImage image) {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var rgb = new byte[pixels.length * 3];
        var alpha = new byte[pixels.length];
        for (var i = 0; i < pixels.length; i++) {
            rgb[3 * i] = (byte) (pixels[i] >> 16);
            rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
            rgb[3 * i + 2] = (byte) pixels[i];
            alpha[i] = (byte) (pixels[i] >>> 24);
        }
        return new SealPicture(encoded(image), image.getWidth(), image.getHeight(), rgb, alpha);
    }

    private static byte[] encoded(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static BufferedImage decode(byte[] upload) {
        var format = startsWith(upload, PNG) ? "png" : startsWith(upload, JPEG) ? "jpeg" : "";
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (format.isEmpty() || !readers.hasNext()) {
            throw new SealRefused(Reason.NOT_A_PICTURE);
        }
        var reader = readers.next();
        try (var in = new javax.imageio.stream.MemoryCacheImageInputStream(new ByteArrayInputStream(upload))) {
            reader.setInput(in, true, true);
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if (width > MOST_PIXELS || height > MOST_PIXELS) {
                throw new SealRefused(Reason.PICTURE_TOO_LARGE);
            }
            return reader.read(0);
        } catch (SealRefused refused) {
            throw refused;
        } catch (IOException | RuntimeException _) { // readers throw whatever broken input leads them to
            throw new SealRefused(Reason.NOT_A_PICTURE);
        } finally {
            reader.dispose();
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length > start.length && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    String base64() {
        return Base64.getEncoder().encodeToString(png);
    }

    Appearance.Image image() {
        return new Appearance.Image("Seal", width, height, rgb, alpha);
    }
}
