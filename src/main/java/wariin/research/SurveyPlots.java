package wariin.research;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.research.Plot.Kind;
import wariin.research.Plot.Panel;
import wariin.research.Plot.Point;
import wariin.research.Plot.Series;
import wariin.research.Plot.Unit;
import wariin.site.Bilingual;

/// Makes a plot of each question of a survey: lines over several years, bars otherwise, a panel for each size.
@Component
public class SurveyPlots {

    private static final int LONGEST_RANGE = 40;

    private final MessageSource words;

    SurveyPlots(MessageSource words) {
        this.words = words;
    }

    /// In the order of the file; the key of each is its number, from 1.
    public List<Plot> of(Survey survey, Locale locale) {
        var questions = survey.figures().stream()
                .collect(Collectors.groupingBy(Figure::question, LinkedHashMap::new, Collectors.toList()));
        var plots = new ArrayList<Plot>();
        questions.forEach(
                (question, figures) -> plots.add(plot(String.valueOf(plots.size() + 1), question, figures, locale)));
        return plots;
    }

    private Plot plot(String key, Bilingual question, List<Figure> figures, Locale locale) {
        var years = new TreeSet<Integer>();
        figures.stream().map(Figure::year).filter(Objects::nonNull).forEach(years::add);
        var bands = distinct(figures, Figure::band);
        var answers = distinct(figures, Figure::answer);
        var overTime = years.size() > 1;
        var byBand = !overTime && answers.size() == 1 && bands.size() > 1;
        var panels = new ArrayList<Panel>();
        if (overTime) {
            for (var band : bands) panels.add(lines(band, answers, years, figures, locale));
        } else if (byBand) {
            panels.add(bars("", figures, Figure::band, locale));
        } else {
            for (var band : bands) {
                var own = figures.stream()
                        .filter(figure -> figure.band().equals(band))
                        .toList();
                panels.add(bars(band.in(locale), own, Figure::answer, locale));
            }
        }
        var label = overTime ? "year" : byBand ? "band" : "answer";
        return new Plot(
                key,
                title(question, years, locale),
                overTime ? Kind.LINES : Kind.BARS,
                Unit.PERCENT,
                panels.size() > 1 ? word("band", locale) : "",
                word(label, locale),
                panels,
                first(figures, Figure::note, locale),
                first(figures, Figure::source, locale));
    }

    private String title(Bilingual question, TreeSet<Integer> years, Locale locale) {
        var when = switch (years.size()) {
            case 0 -> word("no-year", locale);
            case 1 -> String.valueOf(years.first());
            default -> years.first() + "–" + years.last();
        };
        return words.getMessage("research.title", new Object[] {question.in(locale), when}, locale);
    }

    /// Every year of the range has its place, so a year without a figure is a gap.
    private Panel lines(
            Bilingual band, List<Bilingual> answers, TreeSet<Integer> years, List<Figure> figures, Locale locale) {
        var shown = new TreeSet<>(years);
        if (years.last() - years.first() <= LONGEST_RANGE) {
            for (var year = years.first(); year < years.last(); year++) shown.add(year);
        }
        var series = new ArrayList<Series>();
        for (var answer : answers) {
            var points = shown.stream()
                    .map(year -> figures.stream()
                            .filter(figure -> figure.band().equals(band)
                                    && figure.answer().equals(answer)
                                    && year.equals(figure.year()))
                            .findFirst()
                            .map(figure -> point(String.valueOf(year), figure, locale))
                            .orElseGet(() -> new Point(String.valueOf(year), null, word("none", locale), null, null)))
                    .toList();
            series.add(new Series(answer.in(locale), points));
        }
        return new Panel(band.in(locale), series);
    }

    private Panel bars(String name, List<Figure> figures, Function<Figure, Bilingual> label, Locale locale) {
        var points = figures.stream()
                .map(figure -> point(label.apply(figure).in(locale), figure, locale))
                .toList();
        return new Panel(name, List.of(new Series("", points)));
    }

    private Point point(String label, Figure figure, Locale locale) {
        var share = figure.share();
        var said = share == null
                ? word("none", locale)
                : words.getMessage(
                        "research.share." + share.precision(), new Object[] {Drawing.n(share.percent())}, locale);
        return new Point(
                label, share == null ? null : share.percent(), said, figure.n(), Interval.of(share, figure.n()));
    }

    private static List<Bilingual> distinct(List<Figure> figures, Function<Figure, Bilingual> part) {
        return List.copyOf(figures.stream().map(part).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static @Nullable String first(
            List<Figure> figures, Function<Figure, @Nullable Bilingual> part, Locale locale) {
        return figures.stream()
                .map(part)
                .filter(Objects::nonNull)
                .distinct()
                .map(text -> text.in(locale))
                .collect(Collectors.collectingAndThen(Collectors.joining(" "), all -> all.isEmpty() ? null : all));
    }

    private String word(String key, Locale locale) {
        return words.getMessage("research." + key, null, locale);
    }
}
