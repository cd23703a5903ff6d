package wariin.pdf;

/// Where a signature field shall be: points in the displayed page, from its top left corner; pages count from 0.
public record FieldPlace(String name, int page, double x, double y, double width, double height) {

    public FieldPlace {
        if (name.isBlank() || name.length() > 200 || name.indexOf('.') >= 0) {
            throw new IllegalArgumentException("A field name is not empty and has no full stop");
        }
        if (!(width > 0 && height > 0 && Double.isFinite(x + y + width + height))) {
            throw new IllegalArgumentException("A field has a size");
        }
    }
}
