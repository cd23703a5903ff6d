package wariin.ra;

import java.util.Map;
import wariin.ra.request.RequestState;

/// Figures of a desk for its pages.
///
/// @param overdue requests whose deadline has passed
/// @param endingSoon certificates that end within 30 days and have no successor
public record DeskCounts(Map<RequestState, Integer> byState, int overdue, int endingSoon) {

    public DeskCounts {
        byState = Map.copyOf(byState);
    }

    public int of(RequestState state) {
        return byState.getOrDefault(state, 0);
    }
}
