package wariin.research;

/// A share of those asked, in percent, as precise as the source gives it.
public record Share(double percent, Precision precision) {

    /// How a source puts a figure: as measured, or as "over" or "about" a round one.
    public enum Precision {
        EXACT,
        OVER,
        ABOUT
    }

    public Share {
        if (!(percent >= 0 && percent <= 100)) throw new IllegalArgumentException("A share is between 0 and 100");
    }
}
