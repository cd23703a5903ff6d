package wariin.register.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.criteria.Catalogues;
import wariin.register.Filter;
import wariin.register.Listed;
import wariin.register.ServiceDescription.BuyerFacts;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.Bilingual;

/// Up to four services side by side, by what buyers ask and by the criteria.
@Controller
class ComparePages {

    static final int MOST = 4;
    private static final int SUGGESTIONS = 12;

    private final ServiceRegister register;
    private final Catalogues catalogues;
    private final ComparisonFile file;

    ComparePages(ServiceRegister register, Catalogues catalogues, ComparisonFile file) {
        this.register = register;
        this.catalogues = catalogues;
        this.file = file;
    }

    /// The addresses of comparisons that differ from this one by a service.
    record Links(List<String> ids) {

        public String with(ServiceId more) {
            return address("/register/compare", Stream.concat(ids.stream(), Stream.of(more.toString())));
        }

        public String without(ServiceId gone) {
            return address("/register/compare", ids.stream().filter(id -> !id.equals(gone.toString())));
        }

        public String file() {
            return address("/register/compare.csv", ids.stream());
        }

        private static String address(String path, Stream<String> ids) {
            var query = ids.map(id -> "service=" + id).collect(Collectors.joining("&"));
            return query.isEmpty() ? path : path + "?" + query;
        }
    }

    /// What buyers ask, with the answer of each service; null where there is none.
    record Question(String code, List<@Nullable Bilingual> answers) {

        static List<Question> all(List<Comparison.Column> columns) {
            return List.of(
                    of("cost", columns, BuyerFacts::cost),
                    of("security", columns, BuyerFacts::security),
                    of("support", columns, BuyerFacts::support),
                    of("continuity", columns, BuyerFacts::continuity),
                    of("failures", columns, BuyerFacts::failures));
        }

        private static Question of(
                String code, List<Comparison.Column> columns, Function<BuyerFacts, @Nullable Bilingual> answer) {
            var answers = new ArrayList<@Nullable Bilingual>();
            for (var column : columns) {
                answers.add(answer.apply(column.listed().service().description().facts()));
            }
            return new Question(code, answers);
        }
    }

    @GetMapping("/register/compare")
    String compare(
            @RequestParam(required = false) @Nullable List<String> service,
            @RequestParam(required = false) @Nullable String text,
            Model model) {
        var chosen = chosen(service);
        var shown = chosen.subList(0, Math.min(MOST, chosen.size()));
        var comparison = comparison(shown);
        var ids = shown.stream().map(listed -> listed.service().id().toString()).toList();
        model.addAttribute("comparison", comparison);
        model.addAttribute("columns", comparison.columns());
        model.addAttribute("ids", ids);
        model.addAttribute("links", new Links(ids));
        model.addAttribute("questions", Question.all(comparison.columns()));
        model.addAttribute("tooMany", chosen.size() > MOST);
        model.addAttribute("missing", service != null && new LinkedHashSet<>(service).size() > chosen.size());
        model.addAttribute("room", shown.size() < MOST);
        model.addAttribute("text", Query.given(text));
        model.addAttribute("found", suggestions(Query.given(text), ids));
        return "register/compare";
    }

    @GetMapping("/register/compare.csv")
    ResponseEntity<byte[]> file(@RequestParam(required = false) @Nullable List<String> service, Locale locale) {
        var chosen = chosen(service);
        var comparison = comparison(chosen.subList(0, Math.min(MOST, chosen.size())));
        return Csv.file("comparison.csv", file.rows(comparison, locale));
    }

    /// Published services among those asked for, each once, in the order of the address.
    private List<Listed> chosen(@Nullable List<String> asked) {
        var state = register.on(null);
        var chosen = new ArrayList<Listed>();
        for (var id : new LinkedHashSet<>(asked == null ? List.of() : asked)) {
            if (id.matches("[0-9a-fA-F-]{36}")) {
                state.listed(ServiceId.of(id))
                        .filter(listed -> !chosen.contains(listed))
                        .ifPresent(chosen::add);
            }
            if (chosen.size() > MOST) break;
        }
        return chosen;
    }

    private Comparison comparison(List<Listed> chosen) {
        var columns = new ArrayList<Comparison.Column>();
        for (var listed : chosen) {
            var service = listed.service();
            var assessed = register.summary(service.id())
                    .map(summary -> Assessed.of(summary, service.description().target(), catalogues));
            columns.add(new Comparison.Column(listed, assessed.orElse(null)));
        }
        return Comparison.of(columns);
    }

    private List<Listed> suggestions(@Nullable String text, List<String> chosen) {
        if (text == null) return List.of();
        return register.search(new Filter(text, null, null, null, null, null)).stream()
                .filter(listed -> !chosen.contains(listed.service().id().toString()))
                .limit(SUGGESTIONS)
                .toList();
    }
}
