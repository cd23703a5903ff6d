package wariin.criteria;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// The catalogues of criteria: which targets there are on a day, and which criteria count for them.
@Service
public class Catalogues {

    private static final Comparator<CatalogueVersion> OLDEST_FIRST =
            Comparator.comparing(Catalogues::day).thenComparing(CatalogueVersion::importedAt);

    private final CatalogueStore store;
    /// What a version says never changes, so that it may be kept.
    private final Cache<UUID, Contents> contents =
            Caffeine.newBuilder().maximumSize(30).build();

    Catalogues(CatalogueStore store) {
        this.store = store;
    }

    /// The targets that can be applied for on that day: defined by a version in force, with criteria.
    public List<Target> targets(LocalDate day) {
        return open(day).values().stream().map(Open::target).toList();
    }

    /// Targets that a version in force names without any criteria yet: announced, not open.
    public List<Target> announced(LocalDate day) {
        var open = open(day);
        var announced = new LinkedHashMap<String, Target>();
        for (var version : inForce(day)) {
            for (var target : contents(version.id()).targets()) announced.put(target.code(), target);
        }
        announced.keySet().removeAll(open.keySet());
        return List.copyOf(announced.values());
    }

    /// A target that can be applied for on that day.
    public Optional<Target> target(String code, LocalDate day) {
        return Optional.ofNullable(open(day).get(code)).map(Open::target);
    }

    /// The version that new cases about a target are assessed against.
    ///
    /// @throws NoSuchElementException if there is no such target on that day: ask {@link #target} first
    public CatalogueVersion inForce(String target, LocalDate day) {
        var open = open(day).get(target);
        if (open == null) throw new NoSuchElementException("No criteria for " + target + " are in force on " + day);
        return open.version();
    }

    /// All versions, the newest import first.
    public List<CatalogueVersion> versions() {
        return store.all();
    }

    public Optional<CatalogueVersion> version(UUID id) {
        return store.find(id);
    }

    /// The targets of one version, announced ones too.
    public List<Target> targets(UUID version) {
        return contents(version).targets();
    }

    /// The criteria of a version for a target, in the order of the catalogue.
    public List<Criterion> criteria(UUID version, String target) {
        return contents(version).criteria(target);
    }

    /// The groups of those criteria, in order, none of them empty.
    public List<Criterion.Group> groups(UUID version, String target) {
        var groups = new LinkedHashSet<Criterion.Group>();
        for (var criterion : criteria(version, target)) groups.add(criterion.group());
        return List.copyOf(groups);
    }

    /// The standards that a version maps to, by their short names.
    public Map<String, Source> sources(UUID version) {
        return contents(version).sources();
    }

    /// What differs for a target between two versions.
    public GapReport gap(UUID before, UUID after, String target) {
        return Gaps.between(target, criteria(before, target), criteria(after, target));
    }

    /// What a version would change for its targets against what is in force that day; all is new for a new target.
    public List<GapReport> gapsAgainstForce(UUID version, LocalDate day) {
        var open = open(day);
        var gaps = new ArrayList<GapReport>();
        for (var target : targets(version)) {
            var now = open.get(target.code());
            var before =
                    now == null ? List.<Criterion>of() : criteria(now.version().id(), target.code());
            gaps.add(Gaps.between(target.code(), before, criteria(version, target.code())));
        }
        return gaps;
    }

    /// Ids of the criteria that a case must be assessed on again when it moves from one version to another.
    public List<String> toReassess(UUID before, UUID after, String target) {
        return gap(before, after, target).toReassess();
    }

    /// The version as an OSCAL catalogue in JSON, equal in meaning to what was imported.
    public byte[] oscal(UUID version) {
        return OscalWriter.write(document(version));
    }

    private record Open(Target target, CatalogueVersion version) {}

    /// By target: the version that came into force last among those that have criteria for it.
    private Map<String, Open> open(LocalDate day) {
        var open = new LinkedHashMap<String, Open>();
        for (var version : inForce(day)) {
            var says = contents(version.id());
            for (var target : says.targets()) {
                if (says.open(target)) open.put(target.code(), new Open(target, version));
            }
        }
        return open;
    }

    /// One version of each catalogue: the one that came into force last.
    private List<CatalogueVersion> inForce(LocalDate day) {
        var newest = new LinkedHashMap<UUID, CatalogueVersion>();
        store.all().stream()
                .filter(version -> version.inForceOn(day))
                .sorted(OLDEST_FIRST)
                .forEach(version -> newest.put(version.catalogue(), version));
        return newest.values().stream().sorted(OLDEST_FIRST).toList();
    }

    private static LocalDate day(CatalogueVersion version) {
        return version.inForceFrom() == null ? LocalDate.MAX : version.inForceFrom();
    }

    private Contents contents(UUID version) {
        return contents.get(version, id -> Contents.of(document(id)));
    }

    private OscalDocument document(UUID version) {
        return store.read(version)
                .orElseThrow(() -> new NoSuchElementException("There is no catalogue version " + version));
    }
}
