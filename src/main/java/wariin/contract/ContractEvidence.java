package wariin.contract;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;

/// All that proves a concluded contract, as one archive that stands without this platform.
@Service
public class ContractEvidence {

    /// An archive whose bytes are made while they are sent.
    public interface Archive {
        String name();

        void writeTo(OutputStream out) throws IOException;
    }

    private final Contracts contracts;

    ContractEvidence(Contracts contracts) {
        this.contracts = contracts;
    }

    /// Only when the contract is concluded.
    public Optional<Archive> archive(CurrentUser me, ContractId id) {
        return contracts.find(me, id)
                .filter(contract -> contract.state() == ContractState.CONCLUDED)
                .map(_ -> {
                    throw new UnsupportedOperationException("in the making");
                });
    }
}
