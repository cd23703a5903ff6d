package wariin.criteria;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// The catalogues of criteria: which targets there are on a day, and which criteria count for them.
@Service
public class Catalogues {

    Catalogues() {}

    /// The targets that can be applied for on that day: defined by a version in force, with criteria.
    public List<Target> targets(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /// Targets that a version in force names without any criteria yet: announced, not open.
    public List<Target> announced(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /// A target that can be applied for on that day.
    public Optional<Target> target(String code, LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /// The version that new cases about a target are assessed against.
    ///
    /// @throws java.util.NoSuchElementException if there is no such target on that day: ask {@link #target} first
    public CatalogueVersion inForce(String target, LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /// All versions, the newest import first.
    public List<CatalogueVersion> versions() {
        throw new UnsupportedOperationException();
    }

    public Optional<CatalogueVersion> version(UUID id) {
        throw new UnsupportedOperationException();
    }

    /// The targets of one version, announced ones too.
    public List<Target> targets(UUID version) {
        throw new UnsupportedOperationException();
    }

    /// The criteria of a version for a target, in the order of the catalogue.
    public List<Criterion> criteria(UUID version, String target) {
        throw new UnsupportedOperationException();
    }

    /// The groups of those criteria, in order, none of them empty.
    public List<Criterion.Group> groups(UUID version, String target) {
        throw new UnsupportedOperationException();
    }

    /// What differs for a target between two versions.
    public GapReport gap(UUID before, UUID after, String target) {
        throw new UnsupportedOperationException();
    }

    /// Ids of the criteria that a case must be assessed on again when it moves from one version to another.
    public List<String> toReassess(UUID before, UUID after, String target) {
        return gap(before, after, target).toReassess();
    }

    /// The version as an OSCAL catalogue in JSON, equal in meaning to what was imported.
    public byte[] oscal(UUID version) {
        throw new UnsupportedOperationException();
    }
}
