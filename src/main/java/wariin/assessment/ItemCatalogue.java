package wariin.assessment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import wariin.criteria.Catalogues;
import wariin.criteria.Criterion;

/// The criteria that a case is judged by: of the version it began with, or the one it was moved to. What a version
/// says never changes, so it is read once.
@Component
class ItemCatalogue {

    private record Key(UUID version, String target) {}

    private final Catalogues catalogues;
    private final ItemRegister items;
    private final Cache<Key, List<Criterion>> read =
            Caffeine.newBuilder().maximumSize(100).build();

    ItemCatalogue(Catalogues catalogues, ItemRegister items) {
        this.catalogues = catalogues;
        this.items = items;
    }

    UUID version(Case item) {
        return items.movedTo(item.id()).orElse(item.catalogue());
    }

    List<Criterion> criteria(Case item) {
        return criteria(version(item), item.target());
    }

    List<Criterion> criteria(UUID version, String target) {
        var key = new Key(version, target);
        var known = read.getIfPresent(key);
        if (known != null) return known;
        var criteria = catalogues.criteria(version, target);
        if (!criteria.isEmpty()) read.put(key, criteria);
        return criteria;
    }

    Optional<Criterion> find(Case item, String criterion) {
        return criteria(item).stream()
                .filter(found -> found.id().equals(criterion))
                .findFirst();
    }

    String name(UUID version) {
        return catalogues.version(version).map(found -> found.version()).orElse("");
    }

    Catalogues catalogues() {
        return catalogues;
    }
}
