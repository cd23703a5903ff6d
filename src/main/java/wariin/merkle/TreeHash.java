package wariin.merkle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A SHA-256 hash in a tree (RFC 6962, 2.1). Written in hex.
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

    /// The hash of a leaf. The first byte keeps leaves and nodes apart.
    public static TreeHash leaf(byte[] content) {
        var digest = sha256();
        digest.update((byte) 0);
        return new TreeHash(digest.digest(content));
    }

    public static TreeHash node(TreeHash left, TreeHash right) {
        var digest = sha256();
        digest.update((byte) 1);
        digest.update(left.bytes);
        return new TreeHash(digest.digest(right.bytes));
    }

    /// The root of the tree that has no leaves.
    public static TreeHash ofNothing() {
        return new TreeHash(sha256().digest());
    }

    static TreeHash at(byte[] hashes, int position) {
        return new TreeHash(Arrays.copyOfRange(hashes, position * LENGTH, (position + 1) * LENGTH));
    }

    String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
