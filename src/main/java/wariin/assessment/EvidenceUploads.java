package wariin.assessment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.identity.OrganisationId;
import wariin.vault.ContentHash;
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
        try {
            var received = vault.receive(owner.toString(), in, limits.maxEvidenceBytes());
            var name = safe(fileName);
            var format = received.length() == 0
                    ? Optional.<EvidenceFormat>empty()
                    : look(owner, received.hash(), received.length(), name);
            if (format.isPresent()) {
                return new Taken.Kept(new EvidenceFile(
                        name, format.get().mediaType(), received.hash().toString(), received.length()));
            }
            vault.discard(owner.toString(), received.hash());
            return new Taken.Refused(received.length() == 0 ? EvidenceRefusal.FILE_EMPTY : EvidenceRefusal.FILE_TYPE);
        } catch (TooLarge _) {
            return new Taken.Refused(EvidenceRefusal.FILE_TOO_LARGE);
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
