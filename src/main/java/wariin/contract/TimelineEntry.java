package wariin.contract;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One act as the log has it. The index is absent until the log has given the entry its place in the tree.
public record TimelineEntry(
        Instant at, String kind, String who, Map<String, String> facts, String leaf, @Nullable Long index) {}
