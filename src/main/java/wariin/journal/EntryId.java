package wariin.journal;

import wariin.merkle.TreeHash;

/// The name of an entry: the hash of its leaf in the tree. Written in hex.
public record EntryId(TreeHash leafHash) {

    public static EntryId of(String hex) {
        return new EntryId(TreeHash.of(hex));
    }

    @Override
    public String toString() {
        return leafHash.toString();
    }
}
