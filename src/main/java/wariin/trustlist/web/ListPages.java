package wariin.trustlist.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import wariin.register.Reason;
import wariin.register.RegistrationStatus;
import wariin.trustlist.Issue;
import wariin.trustlist.Schemes;
import wariin.trustlist.Signers;
import wariin.trustlist.TrustedLists;
import wariin.tsl.LangText;
import wariin.tsl.MalformedList;
import wariin.tsl.TrustedListChanges;
import wariin.tsl.TrustedListChanges.Change;
import wariin.tsl.TrustedListChanges.Kind;
import wariin.tsl.TrustedListReader;

/// What the scheme is, which lists there were, and what changed from one to the next.
@Controller
class ListPages {

    private static final int MOST = 100;

    /// A change as people read it.
    record Shown(Kind kind, String provider, String service, String field, String before, String after) {}

    /// Two lists by their numbers; what is between them never changes.
    private record Pair(long from, long to) {}

    private final Cache<Pair, List<Change>> changes =
            Caffeine.newBuilder().maximumSize(50).build();
    private final TrustedLists lists;
    private final Schemes schemes;
    private final Signers signers;

    ListPages(TrustedLists lists, Schemes schemes, Signers signers) {
        this.lists = lists;
        this.schemes = schemes;
        this.signers = signers;
    }

    /// The scheme information and its rules: the pages that the list points to (TS 119 612, 5.3.7 and 5.3.9).
    @GetMapping({"/tl", "/tl/rules"})
    String scheme(Model model) {
        model.addAttribute("scheme", schemes.current().orElse(null));
        model.addAttribute("list", lists.current().orElse(null));
        model.addAttribute("statuses", RegistrationStatus.values());
        model.addAttribute("reasons", Reason.values());
        return "trustlist/scheme";
    }

    @GetMapping("/tl/list")
    String list(Model model) {
        model.addAttribute("list", lists.current().orElse(null));
        model.addAttribute("issues", lists.history(MOST));
        model.addAttribute("signers", signers.all());
        return "trustlist/list";
    }

    @GetMapping("/tl/list/{sequence:[0-9]{1,18}}")
    String issue(@PathVariable long sequence, Model model, Locale locale) {
        var issue = lists.bySequence(sequence).orElseThrow(ListFiles::unknown);
        var before = lists.before(sequence).orElse(null);
        model.addAttribute("issue", issue);
        model.addAttribute("before", before == null ? null : before.sequence());
        model.addAttribute("changes", before == null ? List.of() : changes(before, issue, locale));
        model.addAttribute("current", lists.current().map(Issue::sequence).orElse(0L));
        return "trustlist/issue";
    }

    @GetMapping("/tl/changes/{from:[0-9]{1,18}}..{to:[0-9]{1,18}}")
    String between(@PathVariable long from, @PathVariable long to, Model model, Locale locale) {
        var before = lists.bySequence(from).orElseThrow(ListFiles::unknown);
        var after = lists.bySequence(to).orElseThrow(ListFiles::unknown);
        model.addAttribute("from", before);
        model.addAttribute("to", after);
        model.addAttribute("changes", changes(before, after, locale));
        return "trustlist/changes";
    }

    private List<Shown> changes(Issue before, Issue after, Locale locale) {
        var found = changes.get(new Pair(before.sequence(), after.sequence()), _ -> between(before, after));
        return found.stream().map(change -> shown(change, locale)).toList();
    }

    private static List<Change> between(Issue before, Issue after) {
        try {
            return TrustedListChanges.between(
                    TrustedListReader.read(before.xml()), TrustedListReader.read(after.xml()));
        } catch (MalformedList broken) {
            throw new IllegalStateException("A published list cannot be read", broken);
        }
    }

    private static Shown shown(Change change, Locale locale) {
        var language = locale.getLanguage();
        return new Shown(
                change.kind(),
                LangText.in(language, change.provider()),
                LangText.in(language, change.service()),
                change.field(),
                plain(change.before(), locale),
                plain(change.after(), locale));
    }

    /// Addresses of our own statuses become words; any other value stays as the list has it.
    private static String plain(@Nullable String value, Locale locale) {
        if (value == null) return "";
        for (var status : RegistrationStatus.values()) {
            if (value.endsWith(":status:" + status.code()) || value.equals(status.code())) {
                return status.words().in(locale);
            }
        }
        return Reason.of(value).map(reason -> reason.words().in(locale)).orElse(value);
    }
}
