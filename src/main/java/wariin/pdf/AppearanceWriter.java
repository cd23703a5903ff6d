package wariin.pdf;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import wariin.pdf.Appearance.PackedImage;
import wariin.pdf.Page.Box;
import wariin.pdf.PdfValue.Dict;
import wariin.pdf.PdfValue.Ref;

/// Writes what a signature shows as a form with its images (ISO 32000-2, 12.5.5). The form is turned by its matrix
/// against the page's rotation, and its box is widened to the shape of the field, so nothing is stretched.
final class AppearanceWriter {

    private AppearanceWriter() {}

    static Ref write(Revision revision, Appearance appearance, Box field, int rotation) {
        var packed = appearance.packed();
        var resources = Dict.empty();
        if (!packed.images().isEmpty()) {
            var images = Dict.empty();
            for (var image : packed.images()) images.with(image.image().name(), image(revision, image));
            resources.with("XObject", images);
        }
        var form = Dict.empty()
                .withName("Type", "XObject")
                .withName("Subtype", "Form")
                .with("BBox", boxFor(appearance, field, rotation))
                .with("Resources", resources)
                .withName("Filter", "FlateDecode");
        var matrix = matrix(rotation);
        if (matrix != null) form.with("Matrix", matrix);
        return revision.addStream(form, packed.content());
    }

    private static PdfValue boxFor(Appearance appearance, Box field, int rotation) {
        var upright = rotation % 180 == 0;
        var width = upright ? field.width() : field.height();
        var height = upright ? field.height() : field.width();
        var scale = Math.min(width / appearance.width(), height / appearance.height());
        var aside = (width / scale - appearance.width()) / 2;
        var above = (height / scale - appearance.height()) / 2;
        return FieldRevision.box(-aside, -above, appearance.width() + aside, appearance.height() + above);
    }

    private static @Nullable PdfValue matrix(int rotation) {
        return switch (rotation) {
            case 90 -> numbers(0, 1, -1, 0, 0, 0);
            case 180 -> numbers(-1, 0, 0, -1, 0, 0);
            case 270 -> numbers(0, -1, 1, 0, 0, 0);
            default -> null;
        };
    }

    private static PdfValue numbers(int... numbers) {
        return new PdfValue.Array(Arrays.stream(numbers)
                .mapToObj(n -> (PdfValue) PdfValue.Num.of(n))
                .toList());
    }

    private static Ref image(Revision revision, PackedImage packed) {
        var dict = samples(packed, "DeviceRGB");
        if (packed.alpha() != null) {
            dict.with("SMask", revision.addStream(samples(packed, "DeviceGray"), packed.alpha()));
        }
        return revision.addStream(dict, packed.rgb());
    }

    private static Dict samples(PackedImage packed, String colours) {
        return Dict.empty()
                .withName("Type", "XObject")
                .withName("Subtype", "Image")
                .with("Width", packed.image().width())
                .with("Height", packed.image().height())
                .withName("ColorSpace", colours)
                .with("BitsPerComponent", 8)
                .withName("Filter", "FlateDecode");
    }
}
