package wariin.ceremony;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wariin.keys.KeyAlgorithm;
import wariin.keys.OfflineKey;
import wariin.keys.RootKey;
import wariin.keys.RootToken;
import wariin.keys.TokenIdentity;

/// The private keys of a folder's roots, each opened once by its two people: in files, or in a token that the folder
/// has a note of.
final class RootKeys implements AutoCloseable {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// Which token, as it was typed.
    ///
    /// @param roots whose new keys are made in it; all if none is named
    record Choice(Path module, TokenIdentity which, List<String> roots) {
        boolean takes(String root) {
            return roots.isEmpty() || roots.contains(root);
        }
    }

    /// What a folder keeps of a key in a token; written before the key is made, so that an interrupted step finds it.
    record Note(TokenIdentity token, String key, KeyAlgorithm algorithm) {
        String sentence() {
            return "its key " + key + " was made in the token " + token + " and cannot leave it";
        }
    }

    private final CeremonyFolder folder;
    private final TwoPeople people;
    private final SecureRandom random;
    private final @Nullable Choice choice;
    private final Map<String, RootKey> open = new HashMap<>();
    private @Nullable RootToken token;

    RootKeys(CeremonyFolder folder, TwoPeople people, SecureRandom random, Optional<Choice> choice) {
        this.folder = folder;
        this.people = people;
        this.random = random;
        this.choice = choice.orElse(null);
    }

    /// The key that an interrupted step made, or a new one.
    RootKey made(String root, KeyAlgorithm algorithm) {
        if (Files.exists(folder.key(root))) return key(root);
        var note = note(folder, root);
        if (note.isEmpty() && (choice == null || !choice.takes(root))) return inFile(root, algorithm);
        var inToken = opened(root, note);
        if (!inToken.makes(algorithm)) {
            throw new Refused("A token makes no " + algorithm.name().replace('_', '-')
                    + " keys: name the roots that it shall hold with --in-token, others rest in files");
        }
        var planned = note.orElseGet(() -> plan(root, algorithm, inToken.identity()));
        var made = inToken.find(algorithm, planned.key()).orElseGet(() -> inToken.make(algorithm, planned.key()));
        open.put(root, made);
        return made;
    }

    RootKey key(String root) {
        return open.computeIfAbsent(root, _ -> {
            var note = note(folder, root);
            if (note.isEmpty()) {
                var passphrases = people.give(root);
                return OfflineKey.open(folder.key(root), passphrases.first(), passphrases.second());
            }
            return opened(root, note)
                    .find(note.get().algorithm(), note.get().key())
                    .orElseThrow(() -> new Refused("The key " + note.get().key() + " is not in the token "
                            + note.get().token()));
        });
    }

    /// What stands in the folder of a key that is in a token.
    static Optional<Note> note(CeremonyFolder folder, String root) {
        var file = folder.path().resolve(CeremonyFolder.noteName(root));
        if (!Files.exists(file)) return Optional.empty();
        try {
            return Optional.of(JSON.readValue(CeremonyFolder.bytes(file), Note.class));
        } catch (JacksonException e) {
            throw new Refused("The note " + file + " cannot be read: restore it from a copy", e);
        }
    }

    @Override
    public void close() {
        open.values().forEach(RootKey::close);
        open.clear();
        if (token != null) token.close();
        token = null;
    }

    private RootKey inFile(String root, KeyAlgorithm algorithm) {
        folder.write(".writable", new byte[0]);
        var passphrases = people.choose(root);
        var key = OfflineKey.generate(folder.key(root), algorithm, passphrases.first(), passphrases.second(), random);
        open.put(root, key);
        return key;
    }

    private Note plan(String root, KeyAlgorithm algorithm, TokenIdentity identity) {
        var part = new byte[4];
        random.nextBytes(part);
        var note = new Note(identity, root + "-" + HexFormat.of().formatHex(part), algorithm);
        folder.write(CeremonyFolder.noteName(root), JSON.writeValueAsBytes(note));
        return note;
    }

    private RootToken opened(String root, Optional<Note> note) {
        if (choice == null) {
            throw new Refused("The key of '" + root + "' is in the token "
                    + note.orElseThrow().token() + ": connect it, and name its module with --token");
        }
        if (note.isPresent() && !note.get().token().equals(choice.which())) {
            throw new Refused(
                    "The key of '" + root + "' is in the token " + note.get().token() + ", not in " + choice.which());
        }
        var now = token;
        if (now == null) {
            now = RootToken.open(choice.module(), choice.which(), people.pin(choice.which()));
            token = now;
        }
        return now;
    }
}
