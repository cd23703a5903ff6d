package wariin.research;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One version of a survey: a file as it was sent in, with its figures.
///
/// @param slug the name of the survey in addresses; its versions share it
public record Survey(
        UUID id,
        String slug,
        String file,
        String sha256,
        State state,
        String actor,
        Instant receivedAt,
        @Nullable Instant publishedAt,
        List<Figure> figures) {

    /// Where a version stands; at most one of a survey is published.
    public enum State {
        /// Seen by the operator only.
        PREVIEW,
        PUBLISHED,
        /// A newer version took its place; kept.
        REPLACED,
        DISCARDED
    }

    public Survey {
        figures = List.copyOf(figures);
    }
}
