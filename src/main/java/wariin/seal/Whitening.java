package wariin.seal;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import wariin.seal.SealRefused.Reason;

/// Takes the paper out of a scanned or photographed seal.
final class Whitening {

    /// How far from the paper's own colour ink begins, and from where on it covers fully (of 255).
    private static final int PAPER = 24;

    private static final int INK = 96;

    private Whitening() {}

    /// White paper becomes transparent; pixels between paper and ink become partly so and get the ink's full colour,
    /// so that no pale rim remains on a dark ground. A picture that already is transparent stays as it is.
    static int[] transparent(BufferedImage image) {
        var width = image.getWidth();
        var pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        if (image.getColorModel().hasAlpha() && hasHoles(pixels)) {
            return pixels;
        }
        var paper = paper(pixels);
        for (var i = 0; i < pixels.length; i++) {
            pixels[i] = lifted(pixels[i], paper);
        }
        return pixels;
    }

    private static boolean hasHoles(int[] pixels) {
        var holes = 0;
        for (var pixel : pixels) {
            holes += (pixel >>> 24) < 16 ? 1 : 0;
        }
        return holes > pixels.length / 20;
    }

    /// The brightness that most bright pixels have: photographed paper is grey rather than white.
    private static int paper(int[] pixels) {
        var histogram = new int[256];
        for (var pixel : pixels) {
            histogram[darkest(pixel)]++;
        }
        var best = 255;
        for (var level = 160; level < 256; level++) {
            if (histogram[level] > histogram[best]) {
                best = level;
            }
        }
        return best;
    }

    private static int lifted(int pixel, int paper) {
        var distance = paper - darkest(pixel);
        if (distance <= PAPER) {
            return 0x00FFFFFF;
        }
        var alpha = Math.min(255, (distance - PAPER) * 255 / (INK - PAPER));
        var red = ink(pixel >> 16 & 255, paper, alpha);
        var green = ink(pixel >> 8 & 255, paper, alpha);
        var blue = ink(pixel & 255, paper, alpha);
        return alpha << 24 | red << 16 | green << 8 | blue;
    }

    /// The colour that, laid over paper with this opacity, gives what was seen.
    private static int ink(int seen, int paper, int alpha) {
        return Math.clamp(paper + (seen - paper) * 255L / alpha, 0, 255);
    }

    private static int darkest(int pixel) {
        return Math.min(pixel >> 16 & 255, Math.min(pixel >> 8 & 255, pixel & 255));
    }

    /// Cuts to what is visible, with a pixel of room.
    static BufferedImage crop(int[] pixels, int width, int height) {
        int left = width;
        int top = height;
        int right = -1;
        int bottom = -1;
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                if ((pixels[y * width + x] >>> 24) > 40) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = y;
                }
            }
        }
        if (right - left < 4 || bottom - top < 4) {
            throw new SealRefused(Reason.PICTURE_BLANK);
        }
        left = Math.max(0, left - 1);
        top = Math.max(0, top - 1);
        var cutWidth = Math.min(width - 1, right + 1) - left + 1;
        var cutHeight = Math.min(height - 1, bottom + 1) - top + 1;
        var cut = new BufferedImage(cutWidth, cutHeight, BufferedImage.TYPE_INT_ARGB);
        cut.setRGB(0, 0, cutWidth, cutHeight, pixels, top * width + left, width);
        return cut;
    }

    static BufferedImage shrink(BufferedImage image, int most) {
        var current = image;
        var longer = Math.max(image.getWidth(), image.getHeight());
        if (longer <= most) {
            return image;
        }
        // By halves, since one bilinear step over more than that skips pixels.
        while (Math.max(current.getWidth(), current.getHeight()) > 2 * most) {
            current = scaled(current, current.getWidth() / 2, current.getHeight() / 2);
        }
        var scale = (double) most / longer;
        return scaled(current, Math.max(1, (int) Math.round(image.getWidth() * scale)), Math.max(1, (int)
                Math.round(image.getHeight() * scale)));
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        var scaled = new BufferedImage(Math.max(1, width), Math.max(1, height), BufferedImage.TYPE_INT_ARGB);
        var graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, scaled.getWidth(), scaled.getHeight(), null);
        graphics.dispose();
        return scaled;
    }
}
