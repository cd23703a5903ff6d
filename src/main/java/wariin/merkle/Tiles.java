package wariin.merkle;

/// Where the tiles of a tree are kept.
@FunctionalInterface
public interface Tiles {

    /// The hashes of a tile, 32 bytes each: as many as there are, none for a tile that is not there.
    byte[] read(TileId tile);
}
