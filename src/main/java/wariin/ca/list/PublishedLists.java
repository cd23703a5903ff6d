package wariin.ca.list;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import wariin.ca.authority.Authority;

/// The newest list of each shard, kept in memory while nobody published a newer one.
@Component
public class PublishedLists {
    private static final Duration RECHECK = Duration.ofSeconds(1);
    private static final long MOST_KEPT = 128L << 20;

    private record Place(String authority, int shard) {}

    private record Kept(PublishedList list, Instant checkedAt) {}

    private final RevocationListRegister register;
    private final Clock clock;
    private final Cache<Place, Kept> kept = Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Place _, Kept one) -> one.list().der().length + 200)
            .build();

    PublishedLists(RevocationListRegister register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    /// Another node may have published: looks at its number once a second.
    public Optional<PublishedList> newest(String authority, int shard) {
        var place = new Place(authority, shard);
        var now = clock.instant();
        var known = kept.getIfPresent(place);
        if (known != null && known.checkedAt().plus(RECHECK).isAfter(now)) return Optional.of(known.list());
        if (known != null
                && register.newestNumber(authority, shard) == known.list().number()) {
            kept.put(place, new Kept(known.list(), now));
            return Optional.of(known.list());
        }
        var newest = register.newest(authority, shard);
        newest.ifPresent(list -> kept.put(place, new Kept(list, now)));
        return newest;
    }

    /// Looks again where this node published.
    public void forget(String authority, int shard) {
        kept.invalidate(new Place(authority, shard));
    }

    /// Empty until all lists of the authority are there.
    public Optional<ListSummary> summary(Authority authority) {
        return register.summary(authority);
    }
}
