package wariin.custody.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import wariin.custody.Custody;
import wariin.custody.Custody.Standing;
import wariin.custody.Rotation;
import wariin.identity.CurrentUser;
import wariin.keys.KeyRotation;
import wariin.keys.KeysUnusable;

/// What is wrapped under which key-encryption key, and the act that rotates it.
@Controller
@RequestMapping("/operator/keys")
class KeyPages {

    private static final int ROTATIONS = 10;

    /// A kind of secrets: how many rest under the newest key, and how many under older ones.
    record Row(String table, long newest, long older) {}

    /// @param module `file` or `token`
    /// @param percent how much of everything is under the newest key
    /// @param due when the older keys are destroyed
    record View(
            String module,
            String newest,
            List<String> older,
            List<Row> rows,
            String stage,
            long all,
            long remaining,
            long percent,
            long stuck,
            @Nullable Instant due) {}

    private final Custody custody;

    KeyPages(Custody custody) {
        this.custody = custody;
    }

    @GetMapping
    String page(Model model) {
        model.addAttribute("view", view().orElse(null));
        model.addAttribute("rotations", custody.newest(ROTATIONS));
        return "custody/keys";
    }

    /// Twice begun is once begun.
    @PostMapping("/rotations")
    String rotate(@AuthenticationPrincipal CurrentUser me) {
        try {
            custody.begin(me.getName());
        } catch (KeysUnusable _) {
            // the page that follows says that the keys are out of reach
        }
        return "redirect:/operator/keys";
    }

    private Optional<View> view() {
        try {
            return Optional.of(view(custody.standing()));
        } catch (KeysUnusable _) {
            return Optional.empty();
        }
    }

    private View view(Standing standing) {
        var newest = standing.current();
        var rows = standing.tables().stream().map(table -> row(table, newest)).toList();
        var remaining = standing.remaining();
        var all = standing.under(newest) + remaining;
        var open = standing.open();
        return new View(
                newest.substring(0, newest.indexOf('/')),
                newest,
                standing.generations()
                        .subList(0, standing.generations().size() - 1)
                        .reversed(),
                rows,
                open.map(Rotation::stage)
                        .map(Enum::name)
                        .orElse(remaining == 0 ? "QUIET" : "MIXED")
                        .toLowerCase(java.util.Locale.ROOT),
                all,
                remaining,
                all == 0 ? 100 : 100 * (all - remaining) / all,
                open.map(Rotation::stuck).orElse(0L),
                open.flatMap(custody::due).orElse(null));
    }

    private static Row row(KeyRotation.Standing table, String newest) {
        var under = table.counts().getOrDefault(newest, 0L);
        var all = table.counts().values().stream().mapToLong(Long::longValue).sum();
        return new Row(table.table(), under, all - under);
    }
}
