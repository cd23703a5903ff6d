package wariin.journal.web;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.journal.EntryId;
import wariin.journal.Journal;
import wariin.journal.JournalEntry;
import wariin.merkle.Checkpoint;
import wariin.merkle.SignedNote;

/// The public page of the log: what it says of itself, the newest entries, and the proof of one, step by step.
@Controller
class LogController {

    private static final int NEWEST = 10;

    private final Journal journal;

    LogController(Journal journal) {
        this.journal = journal;
    }

    @GetMapping("/log")
    String log(@RequestParam(defaultValue = "") String entry, Model model) {
        var note = journal.checkpoint();
        var checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
        model.addAttribute("checkpoint", checkpoint);
        model.addAttribute("note", note);
        model.addAttribute("key", journal.publicKey());
        model.addAttribute("newest", newest(checkpoint.size()));
        model.addAttribute("asked", entry.strip());
        if (!entry.isBlank()) search(entry.strip().toLowerCase(Locale.ROOT), model);
        return "journal/log";
    }

    private void search(String text, Model model) {
        var found = find(text);
        if (found.isEmpty()) {
            model.addAttribute("answer", text.matches("[0-9a-f]{64}|[0-9]{1,15}") ? "unknown" : "unreadable");
            return;
        }
        var inclusion = journal.inclusion(found.get().id());
        model.addAttribute("answer", inclusion.isEmpty() ? "waiting" : "proved");
        inclusion.ifPresent(proof -> {
            if (!journal.proves(proof)) model.addAttribute("answer", "broken");
            model.addAttribute("proof", ProofOnPage.of(proof));
        });
        model.addAttribute("found", PublicEntry.of(found.get()));
    }

    private Optional<JournalEntry> find(String text) {
        if (text.matches("[0-9a-f]{64}")) return journal.find(EntryId.of(text));
        return text.matches("[0-9]{1,15}") ? journal.at(Long.parseLong(text)) : Optional.empty();
    }

    private List<PublicEntry> newest(long size) {
        var entries = new java.util.ArrayList<PublicEntry>();
        for (var index = Math.max(0, size - NEWEST); index < size; index++) {
            journal.at(index).map(PublicEntry::of).ifPresent(entries::add);
        }
        Collections.reverse(entries);
        return entries;
    }

    /// What the public leaf says of an entry, and no more: actor and facts stay inside.
    record PublicEntry(
            String id,
            java.time.Instant at,
            String kind,
            String subject,
            @Nullable Long index) {

        static PublicEntry of(JournalEntry entry) {
            return new PublicEntry(
                    entry.id().toString(),
                    entry.at(),
                    entry.act().kind(),
                    entry.act().subject(),
                    entry.index());
        }
    }
}
