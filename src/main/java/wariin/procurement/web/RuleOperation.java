package wariin.procurement.web;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import wariin.identity.CurrentUser;
import wariin.procurement.Equivalence;
import wariin.procurement.RuleBook;
import wariin.procurement.RulePublication;
import wariin.procurement.RuleVersion;
import wariin.procurement.SourceImport;
import wariin.procurement.Sources;
import wariin.site.Bilingual;
import wariin.site.Dates;

/// The operator writes new versions of rules, looks at what they change, and takes files of facts in.
@Controller
@RequestMapping("/operator/rules")
class RuleOperation {

    private static final int LARGEST_FILE = 64 << 20;

    /// What stands in the form of a new version.
    record Form(
            @Nullable String name,
            @Nullable String titleJa,
            @Nullable String titleEn,
            @Nullable String noteJa,
            @Nullable String noteEn,
            @Nullable String text,
            @Nullable String from,
            @Nullable Boolean onVerify) {}

    private final RuleBook book;
    private final Sources sources;
    private final Examples examples;
    private final Dates dates;
    private final Clock clock;

    RuleOperation(RuleBook book, Sources sources, Examples examples, Dates dates, Clock clock) {
        this.book = book;
        this.sources = sources;
        this.examples = examples;
        this.dates = dates;
        this.clock = clock;
    }

    @GetMapping
    String list(Locale locale, Model model) {
        model.addAttribute("rules", book.all());
        model.addAttribute("now", clock.instant());
        model.addAttribute(
                "sources",
                sources.standings().stream()
                        .map(source -> AnswerView.SourceView.of(source, locale))
                        .toList());
        model.addAttribute("equivalences", sources.equivalences());
        return "procurement/operation";
    }

    @GetMapping("/new")
    String write(@RequestParam(required = false) @Nullable String name, Model model) {
        var known = name == null ? List.<RuleVersion>of() : book.versions(name);
        var day = LocalDate.ofInstant(clock.instant(), dates.zone())
                .plusDays(7)
                .atStartOfDay()
                .toString();
        if (known.isEmpty()) {
            model.addAttribute("form", new Form("", "", "", "", "", "", day, false));
        } else {
            var last = known.getFirst();
            model.addAttribute(
                    "form",
                    new Form(
                            last.name(),
                            last.title().ja(),
                            last.title().en(),
                            last.note().ja(),
                            last.note().en(),
                            last.text(),
                            day,
                            last.shownOnVerify()));
        }
        return "procurement/write";
    }

    /// Looks at the version, or takes it in: the button decides.
    @PostMapping
    String submit(
            @AuthenticationPrincipal CurrentUser user,
            Form form,
            @RequestParam(defaultValue = "preview") String act,
            Locale locale,
            Model model) {
        model.addAttribute("form", form);
        var draft = draft(form);
        if (draft == null) {
            model.addAttribute("refused", "procurement.refused." + wrong(form));
            return "procurement/write";
        }
        var outcome = act.equals("publish") ? book.publish(draft, user.getName()) : book.check(draft);
        switch (outcome) {
            case RulePublication.Published(var version) -> {
                if (act.equals("publish")) return "redirect:/operator/rules";
                model.addAttribute("meaning", version.meaning().in(locale));
                model.addAttribute("examples", examples.of(version, locale));
            }
            case RulePublication.Unreadable unreadable -> {
                model.addAttribute("mistake", unreadable);
                model.addAttribute("sentence", unreadable.sentence().in(locale));
                model.addAttribute("excerpt", excerpt(draft.text(), unreadable));
            }
            case RulePublication.Refused(var why) -> model.addAttribute("refused", "procurement.refused." + why.name());
        }
        return "procurement/write";
    }

    @PostMapping("/{name}/{version}/take-back")
    String takeBack(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable String name,
            @PathVariable int version,
            RedirectAttributes told) {
        var done = book.takeBack(name, version, user.getName());
        told.addFlashAttribute(done ? "notice" : "problem", done ? "procurement.taken-back" : "procurement.too-late");
        return "redirect:/operator/rules";
    }

    @PostMapping("/lists")
    String list(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam String code,
            @RequestParam MultipartFile list,
            @RequestParam(required = false) @Nullable MultipartFile signer,
            Locale locale,
            Model model)
            throws IOException {
        var signers = signer == null || signer.isEmpty() ? new byte[0] : bytes(signer);
        return told(sources.importList(code.strip(), bytes(list), signers, user.getName()), locale, model);
    }

    @PostMapping("/ccadb")
    String ccadb(
            @AuthenticationPrincipal CurrentUser user, @RequestParam MultipartFile file, Locale locale, Model model)
            throws IOException {
        return told(sources.importCcadb(bytes(file), user.getName()), locale, model);
    }

    @PostMapping("/schemes")
    String recognise(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam String source,
            @RequestParam String as,
            @RequestParam String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam String basisJa,
            @RequestParam String basisEn,
            RedirectAttributes told) {
        try {
            var first = LocalDate.parse(from);
            var last = until.isBlank() ? null : LocalDate.parse(until);
            var wrong = !source.matches("[a-z][a-z0-9-]{1,39}")
                    || !List.of("jts", "eu", "webtrust", "etsi").contains(as)
                    || as.equals(source)
                    || last != null && last.isBefore(first)
                    || basisJa.length() > 1000
                    || basisEn.length() > 1000;
            if (wrong) throw new IllegalArgumentException("A recognition names two schemes, days and a basis");
            var basis = Bilingual.of(basisJa, basisEn);
            sources.recognise(new Equivalence(UUID.randomUUID(), source, as, first, last, basis), user.getName());
            told.addFlashAttribute("notice", "procurement.recognised");
        } catch (DateTimeException | IllegalArgumentException _) {
            told.addFlashAttribute("problem", "procurement.refused.SCHEME");
        }
        return "redirect:/operator/rules";
    }

    /// Taking a file in again changes nothing, so the answer may stand on this very page.
    private String told(SourceImport outcome, Locale locale, Model model) {
        switch (outcome) {
            case SourceImport.Imported(var _, var _, var entries) -> {
                model.addAttribute("notice", "procurement.imported");
                model.addAttribute("entries", entries);
            }
            case SourceImport.Known _ -> model.addAttribute("notice", "procurement.known");
            case SourceImport.Refused(var sentences) ->
                model.addAttribute(
                        "sentences",
                        sentences.stream().limit(5).map(one -> one.in(locale)).toList());
        }
        return list(locale, model);
    }

    private static byte[] bytes(MultipartFile file) throws IOException {
        try (var in = file.getInputStream()) {
            return in.readNBytes(LARGEST_FILE + 1);
        }
    }

    private @Nullable RuleVersion draft(Form form) {
        try {
            return new RuleVersion(
                    text(form.name()).strip(),
                    1,
                    Bilingual.of(text(form.titleJa()), text(form.titleEn())),
                    Bilingual.of(text(form.noteJa()), text(form.noteEn()).isBlank() ? "–" : text(form.noteEn())),
                    text(form.text()).replace("\r\n", "\n").strip(),
                    from(text(form.from())),
                    Boolean.TRUE.equals(form.onVerify()));
        } catch (IllegalArgumentException | DateTimeException _) {
            return null;
        }
    }

    private Instant from(String text) {
        return LocalDateTime.parse(text).atZone(dates.zone()).toInstant();
    }

    private static String wrong(Form form) {
        if (!text(form.name()).strip().matches("[a-z][a-z0-9-]{1,59}")) return "NAME";
        return text(form.titleEn()).isBlank() ? "TITLE" : "DAY";
    }

    /// The line of the mistake, and below it a mark at its column.
    private static String excerpt(String text, RulePublication.Unreadable mistake) {
        var lines = text.split("\n", -1);
        var line = mistake.line() <= lines.length ? lines[mistake.line() - 1] : "";
        return line + "\n" + " ".repeat(Math.max(0, mistake.column() - 1)) + "^";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
