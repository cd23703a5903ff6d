package wariin.assessment;

import java.io.IOException;
import wariin.vault.VaultFile;

/// The bytes of a file of evidence, to be read once.
public final class EvidenceContent {

    interface Opening {
        VaultFile open() throws IOException;
    }

    private final EvidenceFile file;
    private final Opening opening;

    EvidenceContent(EvidenceFile file, Opening opening) {
        this.file = file;
        this.opening = opening;
    }

    public EvidenceFile file() {
        return file;
    }

    /// The caller closes it.
    public VaultFile open() throws IOException {
        return opening.open();
    }
}
