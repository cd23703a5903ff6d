package wariin.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TiledTreeTests {

    /// The eight leaves and roots of RFC 6962's first reference implementation.
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final Map<TileId, byte[]> stored = new HashMap<>();
    private final Tiles tiles = tile -> stored.getOrDefault(tile, new byte[0]);

    @Test
    void givesTheRootsThatTheRfcsReferenceGives() {
        for (var n = 0; n < LEAVES.size(); n++) {
            var leaf = TreeHash.leaf(java.util.HexFormat.of().parseHex(LEAVES.get(n)));
            var growth = new TiledTree(tiles, n).grow(List.of(leaf));
            stored.putAll(growth.tiles());
            assertThat(growth.root()).hasToString(ROOTS.get(n));
        }
        assertThat(new TiledTree(tiles, 0).root())
                .hasToString("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void provesEveryLeafAndEveryGrowth() {
        var leaves = leaves(300);
        stored.putAll(new TiledTree(tiles, 0).grow(leaves).tiles());
        var roots = new ArrayList<TreeHash>();
        for (var size = 0; size <= 300; size++) {
            roots.add(root(leaves.subList(0, size)));
        }

        for (var size : List.of(1, 2, 3, 7, 8, 33, 255, 256, 257, 300)) {
            var tree = new TiledTree(tiles, size);
            assertThat(tree.root()).isEqualTo(roots.get(size));
            for (var index = 0; index < size; index++) {
                var proof = tree.inclusion(index);
                assertThat(proof.proves(leaves.get(index), roots.get(size))).isTrue();
                assertThat(proof.proves(leaves.get((index + 1) % 300), roots.get(size)))
                        .isFalse();
            }
            for (var old = 0; old <= size; old++) {
                var proof = tree.consistency(old);
                assertThat(proof.proves(roots.get(old), roots.get(size))).isTrue();
                if (old > 0)
                    assertThat(proof.proves(TreeHash.leaf(new byte[] {9}), roots.get(size)))
                            .isFalse();
                if (old > 0 && old < size)
                    assertThat(proof.proves(roots.get(old), roots.get(old))).isFalse();
            }
        }
    }

    @Test
    void refusesAProofThatIsTooShortTooLongOrForAnotherPlace() {
        var leaves = leaves(70);
        stored.putAll(new TiledTree(tiles, 0).grow(leaves).tiles());
        var root = new TiledTree(tiles, 70).root();
        var proof = new TiledTree(tiles, 70).inclusion(41);

        var path = proof.path();
        var longer = new ArrayList<>(path);
        longer.add(TreeHash.ofNothing());
        assertThat(new InclusionProof(41, 70, path.subList(0, path.size() - 1)).proves(leaves.get(41), root))
                .isFalse();
        assertThat(new InclusionProof(41, 70, longer).proves(leaves.get(41), root))
                .isFalse();
        assertThat(new InclusionProof(40, 70, path).proves(leaves.get(41), root))
                .isFalse();
        assertThat(new InclusionProof(41, 200, path).proves(leaves.get(41), root))
                .isFalse();
    }

    @Test
    void growsOverThreeLevelsInAnyPortions() {
        var leaves = leaves(66_000);
        var portions = new int[] {1, 254, 2, 1000, 64_000, 743};

        var size = 0L;
        for (var portion : portions) {
            var growth = new TiledTree(tiles, size).grow(leaves.subList((int) size, (int) size + portion));
            stored.putAll(growth.tiles());
            size = growth.size();
        }

        assertThat(size).isEqualTo(66_000);
        assertThat(new TiledTree(tiles, size).root()).isEqualTo(root(leaves));
        assertThat(stored.get(new TileId(2, 0))).hasSize(32);
        assertThat(new TiledTree(tiles, size).inclusion(65_999).proves(leaves.get(65_999), root(leaves)))
                .isTrue();
    }

    /// The definition of RFC 6962, 2.1, written down.
    private static TreeHash root(List<TreeHash> leaves) {
        if (leaves.isEmpty()) return TreeHash.ofNothing();
        if (leaves.size() == 1) return leaves.getFirst();
        var split = Integer.highestOneBit(leaves.size() - 1);
        return TreeHash.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    private static List<TreeHash> leaves(int count) {
        var leaves = new ArrayList<TreeHash>();
        for (var n = 0; n < count; n++) leaves.add(TreeHash.leaf(("leaf " + n).getBytes()));
        return leaves;
    }
}
