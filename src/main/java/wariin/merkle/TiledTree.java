package wariin.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tree of a size on its tiles: its root, its proofs, and how it grows.
public final class TiledTree {

    /// What a tree becomes when leaves are added: the tiles to store, whole, and the new root.
    public record Growth(long size, TreeHash root, Map<TileId, byte[]> tiles) {}

    private static final int TILE_HEIGHT = 8;

    private final Tiles tiles;
    private final long size;

    public TiledTree(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    public TreeHash root() {
        return size == 0 ? TreeHash.ofNothing() : range(0, size);
    }

    public InclusionProof inclusion(long index) {
        var path = new ArrayList<TreeHash>();
        if (index < 0 || index >= size) throw new IllegalArgumentException("No leaf " + index + " in " + size);
        collectPath(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    public ConsistencyProof consistency(long oldSize) {
        var path = new ArrayList<TreeHash>();
        if (oldSize > 0 && oldSize < size) collectConsistency(oldSize, 0, size, true, path);
        return new ConsistencyProof(oldSize, size, path);
    }

    /// Adds leaves: a tile that becomes full adds its root to the tile above it.
    public Growth grow(List<TreeHash> leaves) {
        var changed = new LinkedHashMap<TileId, byte[]>();
        Tiles both = tile -> {
            var fresh = changed.get(tile);
            return fresh == null ? tiles.read(tile) : fresh;
        };
        var next = size;
        for (var leaf : leaves) {
            add(0, next++, leaf, both, changed);
        }
        return new Growth(next, new TiledTree(both, next).root(), changed);
    }

    private static void add(int level, long position, TreeHash hash, Tiles tiles, Map<TileId, byte[]> changed) {
        var tile = new TileId(level, position / TileId.WIDTH);
        var width = (int) (position % TileId.WIDTH);
        // The rest of a longer tile would be what a crash left behind: it is overwritten.
        var before = width == 0 ? new byte[0] : tiles.read(tile);
        if (before.length < width * TreeHash.LENGTH) throw new IllegalStateException("The tile " + tile + " is short");
        var after = Arrays.copyOf(before, (width + 1) * TreeHash.LENGTH);
        System.arraycopy(hash.bytes(), 0, after, width * TreeHash.LENGTH, TreeHash.LENGTH);
        changed.put(tile, after);
        if (width == TileId.WIDTH - 1) {
            add(level + 1, tile.index(), combine(after, 0, TileId.WIDTH), tiles, changed);
        }
    }

    private void collectPath(long index, long from, long to, List<TreeHash> path) {
        if (to - from == 1) return;
        var middle = from + split(to - from);
        if (index < middle) {
            collectPath(index, from, middle, path);
            path.add(range(middle, to));
        } else {
            collectPath(index, middle, to, path);
            path.add(range(from, middle));
        }
    }

    /// SUBPROOF of RFC 6962, 2.1.2, on the leaves from..to of which the first `old` were there.
    private void collectConsistency(long old, long from, long to, boolean whole, List<TreeHash> path) {
        if (old == to - from) {
            if (!whole) path.add(range(from, to));
            return;
        }
        var k = split(to - from);
        if (old <= k) {
            collectConsistency(old, from, from + k, whole, path);
            path.add(range(from + k, to));
        } else {
            collectConsistency(old - k, from + k, to, false, path);
            path.add(range(from, from + k));
        }
    }

    /// The hash over the leaves from..to; `from` is a multiple of the largest power of two in the range.
    private TreeHash range(long from, long to) {
        var count = to - from;
        if (Long.bitCount(count) == 1) return subtree(Long.numberOfTrailingZeros(count), from / count);
        var middle = from + split(count);
        return TreeHash.node(range(from, middle), range(middle, to));
    }

    /// The hash of a full subtree, computed from the one tile that has all it needs.
    private TreeHash subtree(int height, long index) {
        var count = 1 << height % TILE_HEIGHT;
        var first = index * count;
        var tile = new TileId(height / TILE_HEIGHT, first / TileId.WIDTH);
        var offset = (int) (first % TileId.WIDTH);
        var hashes = tiles.read(tile);
        if (hashes.length < (offset + count) * TreeHash.LENGTH) {
            throw new IllegalStateException("The tile " + tile + " is short");
        }
        return combine(hashes, offset, count);
    }

    private static TreeHash combine(byte[] hashes, int offset, int count) {
        if (count == 1) return TreeHash.at(hashes, offset);
        var half = count / 2;
        return TreeHash.node(combine(hashes, offset, half), combine(hashes, offset + half, half));
    }

    /// The largest power of two smaller than n.
    private static long split(long n) {
        return Long.highestOneBit(n - 1);
    }
}
