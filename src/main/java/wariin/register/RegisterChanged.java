package wariin.register;

import java.time.Instant;

/// The published state changed, or will at the time when what was recorded takes effect.
public record RegisterChanged(Instant at) {}
