package wariin.assessment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.identity.Accounts;
import wariin.identity.UserId;
import wariin.journal.Journal;
import wariin.journal.JournalEntry;

/// What happened in a case, with the entry of the public log that proves it.
@Service
public class CaseTimeline {

    /// @param who the person; for the applicant only people of its own side are named
    /// @param index the place in the log; absent until it is there
    public record Entry(
            Instant at,
            String kind,
            String who,
            Map<String, String> facts,
            String leaf,
            @Nullable Long index) {}

    /// What the applicant may know of; all else is what the scheme says among itself.
    private static final Set<String> OPEN = Set.of(
            "case-opened",
            "case-edit",
            "case-submit",
            "case-accept",
            "case-return-incomplete",
            "case-find-complete",
            "case-ask-more",
            "case-respond",
            "case-finish-review",
            "case-finish-visit",
            "case-freeze-report",
            "case-record",
            "case-reject",
            "case-publish",
            "case-close",
            "case-abandon",
            "case-appeal",
            "case-reopen",
            "case-dismiss-appeal");

    private final Journal journal;
    private final Accounts accounts;

    CaseTimeline(Journal journal, Accounts accounts) {
        this.journal = journal;
        this.accounts = accounts;
    }

    /// The newest first, as far as this person may read it.
    public List<Entry> of(CaseView view) {
        return journal.about(view.item().id().toString()).stream()
                .filter(entry -> entry.act().kind().startsWith("case-"))
                .filter(entry ->
                        view.deliberation() || OPEN.contains(entry.act().kind()))
                .map(entry -> entry(view, entry))
                .toList()
                .reversed();
    }

    private Entry entry(CaseView view, JournalEntry entry) {
        var act = entry.act();
        return new Entry(
                entry.at(),
                act.kind(),
                who(view, act.actor()),
                act.facts(),
                entry.id().toString(),
                entry.index());
    }

    private String who(CaseView view, String actor) {
        if (actor.equals("system")) return "";
        var id = UserId.of(actor);
        var own = accounts.roleOf(id, view.item().applicant()).isPresent();
        if (!view.deliberation() && !own) return "";
        return accounts.findUser(id).map(user -> user.name()).orElse("");
    }
}
