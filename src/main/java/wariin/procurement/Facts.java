package wariin.procurement;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import wariin.procurement.SourceStanding.Kind;
import wariin.register.ServiceRegister;
import wariin.trustlist.Issue;
import wariin.trustlist.TrustedLists;
import wariin.tsl.MalformedList;
import wariin.tsl.TrustedListReader;

/// Keeps the facts of all sources ready. They are looked at for news every second at most, and built anew only then.
@Component
class Facts {

    private static final Logger log = LoggerFactory.getLogger(Facts.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// Which state of the sources a snapshot was built from.
    private record Stamp(@Nullable String ownList, String sources) {}

    private record Ready(Snapshot snapshot, Stamp stamp, Instant lookedAt) {}

    private final TrustedLists own;
    private final ServiceRegister register;
    private final SourceStore store;
    private final Clock clock;
    private volatile @Nullable Ready ready;

    Facts(TrustedLists own, ServiceRegister register, SourceStore store, Clock clock) {
        this.own = own;
        this.register = register;
        this.store = store;
        this.clock = clock;
    }

    Snapshot current() {
        var known = ready;
        var now = clock.instant();
        if (known != null && Duration.between(known.lookedAt(), now).abs().compareTo(LOOK) < 0) {
            return known.snapshot();
        }
        return refreshed(now);
    }

    /// The next question looks at the sources again.
    void forget() {
        ready = null;
    }

    private synchronized Snapshot refreshed(Instant now) {
        var known = ready;
        if (known != null && Duration.between(known.lookedAt(), now).abs().compareTo(LOOK) < 0) {
            return known.snapshot();
        }
        var issue = own.current().orElse(null);
        var stamp = new Stamp(issue == null ? null : issue.fingerprint(), store.revision());
        var snapshot = known != null && known.stamp().equals(stamp) ? known.snapshot() : built(issue);
        ready = new Ready(snapshot, stamp, now);
        return snapshot;
    }

    private Snapshot built(@Nullable Issue issue) {
        var lists = new ArrayList<ListSource>();
        if (issue != null) add(lists, "jts", Kind.OWN_LIST, issue.xml(), issue.fingerprint());
        for (var stored : store.newestLists()) add(lists, stored.source(), null, stored.xml(), stored.sha256());
        return new Snapshot(List.copyOf(lists), ccadb(), store.equivalences(), registered());
    }

    /// A list that cannot be read any more is absent, so rules about it come to nothing certain.
    private static void add(List<ListSource> lists, String code, @Nullable Kind kind, byte[] xml, String sha256) {
        try {
            var list = TrustedListReader.read(xml);
            var found = kind == null ? ListSource.kind(list) : kind;
            // Somebody else's copy of our list is just another list.
            var own = kind == null && found == Kind.OWN_LIST;
            lists.add(ListSource.of(code, own ? Kind.OTHER_LIST : found, list, sha256));
        } catch (MalformedList broken) {
            log.atError().addKeyValue("source", code).setCause(broken).log("A trusted list cannot be read");
        }
    }

    private Snapshot.@Nullable CcadbSource ccadb() {
        var stored = store.newestCcadb().orElse(null);
        if (stored == null) return null;
        try (var in = new GZIPInputStream(new ByteArrayInputStream(stored.file()))) {
            return CcadbFile.read(in) instanceof CcadbFile.Reading.Read(var ccadb)
                    ? new Snapshot.CcadbSource(ccadb, stored.importedAt())
                    : null;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Map<String, Snapshot.Registered> registered() {
        var registered = new HashMap<String, Snapshot.Registered>();
        for (var provider : register.published().providers()) {
            for (var service : provider.services()) {
                var described = service.description();
                registered.put(
                        service.current().number().base(),
                        new Snapshot.Registered(
                                described.target(),
                                described.sectors(),
                                described.level().code(),
                                provider.provider().description().number()));
            }
        }
        return registered;
    }
}
