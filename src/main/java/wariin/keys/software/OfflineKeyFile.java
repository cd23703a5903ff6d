package wariin.keys.software;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeysUnusable;

/// The text of the file of one private key that two passphrases open together: AES-256-GCM under the XOR of what
/// Argon2id makes of each.
///
/// There is no check value for one passphrase alone, so whoever has the file must guess both at once. All lines before
/// the last are authenticated.
public record OfflineKeyFile(KeyAlgorithm algorithm, byte[] publicKey, byte[] salts, byte[] sealed) {

    private static final int SHORTEST_PASSPHRASE = 12;
    private static final int SALT = 16;
    private static final Pattern TEXT = Pattern.compile("wariin offline key 1\n"
            + "argon2id memory=65536 iterations=3 parallelism=1 salts=([0-9a-f]{64})\n"
            + "public ([A-Z0-9_]+) ([0-9a-f]+)\n"
            + "private ([0-9a-f]+)\n");

    /// Seals a key; the caller clears the secret and the passphrases.
    public static OfflineKeyFile seal(
            KeyAlgorithm algorithm, byte[] publicKey, byte[] pkcs8, char[] first, char[] second, SecureRandom random) {
        if (first.length < SHORTEST_PASSPHRASE || second.length < SHORTEST_PASSPHRASE) {
            throw new KeysUnusable("A passphrase is shorter than " + SHORTEST_PASSPHRASE
                    + " characters: each of the two people chooses a longer one");
        }
        if (Arrays.equals(first, second)) {
            throw new KeysUnusable("The two passphrases are the same: each of the two people chooses their own");
        }
        var salts = new byte[2 * SALT];
        random.nextBytes(salts);
        var file = new OfflineKeyFile(algorithm, publicKey, salts, new byte[0]);
        var sealed = Sealing.seal(file.key(first, second), pkcs8, file.context(), random);
        return new OfflineKeyFile(algorithm, publicKey, salts, sealed);
    }

    /// The private key in PKCS #8; the caller clears it and the passphrases.
    public byte[] unseal(char[] first, char[] second) {
        try {
            return Sealing.unseal(key(first, second), sealed, context());
        } catch (AEADBadTagException wrong) {
            throw new KeysUnusable("The two passphrases do not open the key file: one of them is wrong, or given in the"
                    + " other's place");
        }
    }

    public static OfflineKeyFile read(Path file) {
        try {
            var lines = TEXT.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (!lines.matches()) throw new KeysUnusable("The file " + file + " is not an offline key: give another");
            return new OfflineKeyFile(
                    KeyAlgorithm.valueOf(lines.group(2)),
                    HexFormat.of().parseHex(lines.group(3)),
                    HexFormat.of().parseHex(lines.group(1)),
                    HexFormat.of().parseHex(lines.group(4)));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new KeysUnusable(
                    "The offline key " + file + " cannot be read: give the file that the ceremony wrote", unreadable);
        }
    }

    /// Never over another key.
    public void write(Path file) {
        if (Files.exists(file)) {
            throw new KeysUnusable("There is a file " + file + " already: an offline key is never written over");
        }
        DurableFile.write(file, text().getBytes(StandardCharsets.US_ASCII));
    }

    private SecretKey key(char[] first, char[] second) {
        var one = Argon2id.USUAL.derive(first, Arrays.copyOf(salts, SALT));
        var two = Argon2id.USUAL.derive(second, Arrays.copyOfRange(salts, SALT, 2 * SALT));
        try {
            for (var n = 0; n < one.length; n++) one[n] ^= two[n];
            return new SecretKeySpec(one, "AES");
        } finally {
            Arrays.fill(one, (byte) 0);
            Arrays.fill(two, (byte) 0);
        }
    }

    private byte[] context() {
        return header().getBytes(StandardCharsets.US_ASCII);
    }

    private String header() {
        var hex = HexFormat.of();
        return "wariin offline key 1\n" + Argon2id.USUAL + " salts=" + hex.formatHex(salts) + "\npublic " + algorithm
                + " " + hex.formatHex(publicKey) + "\n";
    }

    private String text() {
        return header() + "private " + HexFormat.of().formatHex(sealed) + "\n";
    }
}
