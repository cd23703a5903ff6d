package wariin.vault;

import java.util.Arrays;
import java.util.HexFormat;

/// The SHA-256 of a document: its name. Written in hex.
public final class ContentHash {

    private final byte[] bytes;

    private ContentHash(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("A content hash has 32 bytes");
        }
        this.bytes = bytes;
    }

    public static ContentHash of(byte[] bytes) {
        return new ContentHash(bytes.clone());
    }

    public static ContentHash of(String hex) {
        return new ContentHash(HexFormat.of().parseHex(hex));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContentHash that && Arrays.equals(bytes, that.bytes);
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
