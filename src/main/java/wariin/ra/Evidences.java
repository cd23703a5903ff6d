package wariin.ra;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;
import wariin.ra.evidence.EvidenceFiles;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.evidence.MachineCheck;
import wariin.ra.evidence.MailboxCodes;
import wariin.ra.evidence.SignedApplications;
import wariin.ra.refusal.RegistrationRefusal.BadField;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestAct;
import wariin.ra.request.RequestActor;
import wariin.ra.request.RequestId;
import wariin.ra.request.StoredRequest;
import wariin.vault.TooLarge;
import wariin.vault.VaultFile;

/// Evidence about holders, with clocks. Files rest encrypted in the vault and can be erased; that something was
/// verified, how, by whom and when stays.
@Service
public class Evidences {

    /// A file as it is uploaded.
    public record Upload(String name, InputStream content) {}

    /// The largest file, in bytes.
    public static final long LARGEST = EvidenceFiles.LARGEST;

    private static final int LONGEST_REFERENCE = 500;

    private final RequestSteps.Records records;
    private final RequestSteps steps;
    private final EvidenceFiles files;
    private final SignedApplications applications;
    private final MailboxCodes codes;

    Evidences(
            RequestSteps.Records records,
            RequestSteps steps,
            EvidenceFiles files,
            SignedApplications applications,
            MailboxCodes codes) {
        this.records = records;
        this.steps = steps;
        this.files = files;
        this.applications = applications;
        this.codes = codes;
    }

    /// Records what an officer of the desk verified.
    ///
    /// @param reference what was seen, such as the kind of a document; never its number
    public RequestOutcome record(
            CurrentUser officer, RequestId request, EvidenceMethod method, String reference, @Nullable Upload file)
            throws IOException {
        var who = Acting.as(officer);
        var seen = reference.strip();
        // Asked before a file is taken in, and again under the lock.
        var first = steps.peek(who, request, RequestAct.ATTACH_EVIDENCE);
        if (first.isPresent()) return first.get();
        if (method == EvidenceMethod.EMAIL_CONTROL) {
            return steps.refused(who, request, "attach-evidence", new BadField("method"));
        }
        if (seen.isEmpty() || seen.length() > LONGEST_REFERENCE) {
            return steps.refused(who, request, "attach-evidence", new BadField("reference"));
        }
        byte[] bytes = null;
        if (file != null) {
            try (var content = file.content()) {
                bytes = content.readNBytes((int) LARGEST + 1);
            }
            if (bytes.length > LARGEST) {
                return steps.refused(who, request, "attach-evidence", Plain.FILE_TOO_LARGE);
            }
        }
        MachineCheck machine = null;
        if (method == EvidenceMethod.SIGNED_APPLICATION) {
            var holder =
                    records.requests().find(request).orElseThrow().request().registrant();
            switch (judge(bytes, holder)) {
                case SignedApplications.Judgement.Refused(var reason) -> {
                    return steps.refused(who, request, "attach-evidence", reason);
                }
                case SignedApplications.Judgement.Passed(var check) -> machine = check;
            }
        }
        return keep(officer, request, new Seen(method, seen, machine), file, bytes);
    }

    private SignedApplications.Judgement judge(byte @Nullable [] pdf, Registrant holder) {
        return pdf == null
                ? new SignedApplications.Judgement.Refused(Plain.APPLICATION_MISSING)
                : applications.judge(pdf, holder);
    }

    /// What was verified, and how.
    private record Seen(
            EvidenceMethod method,
            String reference,
            @Nullable MachineCheck machine) {}

    private RequestOutcome keep(
            CurrentUser officer, RequestId request, Seen seen, @Nullable Upload file, byte @Nullable [] bytes)
            throws IOException {
        var before = records.requests().find(request).orElseThrow().request();
        var desk = before.desk();
        EvidenceFiles.Kept kept = null;
        if (file != null && bytes != null) {
            try {
                kept = files.receive(desk, file.name(), new ByteArrayInputStream(bytes));
            } catch (TooLarge tooLarge) {
                return steps.refused(Acting.as(officer), request, "attach-evidence", Plain.FILE_TOO_LARGE);
            }
        }
        var taken = kept;
        var outcome = steps.take(
                Acting.as(officer),
                request,
                RequestAct.ATTACH_EVIDENCE,
                item -> seen.machine() == null || item.request().registrant().equals(before.registrant())
                        ? Optional.empty()
                        : Optional.of(Plain.NOT_NOW),
                (item, now) -> files.add(
                        item, seen.method(), officer.user().id(), seen.reference(), taken, seen.machine(), now));
        if (!(outcome instanceof RequestOutcome.Done)) files.discard(desk, taken);
        return outcome;
    }

    /// Sends the one-time code and link to the mail address of the request: its applicant or an officer may ask.
    public RequestOutcome sendCode(CurrentUser me, RequestId request) {
        return steps.take(
                Acting.as(me), request, RequestAct.PROVE_MAILBOX, item -> codes.against(item), (item, now) -> {
                    codes.send(item, now);
                    return Map.of("step", "code-sent");
                });
    }

    /// The six digits from the mail, typed by whoever has it.
    public RequestOutcome enterCode(CurrentUser me, RequestId request, String code) {
        var first = steps.peek(Acting.as(me), request, RequestAct.PROVE_MAILBOX);
        if (first.isPresent()) return first.get();
        // The attempt counts whatever comes of the rest, so it stands in a transaction of its own.
        var entered = codes.enter(request, code);
        return steps.take(
                Acting.as(me),
                request,
                RequestAct.PROVE_MAILBOX,
                item -> entered.against(item),
                (item, now) -> proven(item, entered, now));
    }

    /// The link from the mail, followed without being logged in; gives the address that it proved. Empty when it is
    /// unknown, used or too old.
    public Optional<String> followLink(String token) {
        var found = codes.find(token);
        if (found.request() == null) return Optional.empty();
        var outcome = steps.take(
                Acting.mailbox(),
                found.request(),
                RequestAct.PROVE_MAILBOX,
                item -> found.against(item),
                (item, now) -> proven(item, found, now));
        return outcome instanceof RequestOutcome.Done ? Optional.ofNullable(found.email()) : Optional.empty();
    }

    /// Whether a link would prove something now; looking uses nothing up, since programs look at mails too.
    public Optional<String> addressOfLink(String token) {
        return Optional.ofNullable(codes.find(token).email());
    }

    private Map<String, String> proven(StoredRequest item, MailboxCodes.Entered entered, Instant now) {
        codes.use(entered, now);
        return files.add(item, EvidenceMethod.EMAIL_CONTROL, null, "code", null, null, now);
    }

    /// A file of evidence, for officers of the desk only.
    public Optional<VaultFile> open(CurrentUser officer, RequestId request, UUID id) throws IOException {
        var item = asOfficer(officer, request, id);
        return item.isEmpty()
                ? Optional.empty()
                : files.open(item.get().request().desk(), id);
    }

    /// Erases the file and the reference; the permanent record keeps method, verifier and time.
    public RequestOutcome erase(CurrentUser officer, RequestId request, UUID id) {
        var item = asOfficer(officer, request, id);
        if (item.isEmpty()) return steps.unknown(Acting.as(officer), request, "erase-evidence");
        var desk = item.get().request().desk();
        var file = files.file(desk, id);
        records.transactions().executeWithoutResult(_ -> {
            if (files.erase(desk, id)) {
                var facts = Map.of("evidence", id.toString());
                steps.append("registration-evidence-erased", request, officer.getName(), facts);
            }
        });
        file.ifPresent(kept -> files.discard(desk, kept));
        return new RequestOutcome.Done(item.get().request());
    }

    /// The evidence must be about the holder of this request.
    private Optional<StoredRequest> asOfficer(CurrentUser officer, RequestId request, UUID id) {
        return records.requests()
                .find(request)
                .filter(item -> records.access()
                        .looking(officer)
                        .standing(item)
                        .actors()
                        .contains(RequestActor.OFFICER))
                .filter(item -> files.belongs(item, id));
    }
}
