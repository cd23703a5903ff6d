package wariin.merkle;

import java.util.List;

/// That a leaf is at an index of the tree of a size (RFC 6962, 2.1.1).
public record InclusionProof(long index, long size, List<TreeHash> path) {}
