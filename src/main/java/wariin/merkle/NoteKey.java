package wariin.merkle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The Ed25519 key that a note is checked with (C2SP signed-note). Written as `name+hash+key`.
public final class NoteKey {

    private static final byte ED25519 = 1;
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] key;

    private NoteKey(String name, byte[] key) {
        if (name.isEmpty() || name.chars().anyMatch(c -> Character.isWhitespace(c) || c == '+')) {
            throw new IllegalArgumentException("The name of a note's key has no spaces and no plus: " + name);
        }
        if (key.length != 32) throw new IllegalArgumentException("An Ed25519 key has 32 bytes");
        this.name = name;
        this.key = key;
    }

    public static NoteKey of(String name, PublicKey key) {
        var spki = key.getEncoded();
        if (spki.length != SPKI_PREFIX.length + 32 || !Arrays.equals(spki, 0, 12, SPKI_PREFIX, 0, 12)) {
            throw new IllegalArgumentException("A note is signed with an Ed25519 key");
        }
        return new NoteKey(name, Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length));
    }

    public static NoteKey of(String text) {
        var parts = text.split("\\+", 3);
        if (parts.length != 3) throw new IllegalArgumentException("A note's key is written name+hash+key");
        var bytes = Base64.getDecoder().decode(parts[2]);
        if (bytes.length != 33 || bytes[0] != ED25519) throw new IllegalArgumentException("Not an Ed25519 key");
        var key = new NoteKey(parts[0], Arrays.copyOfRange(bytes, 1, 33));
        if (!key.toString().equals(text)) throw new IllegalArgumentException("The hash of the key does not match");
        return key;
    }

    public String name() {
        return name;
    }

    /// The note that a signature over the text makes.
    public SignedNote note(String text, byte[] signature) {
        return new SignedNote(text, java.util.List.of(new SignedNote.Signature(name, hash(), signature)));
    }

    /// Whether this key signed the note; signatures by others are passed over.
    public boolean signed(SignedNote note) {
        return note.signatures().stream()
                .anyMatch(s -> s.name().equals(name) && s.keyHash() == hash() && verifies(note.text(), s.bytes()));
    }

    private boolean verifies(String text, byte[] signature) {
        try {
            var spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + 32);
            System.arraycopy(key, 0, spki, SPKI_PREFIX.length, 32);
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
            verifier.update(text.getBytes(UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    private int hash() {
        var digest = TreeHash.sha256();
        digest.update(name.getBytes(UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return ByteBuffer.wrap(digest.digest(key)).getInt();
    }

    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(33).put(ED25519).put(key).array();
        return name + "+" + "%08x".formatted(hash()) + "+" + Base64.getEncoder().encodeToString(bytes);
    }
}
