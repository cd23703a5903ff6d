package wariin.identity;

import org.jspecify.annotations.Nullable;
import wariin.company.CorporateNumber;

/// A company or other body in whose name people act; its names are what its people said until it is confirmed.
public record Organisation(
        OrganisationId id,
        String name,
        @Nullable String nameEn,
        @Nullable CorporateNumber number,
        @Nullable String representative) {}
