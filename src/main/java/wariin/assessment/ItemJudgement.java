package wariin.assessment;

import java.time.Instant;
import java.util.List;

/// What an assessor judged; numbered from 1, the newest counts.
///
/// @param note for assessors and deciders
/// @param publicNote what the public may read when the case is decided
/// @param methods `EXAMINE`, `INTERVIEW`, `TEST`
public record ItemJudgement(
        String criterion,
        int number,
        ItemResult result,
        String note,
        String publicNote,
        List<String> methods,
        Instant at,
        String by) {

    public ItemJudgement {
        methods = List.copyOf(methods);
    }
}
