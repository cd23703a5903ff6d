package wariin.tsa.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import wariin.site.Dates;
import wariin.tsa.ClockHistory;
import wariin.tsa.ClockMinute;
import wariin.tsa.ClockReason;
import wariin.tsa.ClockStatement;

/// The record of the clock for the operator and the auditor: a day drawn, and everything as CSV or JSON.
@Controller
class ClockPages {
    private static final int MOST = 100_000;
    private static final int A_DAY = 1440 * 4;
    private static final String HEAD =
            "minute,offset_us,uncertainty_us,leases,gaps,steps,pauses,refusals,reason,sources\n";

    private final ClockHistory history;
    private final ClockStatement statement;
    private final Dates dates;
    private final Clock clock;

    ClockPages(ClockHistory history, ClockStatement statement, Dates dates, Clock clock) {
        this.history = history;
        this.statement = statement;
        this.dates = dates;
        this.clock = clock;
    }

    @GetMapping("/operator/clock")
    String page(@RequestParam @Nullable LocalDate day, Model model) {
        var today = LocalDate.ofInstant(clock.instant(), dates.zone());
        var shown = day == null || day.isAfter(today) ? today : day;
        var from = shown.atStartOfDay(dates.zone()).toInstant();
        var minutes = history.between(from, from.plus(1, ChronoUnit.DAYS), A_DAY);
        var terms = statement.terms();
        var now = history.now();
        model.addAttribute("now", now);
        if (now.refusal() != null) model.addAttribute("refusal", new ClockReason(now.refusal()));
        model.addAttribute("terms", terms);
        model.addAttribute("day", shown);
        model.addAttribute("later", shown.isBefore(today));
        model.addAttribute("minutes", minutes.size());
        model.addAttribute("trouble", trouble(minutes));
        model.addAttribute("worst", worst(minutes));
        model.addAttribute(
                "refusals", minutes.stream().mapToLong(ClockMinute::refusals).sum());
        if (!minutes.isEmpty()) {
            var plot = new ClockPlot(from, dates.zone(), terms.alarm(), terms.accuracy());
            model.addAttribute("plot", plot.draw(minutes));
        }
        return "tsa/clock";
    }

    @GetMapping("/operator/clock.csv")
    ResponseEntity<String> csv(
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to) {
        var rows = minutes(from, to).stream().map(ClockPages::row).collect(Collectors.joining());
        var file = ContentDisposition.attachment().filename("clock.csv").build();
        return ResponseEntity.ok()
                .header("Content-Disposition", file.toString())
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .body(HEAD + rows);
    }

    @GetMapping("/operator/clock.json")
    ResponseEntity<List<ClockMinute>> json(
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(minutes(from, to));
    }

    /// The last week where nobody says which time.
    private List<ClockMinute> minutes(String from, String to) {
        try {
            var end = to.isEmpty() ? clock.instant() : Instant.parse(to);
            var begin = from.isEmpty() ? end.minus(Duration.ofDays(7)) : Instant.parse(from);
            return history.between(begin, end, MOST);
        } catch (DateTimeParseException _) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    /// @param why with the key of its words; null where the minute had none
    record Trouble(ClockMinute minute, @Nullable ClockReason why) {}

    private static List<Trouble> trouble(List<ClockMinute> minutes) {
        return minutes.reversed().stream()
                .filter(minute -> minute.gaps() > 0 || minute.steps() > 0 || minute.pauses() > 0)
                .limit(50)
                .map(minute -> new Trouble(minute, minute.reason() == null ? null : new ClockReason(minute.reason())))
                .toList();
    }

    /// In microseconds; null where nothing was measured.
    private static @Nullable Long worst(List<ClockMinute> minutes) {
        return minutes.stream()
                .map(ClockMinute::offset)
                .filter(Objects::nonNull)
                .map(Math::abs)
                .max(Long::compare)
                .orElse(null);
    }

    private static String row(ClockMinute minute) {
        return Stream.of(
                                minute.minute(),
                                minute.offset(),
                                minute.uncertainty(),
                                minute.leases(),
                                minute.gaps(),
                                minute.steps(),
                                minute.pauses(),
                                minute.refusals(),
                                minute.reason(),
                                minute.sources())
                        .map(ClockPages::cell)
                        .collect(Collectors.joining(","))
                + "\n";
    }

    private static String cell(@Nullable Object value) {
        if (value == null) return "";
        var text = value.toString();
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
