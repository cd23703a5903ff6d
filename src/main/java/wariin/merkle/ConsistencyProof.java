package wariin.merkle;

import java.util.List;

/// That the tree of a size has the tree of a smaller size as its beginning (RFC 6962, 2.1.2; RFC 9162, 2.1.4.2).
public record ConsistencyProof(long oldSize, long size, List<TreeHash> path) {

    public ConsistencyProof {
        if (oldSize < 0 || oldSize > size) {
            throw new IllegalArgumentException("A tree of " + size + " does not go on from one of " + oldSize);
        }
        path = List.copyOf(path);
    }

    public boolean proves(TreeHash oldRoot, TreeHash root) {
        if (oldSize == size) return path.isEmpty() && oldRoot.equals(root);
        if (oldSize == 0) return path.isEmpty() && oldRoot.equals(TreeHash.ofNothing());
        var whole = Long.bitCount(oldSize) == 1;
        if (!whole && path.isEmpty()) return false;
        var node = oldSize - 1;
        var last = size - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        var from = whole ? oldRoot : path.getFirst();
        var old = from;
        var now = from;
        for (var hash : whole ? path : path.subList(1, path.size())) {
            if (last == 0) return false;
            if ((node & 1) == 1 || node == last) {
                old = TreeHash.node(hash, old);
                now = TreeHash.node(hash, now);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                now = TreeHash.node(now, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && old.equals(oldRoot) && now.equals(root);
    }
}
