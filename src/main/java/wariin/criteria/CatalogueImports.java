package wariin.criteria;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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
    private final Catalogues catalogues;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CatalogueImports(
            CatalogueStore store,
            Catalogues catalogues,
            Journal journal,
            TransactionTemplate transactions,
            Clock clock) {
        this.store = store;
        this.catalogues = catalogues;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What a file would bring, for a look before it is imported.
    public sealed interface Preview {

        /// @param gaps for each target of the file, against the version in force; all is added for a new target
        record Readable(String title, String version, List<GapReport> gaps, List<Target> newTargets) implements Preview {}

        record Unreadable(Bilingual sentence) implements Preview {}
    }

    public Preview preview(byte[] file) {
        try {
            var document = OscalReader.read(file);
            var says = OscalRules.require(document);
            var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
            var gaps = new ArrayList<GapReport>();
            var fresh = new ArrayList<Target>();
            for (var target : says.targets()) {
                var known = catalogues.target(target.code(), today).isPresent();
                if (!known) fresh.add(target);
                var before = known
                        ? catalogues.criteria(catalogues.inForce(target.code(), today).id(), target.code())
                        : List.<Criterion>of();
                gaps.add(Gaps.between(target.code(), before, says.criteria(target.code())));
            }
            return new Preview.Readable(document.title(), document.version(), List.copyOf(gaps), List.copyOf(fresh));
        } catch (OscalRefused refused) {
            return new Preview.Unreadable(refused.sentence());
        }
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
        return same ? new AlreadyHere(here) : new Refused(new Bilingual(
                "版「" + document.version() + "」は既にあり、内容が違います。新しい版の名前を付けてください。",
                "Version “" + document.version() + "” is already here with other contents; give the new one another name."));
    }
}
