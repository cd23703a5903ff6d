package wariin.keys.software;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import wariin.keys.KeysUnusable;

/// The text of a key file: how the passphrase becomes a key, then one line a key-encryption key, the newest last.
record KeyFile(int memory, int iterations, int parallelism, byte[] salt, List<Entry> entries) {

    record Entry(String name, byte[] sealed) {}

    private static final String FIRST_LINE = "wariin key file 1";
    private static final Pattern DERIVATION = Pattern.compile(
            "argon2id memory=(\\d{1,7}) iterations=(\\d{1,3}) parallelism=(\\d{1,2}) salt=([0-9a-f]{32,128})");
    private static final Pattern KEY = Pattern.compile("key (\\S+) ([0-9a-f]+)");

    static KeyFile empty(SecureRandom random) {
        var salt = new byte[16];
        random.nextBytes(salt);
        var usual = Argon2id.USUAL;
        return new KeyFile(usual.memory(), usual.iterations(), usual.parallelism(), salt, List.of());
    }

    List<String> names() {
        return entries.stream().map(Entry::name).toList();
    }

    /// With one more key-encryption key, made by chance, which is the newest then.
    KeyFile plus(SecretKey passphraseKey, SecureRandom random, Clock clock) {
        var secret = new byte[32];
        var suffix = new byte[4];
        random.nextBytes(secret);
        random.nextBytes(suffix);
        var name = "file/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + "/"
                + HexFormat.of().formatHex(suffix);
        var more = new ArrayList<>(entries);
        try {
            more.add(seal(passphraseKey, name, secret, random));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
        return with(more);
    }

    /// Without an older key-encryption key.
    KeyFile without(String name) {
        if (names().getLast().equals(name)) throw new IllegalArgumentException(name + " is the key that wraps");
        return with(entries.stream().filter(entry -> !entry.name().equals(name)).toList());
    }

    /// With these keys in this order.
    KeyFile sealed(SecretKey passphraseKey, Map<String, SecretKey> keys, SecureRandom random) {
        return with(keys.entrySet().stream()
                .map(key -> seal(passphraseKey, key.getKey(), key.getValue().getEncoded(), random))
                .toList());
    }

    private KeyFile with(List<Entry> others) {
        return new KeyFile(memory, iterations, parallelism, salt, others);
    }

    private Entry seal(SecretKey passphraseKey, String name, byte[] secret, SecureRandom random) {
        return new Entry(name, Sealing.seal(passphraseKey, secret, context(name), random));
    }

    static KeyFile read(Path file) {
        try {
            var lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() < 3 || !lines.get(0).equals(FIRST_LINE)) throw damaged(file);
            var derivation = DERIVATION.matcher(lines.get(1));
            if (!derivation.matches()) throw damaged(file);
            var entries = new ArrayList<Entry>();
            for (var line : lines.subList(2, lines.size())) {
                var key = KEY.matcher(line);
                if (!key.matches()) throw damaged(file);
                entries.add(new Entry(key.group(1), HexFormat.of().parseHex(key.group(2))));
            }
            return new KeyFile(
                    Integer.parseInt(derivation.group(1)),
                    Integer.parseInt(derivation.group(2)),
                    Integer.parseInt(derivation.group(3)),
                    HexFormat.of().parseHex(derivation.group(4)),
                    entries);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new KeysUnusable(
                    "The key file " + file + " cannot be read: check its owner and rights, or put it back"
                            + " from a backup",
                    unreadable);
        }
    }

    void write(Path file) {
        DurableFile.write(file, text().getBytes(StandardCharsets.US_ASCII));
    }

    /// The key that the passphrase makes.
    SecretKey passphraseKey(char[] passphrase) {
        var key = new Argon2id(memory, iterations, parallelism).derive(passphrase, salt);
        try {
            return new SecretKeySpec(key, "AES");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /// Binds a wrapped key to its name and to the derivation, so that neither can be changed in the file.
    byte[] context(String name) {
        return (FIRST_LINE + "\n" + derivation() + "\n" + name).getBytes(StandardCharsets.UTF_8);
    }

    private String derivation() {
        return "argon2id memory=" + memory + " iterations=" + iterations + " parallelism=" + parallelism + " salt="
                + HexFormat.of().formatHex(salt);
    }

    private String text() {
        var text =
                new StringBuilder(FIRST_LINE).append('\n').append(derivation()).append('\n');
        for (var entry : entries) {
            text.append("key ").append(entry.name()).append(' ');
            text.append(HexFormat.of().formatHex(entry.sealed())).append('\n');
        }
        return text.toString();
    }

    private static KeysUnusable damaged(Path file) {
        return new KeysUnusable("The key file " + file + " is damaged: put it back from a backup");
    }
}
