package wariin.register.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import wariin.criteria.Catalogues;
import wariin.register.Reason;
import wariin.register.RegistrationStatus;
import wariin.register.Sector;
import wariin.register.UnderAssessment;
import wariin.site.Bilingual;
import wariin.site.Dates;

/// Words for the codes of the register, for its templates.
@Component("registerWords")
class Words {

    private final Catalogues catalogues;
    private final ObjectProvider<UnderAssessment> assessments;
    private final Dates dates;
    private final Clock clock;

    Words(Catalogues catalogues, ObjectProvider<UnderAssessment> assessments, Dates dates, Clock clock) {
        this.catalogues = catalogues;
        this.assessments = assessments;
        this.dates = dates;
        this.clock = clock;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), dates.zone());
    }

    /// The targets that are open, by code, in the order of the catalogues.
    public Map<String, Bilingual> targets() {
        var targets = new LinkedHashMap<String, Bilingual>();
        for (var target : catalogues.targets(today())) targets.put(target.code(), target.name());
        return targets;
    }

    public String target(String code, Locale locale) {
        return catalogues
                .target(code, today())
                .map(target -> target.name().in(locale))
                .orElse(code.toUpperCase(Locale.ROOT));
    }

    public String sector(String code, Locale locale) {
        return Sector.of(code).map(sector -> sector.words().in(locale)).orElse(code);
    }

    public String reason(String code, Locale locale) {
        return Reason.of(code).map(reason -> reason.words().in(locale)).orElse(code);
    }

    /// The class of a badge: proved, look, refused or none.
    public String badge(RegistrationStatus status) {
        return switch (status) {
            case REGISTERED -> "proved";
            case SUSPENDED -> "look";
            case WITHDRAWN -> "refused";
            case EXPIRED -> "";
        };
    }

    /// How many services are under assessment, all or of one target; their names stay with the people of the scheme.
    public int underAssessment(@Nullable String target) {
        var counts = assessments.getIfAvailable(() -> Map::of).byTarget();
        if (target != null) return counts.getOrDefault(target, 0);
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
