package wariin.contract;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;

/// The document of a contract as its parties may have it: to look at while it is open, to keep when it is concluded.
@Service
public class ContractFiles {

    /// A file whose bytes are read when they are sent.
    public interface Content {
        String name();

        String revision();

        long length();

        InputStream open() throws IOException;
    }

    private record Stored(String name, String revision, long length, Opening opening) implements Content {
        @Override
        public InputStream open() throws IOException {
            return opening.open();
        }
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private final Contracts contracts;
    private final ContractRegister register;
    private final IncrementRegister increments;
    private final Documents documents;

    ContractFiles(Contracts contracts, ContractRegister register, IncrementRegister increments, Documents documents) {
        this.contracts = contracts;
        this.register = register;
        this.increments = increments;
        this.documents = documents;
    }

    /// For the page: until the conclusion the seals are in it, but the signature values are blank.
    public Optional<Content> shown(CurrentUser me, ContractId id) {
        return contracts.find(me, id).map(contract -> content(contract, contract.state() != ContractState.CONCLUDED));
    }

    /// For keeping: only when everybody has signed.
    public Optional<Content> concluded(CurrentUser me, ContractId id) {
        return contracts
                .find(me, id)
                .filter(contract -> contract.state() == ContractState.CONCLUDED)
                .map(contract -> content(contract, false));
    }

    private Content content(Contract contract, boolean blank) {
        var length = register.base(contract.id()).length();
        for (var increment : increments.of(contract.id(), contract.head())) {
            length += increment.length();
        }
        var revision = contract.head() + (blank ? "-shown" : "");
        return new Stored(contract.upload().fileName(), revision, length, () -> open(contract, blank));
    }

    private InputStream open(Contract contract, boolean blank) throws IOException {
        var document = documents.open(contract);
        return Document.stream(blank ? documents.blanked(contract, document) : document, document);
    }
}
