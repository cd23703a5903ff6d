package wariin.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeyId;
import wariin.merkle.Checkpoint;
import wariin.merkle.NoteKey;

/// Who this log is: its name, which never changes after the first start, and its Ed25519 key.
@Component
class LogIdentity {

    private final AuthorityKeys keys;
    private final TreeJournal trees;
    private final Clock clock;
    private final String configuredOrigin;
    private volatile TreeJournal.@Nullable Log log;

    LogIdentity(
            AuthorityKeys keys,
            TreeJournal trees,
            Clock clock,
            @Value("${wariin.log.origin:}") String origin,
            @Value("${wariin.base-url:http://localhost}") String baseUrl) {
        this.keys = keys;
        this.trees = trees;
        this.clock = clock;
        this.configuredOrigin = origin.isBlank() ? URI.create(baseUrl).getAuthority() + "/log" : origin;
    }

    String origin() {
        return log().origin();
    }

    NoteKey publicKey() {
        return NoteKey.of(log().publicKey());
    }

    /// The signed note of a checkpoint. Ed25519 is deterministic: signing twice gives the same note.
    String sign(long size, wariin.merkle.TreeHash root) {
        var text = new Checkpoint(origin(), size, root).text();
        return publicKey().note(text, keys.sign(new KeyId(log().key()), text.getBytes(UTF_8))).toString();
    }

    private TreeJournal.Log log() {
        var known = log;
        if (known == null) {
            known = trees.log().orElseGet(this::found);
            log = known;
        }
        return known;
    }

    private TreeJournal.Log found() {
        var key = keys.generate(KeyAlgorithm.ED25519, "log");
        var publicKey = NoteKey.of(configuredOrigin, key.publicKey()).toString();
        trees.add(new TreeJournal.Log(configuredOrigin, key.id().value(), publicKey), clock.instant());
        return trees.log().orElseThrow();
    }
}
