package wariin.procurement.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import wariin.procurement.RuleBook;
import wariin.procurement.Rules;
import wariin.procurement.Sources;

/// The public pages of rules: what there is, what each means and meant, and a form to ask one.
@Controller
@RequestMapping("/rules")
class RulePages {

    private final RuleBook book;
    private final Rules rules;
    private final Sources sources;
    private final Submissions submissions;
    private final Visits visits;

    RulePages(RuleBook book, Rules rules, Sources sources, Submissions submissions, Visits visits) {
        this.book = book;
        this.rules = rules;
        this.sources = sources;
        this.submissions = submissions;
        this.visits = visits;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable String rule, Locale locale, Model model) {
        return page(rule, locale, model);
    }

    private String page(@Nullable String rule, Locale locale, Model model) {
        model.addAttribute("rules", book.inForce());
        model.addAttribute("chosen", rule == null ? "public-procurement-2018" : rule);
        model.addAttribute(
                "sources",
                sources.standings().stream()
                        .map(source -> AnswerView.SourceView.of(source, locale))
                        .toList());
        return "procurement/rules";
    }

    @PostMapping
    String ask(
            @RequestParam String rule,
            Submissions.Form form,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile list,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        if (visits.tooMany(request.getRemoteAddr())) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            model.addAttribute("problem", "procurement.problem.too-many");
            return page(rule, locale, model);
        }
        model.addAttribute("form", form);
        switch (submissions.read(form, file, list)) {
            case Submissions.Submitted.Wrong(var kind) -> {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                model.addAttribute("problem", "procurement.problem." + kind);
            }
            case Submissions.Submitted.Asked(var questions) -> {
                var answers = questions.stream()
                        .flatMap(question -> rules.ask(rule, question).stream())
                        .map(answer -> AnswerView.of(answer, locale))
                        .toList();
                if (answers.isEmpty()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
                model.addAttribute("answers", answers);
            }
        }
        return page(rule, locale, model);
    }

    @GetMapping("/{name}")
    String rule(@PathVariable String name, Locale locale, Model model) {
        var versions = book.versions(name);
        if (versions.isEmpty()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        model.addAttribute("current", book.find(name).orElse(versions.getFirst()));
        model.addAttribute("inForce", book.find(name).isPresent());
        model.addAttribute("versions", versions);
        return "procurement/rule";
    }

    @GetMapping(path = "/answers.jwks", produces = "application/jwk-set+json")
    ResponseEntity<String> keySet() {
        return ResponseEntity.ok().header("Cache-Control", "max-age=3600").body(rules.keySet());
    }
}
