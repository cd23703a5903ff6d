package wariin.ra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;
import wariin.identity.UserId;
import wariin.ra.RegistrationRefusal.BadField;
import wariin.ra.RegistrationRefusal.Plain;
import wariin.vault.ContentHash;
import wariin.vault.TooLarge;
import wariin.vault.Vault;
import wariin.vault.VaultFile;

/// Evidence about holders, with clocks. Files rest encrypted in the vault and can be erased; that something was
/// verified, how, by whom and when stays.
@Service
public class Evidences {

    /// A file as it is uploaded.
    public record Upload(String name, InputStream content) {}

    /// The largest file, in bytes.
    public static final long LARGEST = 20L * 1024 * 1024;

    private static final int LONGEST_REFERENCE = 500;

    private final RequestSteps.Records records;
    private final RequestSteps steps;
    private final RequestEvidenceRegister evidence;
    private final MailboxCodes codes;
    private final Vault vault;
    private final Clock clock;

    Evidences(
            RequestSteps.Records records,
            RequestSteps steps,
            RequestEvidenceRegister evidence,
            MailboxCodes codes,
            Vault vault,
            Clock clock) {
        this.records = records;
        this.steps = steps;
        this.evidence = evidence;
        this.codes = codes;
        this.vault = vault;
        this.clock = clock;
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
        var desk = records.requests().find(request).orElseThrow().request().desk();
        ContentHash hash = null;
        if (file != null) {
            try (var content = file.content()) {
                hash = vault.receive(owner(desk), content, LARGEST).hash();
            } catch (TooLarge tooLarge) {
                return steps.refused(who, request, "attach-evidence", Plain.FILE_TOO_LARGE);
            }
        }
        var kept = hash;
        var outcome = steps.take(
                who,
                request,
                RequestAct.ATTACH_EVIDENCE,
                RequestSteps.NOTHING_MORE,
                (item, now) -> add(item, method, officer.user().id(), seen, name(file), kept, now));
        if (!(outcome instanceof RequestOutcome.Done) && kept != null) vault.discard(owner(desk), kept);
        return outcome;
    }

    /// In the caller's transaction; gives the facts for the log, none of them personal.
    Map<String, String> add(
            StoredRequest item,
            EvidenceMethod method,
            @Nullable UserId verifier,
            String reference,
            @Nullable String name,
            @Nullable ContentHash file,
            Instant now) {
        var about = about(method);
        var added = new RequestEvidence(
                UUID.randomUUID(),
                about,
                method,
                EvidenceSubjects.of(about, item.request().registrant(), item.origin()),
                verifier,
                now,
                EvidenceClock.until(about, now),
                reference,
                file == null ? null : name,
                null);
        evidence.add(item.request().desk(), item.id(), added, file);
        return Map.of(
                "evidence", added.id().toString(),
                "about", about.key(),
                "method", method.key());
    }

    private static EvidenceAbout about(EvidenceMethod method) {
        return switch (method) {
            case REGISTRY_EXTRACT -> EvidenceAbout.ORGANISATION;
            case FACE_TO_FACE, EMPLOYER_RECORD, CHIP, SIGNED_APPLICATION -> EvidenceAbout.PERSON;
            case EMAIL_CONTROL -> EvidenceAbout.MAILBOX;
        };
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
        return add(item, EvidenceMethod.EMAIL_CONTROL, null, "code", null, null, now);
    }

    /// A file of evidence, for officers of the desk only.
    public Optional<VaultFile> open(CurrentUser officer, RequestId request, UUID id) throws IOException {
        var item = asOfficer(officer, request, id);
        var hash = item.flatMap(one -> evidence.file(one.request().desk(), id));
        if (hash.isEmpty()) return Optional.empty();
        try {
            return Optional.of(vault.open(owner(item.get().request().desk()), hash.get()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /// Erases the file and the reference; the permanent record keeps method, verifier and time.
    public RequestOutcome erase(CurrentUser officer, RequestId request, UUID id) {
        var item = asOfficer(officer, request, id);
        if (item.isEmpty()) return steps.unknown(Acting.as(officer), request, "erase-evidence");
        var desk = item.get().request().desk();
        var hash = evidence.file(desk, id);
        records.transactions().executeWithoutResult(_ -> {
            if (evidence.erase(desk, id, clock.instant())) {
                var facts = Map.of("evidence", id.toString());
                steps.append("registration-evidence-erased", request, officer.getName(), facts);
            }
        });
        hash.ifPresent(file -> discard(desk, file));
        return new RequestOutcome.Done(item.get().request());
    }

    private void discard(DeskId desk, ContentHash file) {
        try {
            vault.discard(owner(desk), file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
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
                .filter(item -> evidence.find(item.request().desk(), id)
                        .filter(found -> EvidenceSubjects.all(item.request().registrant(), item.origin())
                                .contains(found.subject()))
                        .isPresent());
    }

    private static @Nullable String name(@Nullable Upload file) {
        if (file == null) return null;
        var plain = file.name().replaceAll("[\\p{Cntrl}/\\\\]+", " ").strip();
        var some = plain.isEmpty() ? "file" : plain;
        return some.substring(0, Math.min(some.length(), 200));
    }

    private static String owner(DeskId desk) {
        return "ra-desk-" + desk;
    }
}
