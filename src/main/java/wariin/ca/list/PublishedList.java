package wariin.ca.list;

import java.time.Instant;

/// A revocation list as it is handed out, and how long it may be kept.
public record PublishedList(long number, Instant thisUpdate, Instant nextUpdate, byte[] der) {}
