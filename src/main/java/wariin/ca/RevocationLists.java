package wariin.ca;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import wariin.ca.RevocationListRegister.Knowledge;
import wariin.ca.RevocationListRegister.Published;
import wariin.x509.SerialNumber;

/// Publishes revocation lists: twice a day, seconds after a revocation, and after an hour at the latest where news of
/// one were missed (RFC 5280, 5; EN 319 411-1, CSS-6.3.9).
@Service
public class RevocationLists {
    private static final Logger log = LoggerFactory.getLogger(RevocationLists.class);
    static final Duration VALIDITY = ListPublisher.VALIDITY;
    static final Duration INTERVAL = ListPublisher.INTERVAL;

    /// Revocations that come together stand on one list together.
    private static final Duration GATHERING = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration FULL_LOOK = Duration.ofHours(1);
    private static final Duration RECHECK = Duration.ofSeconds(1);
    private static final long MOST_KEPT = 128L << 20;

    /// A list and how long it may be kept.
    public record RevocationList(long number, Instant thisUpdate, Instant nextUpdate, byte[] der) {}

    /// The newest lists of an authority together.
    ///
    /// @param number the highest
    /// @param thisUpdate the time of the oldest
    public record ListSummary(int lists, long number, Instant thisUpdate, long entries) {}

    private record Place(String authority, int shard) {}

    private record Kept(Published list, Instant checkedAt) {}

    /// How lists are made, kept and taken in.
    @Component
    record Making(
            ListPublisher publisher,
            RevocationListRegister lists,
            ListedRevocationRegister revocations,
            ListIntake intake) {}

    private final Authorities authorities;
    private final Making making;
    private final Clock clock;
    private final Cache<Place, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Place _, Kept one) -> one.list().der().length + 200)
            .build();
    private final Map<Place, Instant> changed = new ConcurrentHashMap<>();
    private volatile Instant looked;
    private volatile Instant lookedFully;

    RevocationLists(Authorities authorities, Making making, StatusFeed feed, Clock clock) {
        this.authorities = authorities;
        this.making = making;
        this.clock = clock;
        this.looked = clock.instant();
        this.lookedFully = looked;
        feed.listen(this::note);
        publishMissing();
    }

    /// The newest full list of an authority; empty if there is no such authority or if its lists are divided.
    public Optional<RevocationList> newest(String authority) {
        return authorities.named(authority).filter(one -> one.shards() == 1).flatMap(one -> newest(one, 0));
    }

    /// One of the lists of an authority whose lists are divided.
    public Optional<RevocationList> newest(String authority, int shard) {
        return authorities
                .named(authority)
                .filter(one -> one.shards() > 1 && shard >= 0 && shard < one.shards())
                .flatMap(one -> newest(one, shard));
    }

    /// What the lists of an authority are like; empty if there is none, or not all of them yet.
    public Optional<ListSummary> summary(String authority) {
        return authorities
                .named(authority)
                .flatMap(one -> making.lists().summary(one))
                .map(all -> new ListSummary(all.lists(), all.newestNumber(), all.oldestUpdate(), all.entries()));
    }

    /// Where the lists of an authority are, behind the repository's address; empty if there is none of that name.
    public List<String> paths(String authority) {
        return authorities
                .named(authority)
                .map(one -> shards(one).stream().map(one::listPath).toList())
                .orElse(List.of());
    }

    /// Takes in a list that was signed where the authority's key is kept.
    public ListIntake.Outcome takeIn(String authority, byte[] der) {
        return making.intake().takeIn(authorities.named(authority), der);
    }

    /// The lists on which these certificates would stand, each once.
    List<byte[]> covering(Map<SerialNumber, Authority> certificates) {
        var places = new LinkedHashMap<Place, byte[]>();
        certificates.forEach((serial, authority) -> {
            var shard = authority.shardOf(serial);
            newest(authority, shard).ifPresent(list -> places.put(new Place(authority.name(), shard), list.der()));
        });
        return List.copyOf(places.values());
    }

    /// Publishes all lists of an authority now, whether they are due or not.
    void publish(Authority authority) {
        making.publisher().publish(authority, shards(authority), true);
        shards(authority).forEach(shard -> kept.invalidate(new Place(authority.name(), shard)));
    }

    /// What is due: what changed, and from time to time everything that is old or missing.
    void round() {
        publishChanged();
        var now = clock.instant();
        if (looked.plus(LOOK).isAfter(now)) return;
        looked = now;
        var full = !lookedFully.plus(FULL_LOOK).isAfter(now);
        if (full) lookedFully = now;
        publishDue(full);
    }

    void publishDue(boolean full) {
        var now = clock.instant();
        var knowledge = full ? making.revocations().knowledge(authorities.all()) : null;
        var due = new LinkedHashMap<String, Set<Integer>>();
        var present = new HashSet<Place>();
        for (var one : making.lists().all()) {
            var shard = one.shard();
            present.add(new Place(one.authority(), shard.shard()));
            var knows = knowledge == null
                    ? shard.knows()
                    : knowledge.getOrDefault(one.authority(), Map.of()).getOrDefault(shard.shard(), Knowledge.NOTHING);
            if (making.publisher().isDue(shard, knows, now)) add(due, one.authority(), shard.shard());
        }
        for (var authority : authorities.all()) {
            for (var shard : shards(authority)) {
                if (!present.contains(new Place(authority.name(), shard))) add(due, authority.name(), shard);
            }
        }
        due.forEach(this::publish);
    }

    private void publishMissing() {
        publishDue(true);
    }

    private void publishChanged() {
        var before = clock.instant().minus(GATHERING);
        var due = new LinkedHashMap<String, Set<Integer>>();
        changed.forEach((place, since) -> {
            if (since.isAfter(before) || !changed.remove(place, since)) return;
            add(due, place.authority(), place.shard());
        });
        due.forEach(this::publish);
    }

    /// What fails now is tried again a little later, and told of every time.
    private void publish(String name, Set<Integer> shards) {
        var authority = authorities.named(name);
        if (authority.isEmpty()) return;
        Collection<Integer> again = shards;
        try {
            again = making.publisher().publish(authority.get(), shards, false);
        } catch (RuntimeException e) {
            log.atError().addKeyValue("authority", name).setCause(e).log("Revocation lists could not be published");
        }
        shards.forEach(shard -> kept.invalidate(new Place(name, shard)));
        again.forEach(shard ->
                changed.putIfAbsent(new Place(name, shard), clock.instant().plus(GATHERING)));
    }

    private void note(List<StatusChange> changes) {
        for (var change : changes) {
            authorities
                    .named(change.issuer())
                    .ifPresent(authority -> changed.putIfAbsent(
                            new Place(authority.name(), authority.shardOf(change.serial())), clock.instant()));
        }
    }

    private Optional<RevocationList> newest(Authority authority, int shard) {
        var list = current(new Place(authority.name(), shard));
        if (list.isEmpty()) {
            making.publisher().publish(authority, List.of(shard), true);
            list = current(new Place(authority.name(), shard));
        }
        return list.map(one -> new RevocationList(one.number(), one.thisUpdate(), one.nextUpdate(), one.der()));
    }

    /// Another node may have published: look at its number once a second.
    private Optional<Published> current(Place place) {
        var now = clock.instant();
        var known = kept.getIfPresent(place);
        if (known != null && known.checkedAt().plus(RECHECK).isAfter(now)) return Optional.of(known.list());
        if (known != null
                && making.lists().newestNumber(place.authority(), place.shard())
                        == known.list().number()) {
            kept.put(place, new Kept(known.list(), now));
            return Optional.of(known.list());
        }
        var newest = making.lists().newest(place.authority(), place.shard());
        newest.ifPresent(list -> kept.put(place, new Kept(list, now)));
        return newest;
    }

    private static void add(Map<String, Set<Integer>> to, String authority, int shard) {
        to.computeIfAbsent(authority, _ -> new TreeSet<>()).add(shard);
    }

    private static List<Integer> shards(Authority authority) {
        return IntStream.range(0, authority.shards()).boxed().toList();
    }
}
