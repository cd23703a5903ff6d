package wariin.pdf;

import java.util.List;

/// Names what every update after a signature changed, by structure and not by looks: an allow-list of replaced objects.
public final class RevisionCheck {

    private RevisionCheck() {}

    public static List<RevisionFinding> of(ByteSource file) throws PdfRefused {
        throw new UnsupportedOperationException();
    }
}
