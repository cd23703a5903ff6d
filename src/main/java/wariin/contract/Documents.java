package wariin.contract;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;
import wariin.contract.ContractRegister.Base;
import wariin.contract.IncrementRegister.Stored;
import wariin.pdf.ByteSource;
import wariin.pdf.RunningDigest;
import wariin.vault.ContentHash;
import wariin.vault.Received;
import wariin.vault.Vault;
import wariin.vault.VaultFile;

/// The documents of contracts: a base that came in and what was appended to it, none of it ever rewritten.
/// The state of the digest after each revision is kept in memory; after a restart it is computed again once.
@Component
class Documents {

    private record Revision(ContractId contract, int head) {}

    private final Vault vault;
    private final ContractRegister contracts;
    private final IncrementRegister increments;
    private final Cache<Revision, RunningDigest> digests =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Documents(Vault vault, ContractRegister contracts, IncrementRegister increments) {
        this.vault = vault;
        this.contracts = contracts;
        this.increments = increments;
    }

    Received receive(Contract contract, InputStream in, long limit) throws IOException {
        return vault.receive(owner(contract), in, limit);
    }

    /// Keeps the pieces of one increment as one blob.
    Received receive(Contract contract, List<byte[]> pieces) throws IOException {
        var streams = pieces.stream().map(ByteArrayInputStream::new).toList();
        return receive(contract, new SequenceInputStream(Collections.enumeration(streams)), Long.MAX_VALUE);
    }

    void discard(Contract contract, ContentHash hash) throws IOException {
        vault.discard(owner(contract), hash);
    }

    Document open(Contract contract) throws IOException {
        return open(contract, contracts.base(contract.id()), increments.of(contract.id(), contract.head()));
    }

    /// A document of which only the base is in the vault.
    Document open(Contract contract, Base base, List<Stored> stored) throws IOException {
        var files = new ArrayList<VaultFile>();
        files.add(vault.open(owner(contract), ContentHash.of(base.hash())));
        for (var increment : stored) {
            files.add(vault.open(owner(contract), ContentHash.of(increment.hash())));
        }
        return new Document(files);
    }

    /// As parties see it before the conclusion.
    ByteSource blanked(Contract contract, Document document) {
        var holes = increments.of(contract.id(), contract.head()).stream()
                .filter(increment -> increment.holeLength() > 0)
                .map(increment -> new Blanked.Hole(increment.holePosition() + 1, increment.holeLength() - 2))
                .toList();
        return new Blanked(document, holes);
    }

    /// The digest state after the document's last byte; a copy that the caller may go on with.
    RunningDigest digest(Contract contract, ByteSource document) {
        var kept = digests.get(new Revision(contract.id(), contract.head()), _ -> RunningDigest.over(document));
        if (kept.length() != document.length()) {
            throw new IllegalStateException("The kept digest is not that of this document");
        }
        return kept.copy();
    }

    void keep(ContractId contract, int head, RunningDigest digest) {
        digests.put(new Revision(contract, head), digest.copy());
        digests.invalidate(new Revision(contract, head - 1));
    }

    private static String owner(Contract contract) {
        return contract.organisation().toString();
    }
}
