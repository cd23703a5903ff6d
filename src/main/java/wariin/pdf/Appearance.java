package wariin.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/// What a signature shows: PDF operators in the box from 0,0 to width,height, with the images they name (`/name Do`).
/// The deflated forms are made once and kept, so one instance should serve many signatures.
public final class Appearance {

    /// A picture of 8-bit RGB samples, with 8-bit opacity where it is not opaque.
    public record Image(String name, int width, int height, byte[] rgb, byte @Nullable [] alpha) {

        public Image {
            if (!name.matches("[A-Za-z0-9]{1,32}")) throw new IllegalArgumentException("Not an image name: " + name);
            var pixels = (long) width * height;
            if (width < 1 || height < 1 || rgb.length != pixels * 3 || alpha != null && alpha.length != pixels) {
                throw new IllegalArgumentException("Samples and size of an image differ");
            }
        }
    }

    /// The same, ready to be written.
    record Packed(byte[] content, List<PackedImage> images) {}

    record PackedImage(Image image, byte[] rgb, byte @Nullable [] alpha) {}

    private final double width;
    private final double height;
    private final byte[] content;
    private final List<Image> images;
    private volatile @Nullable Packed packed;

    public Appearance(double width, double height, byte[] content, List<Image> images) {
        if (!(width > 0 && height > 0)) throw new IllegalArgumentException("An appearance has a size");
        this.width = width;
        this.height = height;
        this.content = content.clone();
        this.images = List.copyOf(images);
    }

    public double width() {
        return width;
    }

    public double height() {
        return height;
    }

    public byte[] content() {
        return content.clone();
    }

    public List<Image> images() {
        return images;
    }

    /// Two threads may do the work twice; both get the same.
    Packed packed() {
        var known = packed;
        if (known != null) return known;
        var list = new ArrayList<PackedImage>();
        for (var image : images) {
            list.add(new PackedImage(image, deflate(image.rgb), image.alpha == null ? null : deflate(image.alpha)));
        }
        var made = new Packed(deflate(content), List.copyOf(list));
        packed = made;
        return made;
    }

    private static byte[] deflate(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION);
                var stream = new DeflaterOutputStream(out, deflater)) {
            stream.write(bytes);
            stream.finish();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
