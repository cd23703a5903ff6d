package wariin.assessment;

import static wariin.assessment.EvidenceDesk.refused;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.assessment.EvidenceDisclosure.Shown;
import wariin.assessment.EvidenceOutcome.Done;
import wariin.identity.CurrentUser;

/// Marks, criterion by criterion, what of the evidence the public may see: nothing, a text or another file in its
/// place, or the evidence itself if its owner agreed to that when attaching it.
@Service
public class Redactions {

    private static final int LONGEST = 4000;

    private final EvidenceDesk desk;
    private final EvidenceRegister register;
    private final EvidenceUploads uploads;

    Redactions(EvidenceDesk desk, EvidenceRegister register, EvidenceUploads uploads) {
        this.desk = desk;
        this.register = register;
        this.uploads = uploads;
    }

    public EvidenceOutcome keepSecret(CurrentUser me, CaseId id, String criterion, EvidenceId evidence) {
        return mark(me, id, criterion, evidence, EvidenceDisclosure.SECRET);
    }

    public EvidenceOutcome showOriginal(CurrentUser me, CaseId id, String criterion, EvidenceId evidence) {
        return mark(me, id, criterion, evidence, new EvidenceDisclosure(Shown.ORIGINAL, null, null));
    }

    public EvidenceOutcome showText(CurrentUser me, CaseId id, String criterion, EvidenceId evidence, String text) {
        if (text.isBlank()) return refused(EvidenceRefusal.TEXT_MISSING);
        if (text.length() > LONGEST) return refused(EvidenceRefusal.TEXT_TOO_LONG);
        return mark(me, id, criterion, evidence, new EvidenceDisclosure(Shown.TEXT, text.strip(), null));
    }

    /// Another file in the place of the evidence: as a rule the same with black bars.
    public EvidenceOutcome showFile(
            CurrentUser me, CaseId id, String criterion, EvidenceId evidence, String fileName, InputStream in)
            throws IOException {
        var early = desk.against(me, id, CaseAct.REDACT_EVIDENCE);
        if (early.isPresent()) return early.get();
        var view = desk.read(me, id);
        if (view.isEmpty()) return new EvidenceOutcome.Unknown();
        var owner = view.get().item().applicant();
        var taken = uploads.take(owner, fileName, in);
        if (taken instanceof EvidenceUploads.Taken.Refused(var reason)) return refused(reason);
        var file = ((EvidenceUploads.Taken.Kept) taken).file();
        var kept = false;
        try {
            var marked = new EvidenceDisclosure(Shown.FILE, null, file);
            var outcome = mark(me, id, criterion, evidence, marked);
            kept = outcome instanceof Done;
            return outcome;
        } finally {
            if (!kept) uploads.giveBack(owner, file);
        }
    }

    private EvidenceOutcome mark(
            CurrentUser me, CaseId id, String criterion, EvidenceId evidence, EvidenceDisclosure marked) {
        return desk.act(me, id, CaseAct.REDACT_EVIDENCE, view -> {
            var found = find(id, criterion, evidence);
            if (found.isEmpty()) return new EvidenceOutcome.Unknown();
            var refusal = refusal(found.get(), marked);
            if (refusal != null) return refused(refusal);
            register.disclose(id, criterion, evidence, marked, me.getName(), desk.now());
            var facts = new HashMap<>(Map.of(
                    "evidence", evidence.toString(),
                    "criterion", criterion,
                    "shown", marked.shown().name()));
            var file = marked.file();
            if (file != null) facts.put("sha256", file.sha256());
            desk.record("evidence-disclosure-marked", id, me.getName(), facts);
            return new Done(evidence.toString());
        });
    }

    private static @Nullable EvidenceRefusal refusal(EvidenceLink link, EvidenceDisclosure marked) {
        var file = marked.file();
        if (marked.shown() == Shown.ORIGINAL && !link.item().publishable()) return EvidenceRefusal.NOT_AGREED;
        // The evidence itself in its own place would be the leak that a redaction is to prevent.
        return file != null
                        && file.sha256().equals(link.item().file().sha256())
                        && !link.item().publishable()
                ? EvidenceRefusal.SAME_FILE
                : null;
    }

    private Optional<EvidenceLink> find(CaseId id, String criterion, EvidenceId evidence) {
        return register.links(id, evidence).stream()
                .filter(link -> link.criterion().equals(criterion))
                .findFirst();
    }
}
