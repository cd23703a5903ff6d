package wariin.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;

/// What people say about themselves and their company, as typed into a form.
public record Details(
        String name,
        String organisation,
        @Nullable String organisationEn,
        @Nullable String number,
        @Nullable String representative) {

    /// The field that cannot be accepted.
    public enum Problem {
        NAME,
        ORGANISATION,
        ORGANISATION_EN,
        NUMBER,
        REPRESENTATIVE
    }

    private static final int LONGEST = 100;

    public Details {
        name = name.strip();
        organisation = organisation.strip();
        organisationEn = blankIsNull(organisationEn);
        number = blankIsNull(number);
        representative = blankIsNull(representative);
    }

    public Optional<Problem> problem() {
        if (!isName(name)) return Optional.of(Problem.NAME);
        if (!isName(organisation)) return Optional.of(Problem.ORGANISATION);
        if (organisationEn != null && !isName(organisationEn)) return Optional.of(Problem.ORGANISATION_EN);
        if (representative != null && !isName(representative)) return Optional.of(Problem.REPRESENTATIVE);
        if (number != null && corporateNumber().isEmpty()) return Optional.of(Problem.NUMBER);
        return Optional.empty();
    }

    Optional<CorporateNumber> corporateNumber() {
        if (number == null) return Optional.empty();
        try {
            return Optional.of(CorporateNumber.of(number));
        } catch (IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }

    Organisation organisation(OrganisationId id) {
        return new Organisation(
                id, organisation, organisationEn, corporateNumber().orElse(null), representative);
    }

    /// A name has letters and no control characters, which have no business in mails and certificates.
    static boolean isName(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.codePoints().noneMatch(Details::isInvisible);
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    private static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
