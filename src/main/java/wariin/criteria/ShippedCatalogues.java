package wariin.criteria;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.criteria.ImportOutcome.AlreadyHere;
import wariin.criteria.ImportOutcome.Imported;
import wariin.criteria.ImportOutcome.Refused;
import wariin.journal.Act;
import wariin.journal.Journal;

/// Brings the catalogues that come with the platform in before anybody can ask for one; again and again, to no effect.
@Component
class ShippedCatalogues implements SmartInitializingSingleton {

    /// A catalogue of the platform and the day from which it counts.
    record Shipped(String file, LocalDate inForceFrom) {}

    static final List<Shipped> SHIPPED = List.of(
            new Shipped("criteria/trusted-service-0.1.0-draft.json", LocalDate.of(2026, 4, 1)),
            new Shipped("criteria/trusted-service-0.2.0-draft.json", LocalDate.of(2026, 10, 1)));

    private static final Logger log = LoggerFactory.getLogger(ShippedCatalogues.class);
    private static final String SYSTEM = "system";

    private final CatalogueImports imports;
    private final CatalogueStore store;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ShippedCatalogues(
            CatalogueImports imports,
            CatalogueStore store,
            Journal journal,
            TransactionTemplate transactions,
            Clock clock) {
        this.imports = imports;
        this.store = store;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (var shipped : SHIPPED) bring(shipped);
    }

    private void bring(Shipped shipped) {
        switch (imports.importOscal(bytes(shipped.file()), SYSTEM)) {
            case Imported(var version) -> start(version, shipped);
            case AlreadyHere(var version) -> start(version, shipped); // a crash may have come between the two
            case Refused(var sentence) -> // what is here is in use and stays
                log.atError()
                        .addKeyValue("file", shipped.file())
                        .addKeyValue("why", sentence.en())
                        .log("Not imported");
        }
    }

    private void start(CatalogueVersion version, Shipped shipped) {
        if (version.inForceFrom() != null) return;
        transactions.executeWithoutResult(_ -> {
            var now = store.findForUpdate(version.id()).orElseThrow();
            if (now.inForceFrom() != null) return;
            store.addTransition(version.id(), shipped.inForceFrom(), clock.instant(), SYSTEM);
            var facts = Map.of("day", shipped.inForceFrom().toString());
            journal.append(new Act("criteria-day-set", version.id().toString(), SYSTEM, facts));
        });
    }

    static byte[] bytes(String file) {
        try (var stream = new ClassPathResource(file).getInputStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
