package wariin.contract;

/// Where a party's seal goes: page from 0, points of the page as displayed, origin top-left.
public record Place(int page, double x, double y, double width, double height) {}
