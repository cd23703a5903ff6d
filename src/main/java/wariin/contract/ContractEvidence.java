package wariin.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;
import wariin.journal.Journal;
import wariin.signing.RemoteSignature;
import wariin.validation.TrustAnchors;

/// All that proves a concluded contract, as one archive that stands without this platform.
@Service
public class ContractEvidence {

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

    /// Where the evidence lies.
    @Component
    record Sources(
            ContractFiles files,
            Drafts.Registers registers,
            Timeline timeline,
            Journal journal,
            RemoteSignature signatures,
            TrustAnchors anchors,
            Verdicts verdicts) {}

    private final Contracts contracts;
    private final Sources sources;

    ContractEvidence(Contracts contracts, Sources sources) {
        this.contracts = contracts;
        this.sources = sources;
    }

    /// Only when the contract is concluded.
    public Optional<Archive> archive(CurrentUser me, ContractId id) {
        return contracts
                .find(me, id)
                .filter(contract -> contract.state() == ContractState.CONCLUDED)
                .map(contract -> new Streamed(name(contract), out -> {
                    sources.journal().integrate();
                    new EvidenceArchive(sources, me, contract).writeTo(out);
                }));
    }

    private static String name(Contract contract) {
        return FileNames.title(contract.upload().fileName()) + "-evidence.zip";
    }
}
