package wariin.register.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import wariin.register.AssuranceLevel;
import wariin.register.Filter;
import wariin.register.RegistrationStatus;
import wariin.register.Sector;

/// What somebody asks of the register, as it stands in an address. What is not understood is left out and said so.
///
/// @param understood false when something was left out
record Query(
        @Nullable String text,
        @Nullable String target,
        @Nullable String sector,
        @Nullable AssuranceLevel level,
        @Nullable RegistrationStatus status,
        @Nullable LocalDate at,
        boolean understood) {

    /// The parameters as they come.
    record Asked(
            @Nullable String text,
            @Nullable String target,
            @Nullable String sector,
            @Nullable String level,
            @Nullable String status,
            @Nullable String at) {

        /// @param today the present is asked for by naming no day
        Query read(LocalDate today) {
            var wantedSector = given(sector);
            var sectorKnown = wantedSector == null || Sector.of(wantedSector).isPresent();
            var wantedLevel = levelOf(given(level));
            var wantedStatus = statusOf(given(status));
            var wantedDay = day(given(at));
            var targetForm =
                    given(target) == null || String.valueOf(given(target)).matches("[a-z][a-z0-9-]{0,31}");
            var understood = sectorKnown
                    && targetForm
                    && (given(level) == null || wantedLevel != null)
                    && (given(status) == null || wantedStatus != null)
                    && (given(at) == null || wantedDay != null);
            var past = wantedDay != null && wantedDay.isBefore(today);
            return new Query(
                    shortened(given(text)),
                    targetForm ? given(target) : null,
                    sectorKnown ? wantedSector : null,
                    wantedLevel,
                    wantedStatus,
                    past ? wantedDay : null,
                    understood);
        }

        private static @Nullable String shortened(@Nullable String text) {
            return text == null || text.length() <= 200 ? text : text.substring(0, 200);
        }
    }

    Filter filter() {
        return new Filter(text, target, sector, level, status, at);
    }

    /// The same for all targets, to count them.
    Filter anyTarget() {
        return new Filter(text, null, sector, level, status, at);
    }

    public boolean narrowed() {
        return text != null || sector != null || level != null || status != null;
    }

    public String levelCode() {
        return level == null ? "" : level.code();
    }

    public String statusCode() {
        return status == null ? "" : status.code();
    }

    /// The address of another page of the same question.
    public String page(int page) {
        return address("/register", target, page);
    }

    /// The same question about another target; null for all.
    public String about(@Nullable String other) {
        return address("/register", other, 1);
    }

    public String file() {
        return address("/register/export.csv", target, 1);
    }

    public String json() {
        return address("/api/v1/register/services", target, 1);
    }

    private String address(String path, @Nullable String wantedTarget, int page) {
        var address = UriComponentsBuilder.fromPath(path);
        add(address, "text", text);
        add(address, "target", wantedTarget);
        add(address, "sector", sector);
        add(address, "level", level == null ? null : level.code());
        add(address, "status", status == null ? null : status.code());
        add(address, "at", at == null ? null : at.toString());
        if (page > 1) address.queryParam("page", page);
        return address.encode().toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable String value) {
        // A template variable, so that every character of the value is encoded.
        if (value != null) address.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
    }

    static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    static @Nullable LocalDate day(@Nullable String text) {
        try {
            var day = text == null ? null : LocalDate.parse(text);
            return day == null || day.getYear() < 2000 || day.getYear() > 9999 ? null : day;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable AssuranceLevel levelOf(@Nullable String code) {
        return Arrays.stream(AssuranceLevel.values())
                .filter(level -> level.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable RegistrationStatus statusOf(@Nullable String code) {
        return Arrays.stream(RegistrationStatus.values())
                .filter(status -> status.code().equals(code))
                .findFirst()
                .orElse(null);
    }
}
