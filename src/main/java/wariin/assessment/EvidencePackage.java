package wariin.assessment;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;
import wariin.journal.Journal;

/// Everything about a case in one archive, for an auditor: what was declared, judged, found and shown, with the proofs
/// of the public log, and the same as OSCAL assessment results.
@Service
public class EvidencePackage {

    /// An archive whose bytes are made while they are sent.
    public interface Archive {
        String name();

        void writeTo(OutputStream out) throws IOException;
    }

    private record Streamed(String name, Writing writing) implements Archive {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            writing.to(out);
        }
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /// Where everything lies.
    @Component
    record Stores(
            AssessmentSheets sheets,
            AssessmentSheets.Sources sources,
            ItemCatalogue catalogue,
            EvidenceUploads uploads,
            Journal journal,
            Today today) {}

    private final EvidenceDesk desk;
    private final Stores stores;

    EvidencePackage(EvidenceDesk desk, Stores stores) {
        this.desk = desk;
        this.stores = stores;
    }

    /// For who may read the case; the notes of assessors only for those who may read them.
    ///
    /// @param files with the files of the evidence, not only their hashes
    public Optional<Archive> of(CurrentUser me, CaseId id, boolean files) {
        return desk.read(me, id)
                .map(view -> new Streamed("assessment-" + view.item().number() + ".zip", out -> {
                    stores.journal().integrate();
                    new EvidenceArchive(stores, view, files).writeTo(out);
                }));
    }
}
