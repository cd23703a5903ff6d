package wariin.pdf;

/// A page with the attributes that it may have inherited: the visible box in user space, and a rotation of 0 to 270.
record Page(PdfValue.Ref ref, Box box, int rotation, double unit) {

    /// A rectangle with its corners in order.
    record Box(double left, double bottom, double right, double top) {

        double width() {
            return right - left;
        }

        double height() {
            return top - bottom;
        }

        boolean isEmpty() {
            return !(width() > 0 && height() > 0);
        }

        Box within(Box other) {
            return new Box(
                    Math.max(left, other.left),
                    Math.max(bottom, other.bottom),
                    Math.min(right, other.right),
                    Math.min(top, other.top));
        }
    }

    PageSize size() {
        var across = rotation % 180 == 0;
        var width = box.width() * unit;
        var height = box.height() * unit;
        return across ? new PageSize(width, height) : new PageSize(height, width);
    }

    /// From the displayed page, origin top left, to user space; a rotation turns the page clockwise.
    Box toUserSpace(FieldPlace place) {
        var x = place.x() / unit;
        var y = place.y() / unit;
        var w = place.width() / unit;
        var h = place.height() / unit;
        return switch (rotation) {
            case 90 -> new Box(box.left + y, box.bottom + x, box.left + y + h, box.bottom + x + w);
            case 180 -> new Box(box.right - x - w, box.bottom + y, box.right - x, box.bottom + y + h);
            case 270 -> new Box(box.right - y - h, box.top - x - w, box.right - y, box.top - x);
            default -> new Box(box.left + x, box.top - y - h, box.left + x + w, box.top - y);
        };
    }

    /// A hair's breadth over the edge is rounding, more is refused.
    boolean shows(FieldPlace place) {
        var size = size();
        return place.x() > -0.5
                && place.y() > -0.5
                && place.x() + place.width() < size.width() + 0.5
                && place.y() + place.height() < size.height() + 0.5;
    }
}
