package wariin.assessment;

/// A file as it lies in the vault; a registration that is relied on has none: its hash is empty.
///
/// @param sha256 in hex
public record EvidenceFile(String name, String mediaType, String sha256, long length) {

    static final EvidenceFile NONE = new EvidenceFile("", "", "", 0);
}
