package wariin.criteria;

import wariin.site.Bilingual;

/// What became of an OSCAL catalogue that somebody wants to import.
public sealed interface ImportOutcome {

    record Imported(CatalogueVersion version) implements ImportOutcome {}

    /// The very same catalogue and version is already here; nothing was done.
    record AlreadyHere(CatalogueVersion version) implements ImportOutcome {}

    /// Nothing was kept; the sentence says what to change.
    record Refused(Bilingual sentence) implements ImportOutcome {}
}
