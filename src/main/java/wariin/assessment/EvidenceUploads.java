package wariin.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.identity.OrganisationId;
import wariin.vault.ContentHash;
import wariin.vault.Received;
import wariin.vault.TooLarge;
import wariin.vault.Vault;
import wariin.vault.VaultFile;

/// Takes files in: into the vault first, then looked at; a refused file leaves nothing behind.
@Component
class EvidenceUploads {

    private static final int LONGEST_NAME = 150;

    /// What became of an upload.
    sealed interface Taken {
        record Kept(EvidenceFile file) implements Taken {}

        record Refused(EvidenceRefusal reason) implements Taken {}
    }

    private final Vault vault;
    private final EvidenceLimits limits;

    EvidenceUploads(Vault vault, EvidenceLimits limits) {
        this.vault = vault;
        this.limits = limits;
    }

    /// Never inside a transaction: it encrypts.
    Taken take(OrganisationId owner, String fileName, InputStream in) throws IOException {
        var received = received(owner, in);
        if (received.isEmpty()) return new Taken.Refused(EvidenceRefusal.FILE_TOO_LARGE);
        var hash = received.get().hash();
        var length = received.get().length();
        var name = safe(fileName);
        try {
            var format = length == 0 ? Optional.<EvidenceFormat>empty() : look(owner, hash, length, name);
            if (format.isPresent()) {
                return new Taken.Kept(new EvidenceFile(name, format.get().mediaType(), hash.toString(), length));
            }
        } catch (IOException | RuntimeException broken) {
            vault.discard(owner.toString(), hash);
            throw broken;
        }
        vault.discard(owner.toString(), hash);
        return new Taken.Refused(length == 0 ? EvidenceRefusal.FILE_EMPTY : EvidenceRefusal.FILE_TYPE);
    }

    private Optional<Received> received(OrganisationId owner, InputStream in) throws IOException {
        try {
            return Optional.of(vault.receive(owner.toString(), in, limits.maxEvidenceBytes()));
        } catch (TooLarge _) {
            return Optional.empty();
        }
    }

    void giveBack(OrganisationId owner, EvidenceFile file) throws IOException {
        vault.discard(owner.toString(), ContentHash.of(file.sha256()));
    }

    VaultFile open(OrganisationId owner, EvidenceFile file) throws IOException {
        return vault.open(owner.toString(), ContentHash.of(file.sha256()));
    }

    private Optional<EvidenceFormat> look(OrganisationId owner, ContentHash hash, long length, String name)
            throws IOException {
        try (var file = vault.open(owner.toString(), hash)) {
            var head = new byte[(int) Math.min(length, EvidenceFormat.HEAD)];
            file.read(0, head, 0, head.length);
            var format = EvidenceFormat.of(head, name);
            return format.isPresent() && format.get().packed() ? EvidenceZip.look(file) : format;
        }
    }

    /// Only the last part, no control characters, nothing that a path or a header could use.
    static String safe(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var clean = last.replaceAll("[\\p{Cntrl}\\p{Cf}\"<>:|?*]", "").strip().replaceFirst("^\\.+", "");
        if (clean.isBlank()) return "evidence";
        if (clean.codePointCount(0, clean.length()) <= LONGEST_NAME) return clean;
        var dot = clean.lastIndexOf('.');
        var ending = dot > 0 && clean.length() - dot <= 8 ? clean.substring(dot) : "";
        return clean.substring(0, clean.offsetByCodePoints(0, LONGEST_NAME - 10)) + ending;
    }
}
