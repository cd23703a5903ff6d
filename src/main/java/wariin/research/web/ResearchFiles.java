package wariin.research.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;
import wariin.research.Figure;
import wariin.research.Interval;
import wariin.research.LiveFigures;
import wariin.research.Plot;
import wariin.research.PlotDrawing;
import wariin.research.Survey;
import wariin.research.SurveyPlots;
import wariin.research.Surveys;
import wariin.site.Bilingual;

/// The same figures as files: JSON and CSV of a survey or of all that is live, SVG and CSV of one plot.
@RestController
@RequestMapping("/research")
class ResearchFiles {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml");
    private static final List<String> COLUMNS = List.of(
            "question",
            "class",
            "size_band",
            "year",
            "n",
            "share",
            "question_ja",
            "class_ja",
            "size_band_ja",
            "note",
            "note_ja",
            "source",
            "source_ja");

    record FigureView(
            Bilingual question,
            Bilingual answer,
            Bilingual sizeBand,
            @Nullable Integer year,
            @Nullable Integer n,
            @Nullable Double share,
            @Nullable String precision,
            @Nullable Interval interval95,
            @Nullable Bilingual note,
            @Nullable Bilingual source) {}

    record SurveyView(
            String survey,
            String version,
            String sha256,
            @Nullable Instant publishedAt,
            List<FigureView> figures) {}

    private final Surveys surveys;
    private final SurveyPlots plots;
    private final LiveFigures figures;
    private final MessageSource words;
    private final JsonMapper json;

    ResearchFiles(Surveys surveys, SurveyPlots plots, LiveFigures figures, MessageSource words, JsonMapper json) {
        this.surveys = surveys;
        this.plots = plots;
        this.figures = figures;
        this.words = words;
        this.json = json;
    }

    @GetMapping("/surveys.json")
    ResponseEntity<byte[]> all() {
        return file(
                MediaType.APPLICATION_JSON,
                json.writeValueAsString(
                        surveys.published().stream().map(ResearchFiles::view).toList()));
    }

    @GetMapping("/live.json")
    ResponseEntity<byte[]> live(Locale locale) {
        return file(MediaType.APPLICATION_JSON, json.writeValueAsString(figures.now(locale)));
    }

    @GetMapping("/{slug}.json")
    ResponseEntity<byte[]> survey(@PathVariable String slug) {
        return file(MediaType.APPLICATION_JSON, json.writeValueAsString(view(found(slug))));
    }

    /// The same columns as an import has, so that it can be sent in again.
    @GetMapping("/{slug}.csv")
    ResponseEntity<byte[]> table(@PathVariable String slug) {
        var text = new StringBuilder("\uFEFF");
        PlotTable.line(text, COLUMNS);
        for (var figure : found(slug).figures()) PlotTable.line(text, cells(figure));
        return download(slug + ".csv", CSV, text.toString());
    }

    @GetMapping("/live/{key}.svg")
    ResponseEntity<byte[]> liveDrawing(@PathVariable String key, Locale locale) {
        return download(
                "live-" + key + ".svg",
                SVG,
                PlotDrawing.file(one(figures.now(locale).plots(), key)));
    }

    @GetMapping("/live/{key}.csv")
    ResponseEntity<byte[]> liveTable(@PathVariable String key, Locale locale) {
        var plot = one(figures.now(locale).plots(), key);
        return download("live-" + key + ".csv", CSV, new PlotTable(words, locale).csv(plot));
    }

    @GetMapping("/{slug}/{key}.svg")
    ResponseEntity<byte[]> drawing(@PathVariable String slug, @PathVariable String key, Locale locale) {
        return download(slug + "-" + key + ".svg", SVG, PlotDrawing.file(one(plots.of(found(slug), locale), key)));
    }

    @GetMapping("/{slug}/{key}.csv")
    ResponseEntity<byte[]> table(@PathVariable String slug, @PathVariable String key, Locale locale) {
        var plot = one(plots.of(found(slug), locale), key);
        return download(slug + "-" + key + ".csv", CSV, new PlotTable(words, locale).csv(plot));
    }

    private Survey found(String slug) {
        return surveys.published(slug).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Plot one(List<Plot> plots, String key) {
        return plots.stream()
                .filter(plot -> plot.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static SurveyView view(Survey survey) {
        var figures = survey.figures().stream().map(ResearchFiles::view).toList();
        return new SurveyView(survey.slug(), survey.id().toString(), survey.sha256(), survey.publishedAt(), figures);
    }

    private static FigureView view(Figure figure) {
        var share = figure.share();
        return new FigureView(
                figure.question(),
                figure.answer(),
                figure.band(),
                figure.year(),
                figure.n(),
                share == null ? null : share.percent(),
                share == null ? null : share.precision().name(),
                Interval.of(share, figure.n()),
                figure.note(),
                figure.source());
    }

    private static List<@Nullable String> cells(Figure figure) {
        var cells = new ArrayList<@Nullable String>();
        cells.add(figure.question().en());
        cells.add(figure.answer().en());
        cells.add(figure.band().en());
        cells.add(figure.year() == null ? "" : String.valueOf(figure.year()));
        cells.add(figure.n() == null ? "" : String.valueOf(figure.n()));
        cells.add(share(figure));
        cells.add(figure.question().ja());
        cells.add(figure.answer().ja());
        cells.add(figure.band().ja());
        for (var text : new Bilingual[] {figure.note(), figure.source()}) {
            cells.add(text == null ? "" : text.en());
            cells.add(text == null ? "" : text.ja());
        }
        return cells;
    }

    private static String share(Figure figure) {
        var share = figure.share();
        if (share == null) return "N/A";
        var sign = switch (share.precision()) {
            case EXACT -> "";
            case OVER -> ">";
            case ABOUT -> "~";
        };
        return sign + String.format(Locale.ROOT, "%.4f", share.percent()).replaceFirst("\\.?0+$", "");
    }

    private static ResponseEntity<byte[]> download(String name, MediaType type, String text) {
        var answer = file(type, text);
        return ResponseEntity.ok()
                .headers(answer.getHeaders())
                .header("Content-Disposition", "attachment; filename=\"" + name.replaceAll("[^a-z0-9.-]", "-") + "\"")
                .body(answer.getBody());
    }

    private static ResponseEntity<byte[]> file(MediaType type, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .varyBy("Accept-Language")
                .eTag(tag(bytes))
                .body(bytes);
    }

    private static String tag(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body), 0, 16);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
