package wariin.seal;

/// What a seal shows. Equal designs give equal drawings.
public sealed interface SealDesign {

    /// The square company seal (角印): its name in columns from right to left, commonly closed by 之印.
    record CompanySquare(String text) implements SealDesign {}

    /// The representative's round seal (丸印): company name along the ring, the office in the middle.
    record RepresentativeRound(String company, String centre) implements SealDesign {}

    /// The round personal seal (認印) with a family name.
    record Personal(String name) implements SealDesign {}

    /// The round date seal (日付印): two lines of text around the day of signing.
    record Dated(String above, String below) implements SealDesign {}

    /// A picture that somebody uploaded, as kept in the vault; {@code millimetres} is its longer side on paper.
    record Picture(String sha256, double millimetres) implements SealDesign {}

    /// True when the drawing differs from day to day.
    default boolean showsDate() {
        return this instanceof Dated;
    }

    /// The kind in a word, as it stands in the register and in the keys of messages.
    default String kind() {
        return switch (this) {
            case CompanySquare _ -> "company-square";
            case RepresentativeRound _ -> "representative-round";
            case Personal _ -> "personal";
            case Dated _ -> "dated";
            case Picture _ -> "picture";
        };
    }
}
