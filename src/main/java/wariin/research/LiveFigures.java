package wariin.research;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import wariin.register.AssuranceLevel;
import wariin.register.RegisterState.ServiceState;
import wariin.register.RegistrationStatus;
import wariin.register.Sector;
import wariin.research.Plot.Kind;
import wariin.research.Plot.Panel;
import wariin.research.Plot.Point;
import wariin.research.Plot.Series;
import wariin.research.Plot.Unit;
import wariin.site.Dates;

/// What the register and the platform do, in numbers. The register is public to its last entry; of everything else
/// a number below five is withheld, since a few acts could point at a company.
@Service
public class LiveFigures {

    /// A number that needs no plot.
    public record Fact(String key, String label, String said) {}

    /// All of it, as of a time.
    public record Live(Instant at, List<Fact> facts, List<Plot> plots) {}

    static final int FEWEST = 5;
    private static final int MONTHS = 12;

    private final LiveSources sources;
    private final MessageSource words;
    private final Dates dates;
    private final Clock clock;
    private final Cache<Locale, Live> recent =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(20)).build();

    LiveFigures(LiveSources sources, MessageSource words, Dates dates, Clock clock) {
        this.sources = sources;
        this.words = words;
        this.dates = dates;
        this.clock = clock;
    }

    /// Not older than a few seconds.
    public Live now(Locale locale) {
        return recent.get(locale, this::gather);
    }

    private Live gather(Locale locale) {
        var at = clock.instant();
        var services = sources.services();
        var registered = services.stream().filter(LiveFigures::registered).toList();
        var plots = new ArrayList<Plot>();
        plots.add(bars("targets", count(registered, this::target, sources.targets(at, dates, locale)), locale));
        plots.add(bars(
                "statuses",
                count(
                        services,
                        service -> Stream.of(service.current().status().code()),
                        names(
                                Stream.of(RegistrationStatus.values()),
                                RegistrationStatus::code,
                                status -> status.words().in(locale))),
                locale));
        plots.add(bars(
                "levels",
                count(
                        registered,
                        service -> Stream.of(service.description().level().code()),
                        names(
                                Stream.of(AssuranceLevel.values()),
                                AssuranceLevel::code,
                                level -> level.words().in(locale))),
                locale));
        plots.add(bars(
                "sectors",
                count(
                        registered,
                        service -> service.description().sectors().stream(),
                        names(
                                Stream.of(Sector.values()),
                                Sector::code,
                                sector -> sector.words().in(locale))),
                locale));
        plots.add(history(services, at, locale));
        var zone = dates.zone();
        plots.add(monthly("contracts", sources.contracts(zone), at, locale));
        plots.add(monthly("certificates", sources.certificates(zone), at, locale));
        plots.add(monthly("time-stamps", sources.timeStamps(zone), at, locale));
        return new Live(at, facts(locale), List.copyOf(plots));
    }

    private List<Fact> facts(Locale locale) {
        return List.of(
                new Fact(
                        "under-assessment",
                        word("under-assessment", locale),
                        withheld(sources.underAssessment(), locale)),
                new Fact("log-entries", word("log-entries", locale), number(sources.logEntries(), locale)));
    }

    private Stream<String> target(ServiceState service) {
        return Stream.of(service.description().target());
    }

    /// Counts by code, with the words of each; a code without words is shown as it is.
    private static Map<String, Long> count(
            List<ServiceState> services, Function<ServiceState, Stream<String>> codes, Map<String, String> names) {
        var counts = new LinkedHashMap<String, Long>();
        names.values().forEach(name -> counts.put(name, 0L));
        services.stream().flatMap(codes).forEach(code -> counts.merge(names.getOrDefault(code, code), 1L, Long::sum));
        return counts;
    }

    private static <T> Map<String, String> names(Stream<T> all, Function<T, String> code, Function<T, String> name) {
        var names = new LinkedHashMap<String, String>();
        all.forEach(one -> names.put(code.apply(one), name.apply(one)));
        return names;
    }

    private Plot bars(String key, Map<String, Long> counts, Locale locale) {
        var points = counts.entrySet().stream()
                .map(entry -> point(entry.getKey(), entry.getValue(), locale))
                .toList();
        return plot(key, Kind.BARS, word("label." + key, locale), points, locale);
    }

    /// How many were registered at the end of each month, told from the published events.
    private Plot history(List<ServiceState> services, Instant at, Locale locale) {
        var points = months(at).stream()
                .map(month -> {
                    var end = month.plusMonths(1)
                            .atDay(1)
                            .atStartOfDay(dates.zone())
                            .toInstant();
                    var then = end.isAfter(at) ? at : end.minusNanos(1);
                    return point(
                            month.toString(),
                            services.stream()
                                    .filter(service -> registeredAt(service, then))
                                    .count(),
                            locale);
                })
                .toList();
        return plot("history", Kind.LINES, word("month", locale), points, locale);
    }

    private Plot monthly(String key, Map<YearMonth, Long> counts, Instant at, Locale locale) {
        var points = months(at).stream()
                .map(month -> {
                    var count = counts.getOrDefault(month, 0L);
                    var value = hidden(count) ? null : Double.valueOf(count);
                    return new Point(month.toString(), value, withheld(count, locale), null, null);
                })
                .toList();
        return plot(key, Kind.LINES, word("month", locale), points, locale);
    }

    private Plot plot(String key, Kind kind, String label, List<Point> points, Locale locale) {
        var title = word("plot." + key, locale);
        var panels = List.of(new Panel("", List.of(new Series("", points))));
        return new Plot(key, title, kind, Unit.COUNT, "", label, panels, null, null);
    }

    private Point point(String label, long count, Locale locale) {
        return new Point(label, (double) count, number(count, locale), null, null);
    }

    private List<YearMonth> months(Instant at) {
        var last = YearMonth.from(at.atZone(dates.zone()));
        return Stream.iterate(last.minusMonths(MONTHS - 1), month -> month.plusMonths(1))
                .limit(MONTHS)
                .toList();
    }

    private static boolean registered(ServiceState service) {
        return service.current().status() == RegistrationStatus.REGISTERED;
    }

    private static boolean registeredAt(ServiceState service, Instant at) {
        return service.events().stream()
                .filter(event -> !event.visibleFrom().isAfter(at))
                .findFirst()
                .filter(event -> event.status() == RegistrationStatus.REGISTERED)
                .isPresent();
    }

    /// None at all points at nobody.
    private static boolean hidden(long count) {
        return count > 0 && count < FEWEST;
    }

    private String withheld(long count, Locale locale) {
        return hidden(count) ? word("few", locale) : number(count, locale);
    }

    private static String number(long count, Locale locale) {
        return String.format(locale, "%,d", count);
    }

    private String word(String key, Locale locale) {
        return words.getMessage("research." + key, null, locale);
    }
}
