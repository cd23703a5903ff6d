package wariin.identity.web;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.identity.Details;

/// Name and company as a form sends them.
record DetailsForm(
        @Nullable String email,
        @Nullable String name,
        @Nullable String organisation,
        @Nullable String organisationEn,
        @Nullable String number,
        @Nullable String representative) {

    private static final Set<String> KNOWN = Set.of("wrong", "dead", "sent", "too-many");

    static DetailsForm empty() {
        return of("", "");
    }

    static DetailsForm of(@Nullable String name, @Nullable String organisation) {
        return new DetailsForm("", name, organisation, "", "", "");
    }

    Details details() {
        return new Details(text(name), text(organisation), organisationEn, number, representative);
    }

    /// A code from a link fills the field; the person presses the button.
    static String digits(@Nullable String code) {
        return code != null && code.matches("[0-9]{6}") ? code : "";
    }

    static String known(@Nullable String problem) {
        return problem != null && KNOWN.contains(problem) ? problem : "";
    }

    private static String text(@Nullable String value) {
        return Optional.ofNullable(value).orElse("");
    }
}
