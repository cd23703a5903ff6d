package wariin.assessment;

/// Evidence as it stands beside one criterion of one case.
///
/// @param place where in the document
/// @param superseded a newer version stands beside the same criterion
public record EvidenceLink(
        String criterion, String place, EvidenceItem item, EvidenceDisclosure disclosure, boolean superseded) {}
