package wariin.ca.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import wariin.ca.authority.Authority;
import wariin.ca.ceremony.Authorities;
import wariin.ca.list.ListIntake;
import wariin.ca.list.ListPublisher;
import wariin.ca.list.ListSummary;
import wariin.ca.list.PublishedList;
import wariin.ca.list.PublishedLists;
import wariin.x509.SerialNumber;

/// Publishes revocation lists: twice a day, seconds after a revocation, and after an hour at the latest where news of
/// one were missed (RFC 5280, 5; EN 319 411-1, CSS-6.3.9).
@Service
public class RevocationLists {
    private static final Logger log = LoggerFactory.getLogger(RevocationLists.class);

    /// Revocations that come together stand on one list together.
    private static final Duration GATHERING = Duration.ofSeconds(1);

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration FULL_LOOK = Duration.ofHours(1);

    private record Place(String authority, int shard) {}

    /// How lists are made, kept and taken in.
    @Component
    record Making(ListPublisher publisher, PublishedLists lists, ListIntake intake) {}

    private final Authorities authorities;
    private final Making making;
    private final Clock clock;
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
        authorities.listen(this::publishMissing);
        publishMissing();
    }

    /// The newest full list of an authority; empty if there is no such authority or if its lists are divided.
    public Optional<PublishedList> newest(String authority) {
        return authorities.named(authority).filter(one -> one.shards() == 1).flatMap(one -> newest(one, 0));
    }

    /// One of the lists of an authority whose lists are divided.
    public Optional<PublishedList> newest(String authority, int shard) {
        return authorities
                .named(authority)
                .filter(one -> one.shards() > 1 && shard >= 0 && shard < one.shards())
                .flatMap(one -> newest(one, shard));
    }

    /// What the lists of an authority are like; empty if there is none, or not all of them yet.
    public Optional<ListSummary> summary(String authority) {
        return authorities.named(authority).flatMap(making.lists()::summary);
    }

    /// Where the lists of an authority are, behind the repository's address; empty if there is none of that name.
    public List<String> paths(String authority) {
        return authorities
                .named(authority)
                .map(one -> one.allShards().stream().map(one::listPath).toList())
                .orElse(List.of());
    }

    /// Takes in a list that was signed where the authority's key is kept.
    public ListIntake.Outcome takeIn(String authority, byte[] der) {
        return making.intake().takeIn(authorities.named(authority), der);
    }

    /// The lists on which these certificates would stand, each once.
    public List<byte[]> covering(Map<SerialNumber, Authority> certificates) {
        var places = new LinkedHashMap<Place, byte[]>();
        certificates.forEach((serial, authority) -> {
            var shard = authority.shardOf(serial);
            newest(authority, shard).ifPresent(list -> places.put(new Place(authority.name(), shard), list.der()));
        });
        return List.copyOf(places.values());
    }

    /// Publishes all lists of an authority now, whether they are due or not.
    void publish(Authority authority) {
        making.publisher().publish(authority, authority.allShards(), true);
        authority.allShards().forEach(shard -> making.lists().forget(authority.name(), shard));
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
        making.publisher().due(authorities.all(), full).forEach(this::publish);
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
        shards.forEach(shard -> making.lists().forget(name, shard));
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

    private Optional<PublishedList> newest(Authority authority, int shard) {
        var list = making.lists().newest(authority.name(), shard);
        if (list.isPresent()) return list;
        making.publisher().publish(authority, List.of(shard), true);
        return making.lists().newest(authority.name(), shard);
    }

    private static void add(Map<String, Set<Integer>> to, String authority, int shard) {
        to.computeIfAbsent(authority, _ -> new TreeSet<>()).add(shard);
    }
}
