package wariin.merkle;

import java.util.Arrays;
import java.util.HexFormat;

/// A SHA-256 hash in a tree. Written in hex.
public final class TreeHash {

    public static final int LENGTH = 32;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A tree hash has 32 bytes");
        }
        this.bytes = bytes;
    }

    public static TreeHash of(byte[] bytes) {
        return new TreeHash(bytes.clone());
    }

    public static TreeHash of(String hex) {
        return new TreeHash(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
