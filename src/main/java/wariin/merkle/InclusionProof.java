package wariin.merkle;

import java.util.ArrayList;
import java.util.List;

/// That a leaf is at an index of the tree of a size (RFC 6962, 2.1.1; verified as in RFC 9162, 2.1.3.2).
public record InclusionProof(long index, long size, List<TreeHash> path) {

    /// One hashing on the way from the leaf to the root.
    ///
    /// @param given which of the two the proof brought: the other one came out of the step before
    public record Step(TreeHash left, TreeHash right, Side given, TreeHash result) {}

    public enum Side {
        LEFT,
        RIGHT
    }

    public InclusionProof {
        if (index < 0 || index >= size || path.size() > 64) {
            throw new IllegalArgumentException("No leaf " + index + " is in a tree of " + size);
        }
        path = List.copyOf(path);
    }

    public boolean proves(TreeHash leaf, TreeHash root) {
        if (path.size() != length(index, size)) return false;
        var steps = steps(leaf);
        return (steps.isEmpty() ? leaf : steps.getLast().result()).equals(root);
    }

    /// The whole computation, so that a person can follow it.
    public List<Step> steps(TreeHash leaf) {
        var steps = new ArrayList<Step>();
        var node = index;
        var last = size - 1;
        var hash = leaf;
        for (var sibling : path) {
            var fromLeft = (node & 1) == 1 || node == last;
            var step = fromLeft
                    ? new Step(sibling, hash, Side.LEFT, TreeHash.node(sibling, hash))
                    : new Step(hash, sibling, Side.RIGHT, TreeHash.node(hash, sibling));
            // A node without a right sibling goes up unhashed until it has a left one.
            while (fromLeft && (node & 1) == 0 && node != 0) {
                node >>= 1;
                last >>= 1;
            }
            node >>= 1;
            last >>= 1;
            steps.add(step);
            hash = step.result();
        }
        return steps;
    }

    private static int length(long index, long size) {
        var common = 64 - Long.numberOfLeadingZeros(index ^ (size - 1));
        return common + Long.bitCount(index >> common);
    }
}
