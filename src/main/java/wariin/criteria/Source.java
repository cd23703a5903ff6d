package wariin.criteria;

import org.jspecify.annotations.Nullable;

/// A standard or scheme that criteria are mapped to.
///
/// @param address where it can be read, http or https
public record Source(
        String shortName, String title, @Nullable String address) {}
