package wariin.pdf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a signature shows: PDF operators in the box from 0,0 to width,height, with the images they name (`/name Do`).
/// The deflated forms are made once and kept, so one instance should serve many signatures.
public final class Appearance {

    /// A picture of 8-bit RGB samples, with 8-bit opacity where it is not opaque.
    public record Image(String name, int width, int height, byte[] rgb, byte @Nullable [] alpha) {

        public Image {
            if (!name.matches("[A-Za-z0-9]{1,32}")) throw new IllegalArgumentException("Not an image name: " + name);
            if (rgb.length != width * height * 3 || alpha != null && alpha.length != width * height) {
                throw new IllegalArgumentException("Samples and size of an image differ");
            }
        }
    }

    private final double width;
    private final double height;
    private final byte[] content;
    private final List<Image> images;

    public Appearance(double width, double height, byte[] content, List<Image> images) {
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
}
