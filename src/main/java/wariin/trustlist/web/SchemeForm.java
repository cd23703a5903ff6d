package wariin.trustlist.web;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.register.PostalAddress;
import wariin.site.Bilingual;
import wariin.trustlist.SchemeSettings;

/// The scheme's settings as they are typed; what is missing is empty.
record SchemeForm(
        @Nullable String operatorJa,
        @Nullable String operatorEn,
        @Nullable String addressJa,
        @Nullable String street,
        @Nullable String locality,
        @Nullable String region,
        @Nullable String postalCode,
        @Nullable String email,
        @Nullable String website,
        @Nullable String schemeJa,
        @Nullable String schemeEn,
        @Nullable String territory,
        @Nullable String noticeJa,
        @Nullable String noticeEn,
        @Nullable Integer validDays,
        @Nullable Integer renewDays,
        @Nullable Long firstSequence) {

    static SchemeForm of(SchemeSettings settings) {
        var address = settings.address();
        return new SchemeForm(
                settings.operator().ja(),
                settings.operator().en(),
                address.ja(),
                address.street(),
                address.locality(),
                address.region(),
                address.postalCode(),
                settings.email(),
                settings.website(),
                settings.scheme().ja(),
                settings.scheme().en(),
                settings.territory(),
                settings.legalNotice().ja(),
                settings.legalNotice().en(),
                settings.validDays(),
                settings.renewDays(),
                settings.firstSequence());
    }

    /// The settings; the site is ours to know.
    ///
    /// @throws IllegalArgumentException if something is missing or wrong
    SchemeSettings settings(String site) {
        var country = text(territory);
        return new SchemeSettings(
                site,
                Bilingual.of(text(operatorJa), text(operatorEn)),
                new PostalAddress(
                        text(addressJa), text(street), text(locality), text(region), text(postalCode), country),
                text(email),
                text(website),
                Bilingual.of(text(schemeJa), text(schemeEn)),
                country,
                Bilingual.of(text(noticeJa), text(noticeEn)),
                Objects.requireNonNullElse(validDays, 0),
                Objects.requireNonNullElse(renewDays, 0),
                Objects.requireNonNullElse(firstSequence, 0L));
    }

    private static String text(@Nullable String typed) {
        return Optional.ofNullable(typed).orElse("").strip();
    }
}
