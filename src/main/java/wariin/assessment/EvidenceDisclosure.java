package wariin.assessment;

import org.jspecify.annotations.Nullable;

/// What the public may see of evidence: nothing, itself, or what its owner put in its place.
///
/// @param file the public file, if that is what is shown
public record EvidenceDisclosure(
        Shown shown, @Nullable String text, @Nullable EvidenceFile file) {

    public enum Shown {
        SECRET,
        ORIGINAL,
        FILE,
        TEXT
    }

    /// What nobody marked is secret.
    static final EvidenceDisclosure SECRET = new EvidenceDisclosure(Shown.SECRET, null, null);

    public EvidenceDisclosure {
        if ((shown == Shown.TEXT) != (text != null) || (shown == Shown.FILE) != (file != null)) {
            throw new IllegalArgumentException("What is shown in place of evidence is a text or a file");
        }
    }
}
