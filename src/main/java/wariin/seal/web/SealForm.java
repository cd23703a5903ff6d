package wariin.seal.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.identity.CurrentUser;
import wariin.seal.SealDesign;

/// What a person fills in to have a seal drawn. Every kind has its own fields, so that changing the kind loses
/// nothing.
record SealForm(
        @Nullable String kind,
        @Nullable String square,
        @Nullable String company,
        @Nullable String centre,
        @Nullable String person,
        @Nullable String above,
        @Nullable String below,
        @Nullable String name) {

    static final List<String> KINDS = List.of("company-square", "representative-round", "personal", "dated");

    /// The form as it comes first: with the names that are already known.
    SealForm filledFor(CurrentUser user, boolean company) {
        var organisation = user.organisation().name();
        var own = user.user().name();
        var latin = organisation.codePoints().allMatch(codePoint -> codePoint < 0x2E80);
        return new SealForm(
                kind != null && KINDS.contains(kind) ? kind : company ? "company-square" : "personal",
                or(square, organisation),
                or(this.company, organisation),
                or(centre, latin ? "Corporate Seal" : "代表取締役印"),
                or(person, own),
                or(above, organisation),
                or(below, own.split("[ 　]")[0]),
                name);
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    /// Only of a filled form.
    SealDesign design() {
        return switch (String.valueOf(kind)) {
            case "representative-round" -> new SealDesign.RepresentativeRound(text(company), text(centre));
            case "personal" -> new SealDesign.Personal(text(person));
            case "dated" -> new SealDesign.Dated(text(above), text(below));
            default -> new SealDesign.CompanySquare(text(square));
        };
    }

    boolean personal() {
        return "personal".equals(kind) || "dated".equals(kind);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }
}
