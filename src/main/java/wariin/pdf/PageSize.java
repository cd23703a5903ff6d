package wariin.pdf;

/// The size of a page in points as it is displayed: cut to its crop box and rotated.
public record PageSize(double width, double height) {}
