package wariin.criteria;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.criteria.ImportOutcome.AlreadyHere;
import wariin.criteria.ImportOutcome.Imported;
import wariin.criteria.ImportOutcome.Refused;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.site.Bilingual;

/// Takes OSCAL catalogues in. A version, once here, is never replaced.
@Service
public class CatalogueImports {

    private final CatalogueStore store;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CatalogueImports(CatalogueStore store, Journal journal, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Imports a catalogue; it counts for nothing until its day is set.
    public ImportOutcome importOscal(byte[] file, String actor) {
        try {
            var document = OscalReader.read(file);
            OscalRules.require(document);
            return keep(document, actor);
        } catch (OscalRefused refused) {
            return new Refused(refused.sentence());
        }
    }

    private ImportOutcome keep(OscalDocument document, String actor) {
        var id = UUID.randomUUID();
        var kept = Boolean.TRUE.equals(transactions.execute(_ -> {
            if (!store.add(id, document, clock.instant(), actor)) return false;
            var facts = Map.of("catalogue", document.uuid().toString(), "version", document.version());
            journal.append(new Act("criteria-imported", id.toString(), actor, facts));
            return true;
        }));
        if (kept) return new Imported(store.find(id).orElseThrow());
        var here = store.find(document.uuid(), document.version()).orElseThrow();
        var same = OscalWriter.tree(store.read(here.id()).orElseThrow()).equals(OscalWriter.tree(document));
        return same
                ? new AlreadyHere(here)
                : new Refused(new Bilingual(
                        "版「" + document.version() + "」は既にあり、内容が違います。新しい版の名前を付けてください。",
                        "Version “" + document.version()
                                + "” is already here with other contents; give the new one another name."));
    }
}
