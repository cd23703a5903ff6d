package wariin.ra.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.EvidenceClock;
import wariin.ra.request.StoredRequest;
import wariin.vault.ContentHash;
import wariin.vault.TooLarge;
import wariin.vault.Vault;
import wariin.vault.VaultFile;

/// Evidence as it is kept: an entry with its clock, and the file, encrypted, in the vault of its desk. Who may see or
/// add it was asked before.
@Component
public class EvidenceFiles {

    /// The largest file, in bytes.
    public static final long LARGEST = 20L * 1024 * 1024;

    /// What a file of evidence is called, and where it rests.
    public record Kept(String name, ContentHash hash) {}

    private final RequestEvidenceRegister evidence;
    private final Vault vault;
    private final Clock clock;

    EvidenceFiles(RequestEvidenceRegister evidence, Vault vault, Clock clock) {
        this.evidence = evidence;
        this.vault = vault;
        this.clock = clock;
    }

    /// Outside any transaction.
    public Kept receive(DeskId desk, String name, InputStream content) throws IOException, TooLarge {
        var plain = name.replaceAll("[\\p{Cntrl}/\\\\]+", " ").strip();
        var some = plain.isEmpty() ? "file" : plain;
        var hash = vault.receive(owner(desk), content, LARGEST).hash();
        return new Kept(some.substring(0, Math.min(some.length(), 200)), hash);
    }

    public void discard(DeskId desk, @Nullable Kept file) {
        if (file == null) return;
        try {
            vault.discard(owner(desk), file.hash());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// In the caller's transaction; gives the facts for the log, none of them personal.
    public Map<String, String> add(
            StoredRequest item,
            EvidenceMethod method,
            @Nullable UserId verifier,
            String reference,
            @Nullable Kept file,
            @Nullable MachineCheck machine,
            Instant now) {
        var about = method.about();
        var added = new RequestEvidence(
                UUID.randomUUID(),
                about,
                method,
                EvidenceSubjects.of(about, item.request().registrant(), item.origin()),
                verifier,
                now,
                EvidenceClock.until(about, now),
                reference,
                file == null ? null : file.name(),
                machine,
                null);
        evidence.add(item.request().desk(), item.id(), added, file == null ? null : file.hash());
        var facts = new HashMap<String, String>();
        facts.put("evidence", added.id().toString());
        facts.put("about", about.key());
        facts.put("method", method.key());
        if (machine != null) facts.put("verdict", machine.verdict());
        return facts;
    }

    /// All that was verified about the holder of this request at its desk, newest first.
    public List<RequestEvidence> about(StoredRequest item) {
        return evidence.about(item.request().desk(), subjects(item));
    }

    /// Whether it is evidence about the holder of this request.
    public boolean belongs(StoredRequest item, UUID id) {
        return evidence.find(item.request().desk(), id)
                .filter(found -> subjects(item).contains(found.subject()))
                .isPresent();
    }

    public Optional<VaultFile> open(DeskId desk, UUID id) throws IOException {
        var hash = evidence.file(desk, id);
        if (hash.isEmpty()) return Optional.empty();
        try {
            return Optional.of(vault.open(owner(desk), hash.get()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /// The file as it rests until then; asked before {@link #erase}, for {@link #discard} after it.
    public Optional<Kept> file(DeskId desk, UUID id) {
        return evidence.file(desk, id).map(hash -> new Kept("", hash));
    }

    /// In the caller's transaction. False if it was erased before.
    public boolean erase(DeskId desk, UUID id) {
        return evidence.erase(desk, id, clock.instant());
    }

    private static List<String> subjects(StoredRequest item) {
        return EvidenceSubjects.all(item.request().registrant(), item.origin());
    }

    private static String owner(DeskId desk) {
        return "ra-desk-" + desk;
    }
}
