package wariin.ca.list;

import java.time.Instant;

/// The newest lists of an authority together.
///
/// @param number the highest
/// @param thisUpdate the time of the oldest
public record ListSummary(int lists, long number, Instant thisUpdate, long entries) {}
