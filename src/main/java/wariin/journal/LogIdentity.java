package wariin.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
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
    private final TransactionTemplate apart;
    private final String configuredOrigin;
    private volatile TreeJournal.@Nullable Log log;

    LogIdentity(
            AuthorityKeys keys,
            TreeJournal trees,
            Clock clock,
            PlatformTransactionManager transactions,
            @Value("${wariin.log.origin:}") String origin,
            @Value("${wariin.base-url:http://localhost}") String baseUrl) {
        this.keys = keys;
        this.trees = trees;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
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
        return publicKey()
                .note(text, keys.sign(new KeyId(log().key()), text.getBytes(UTF_8)))
                .toString();
    }

    private TreeJournal.Log log() {
        var known = log;
        if (known == null) {
            // Apart from the caller's transaction: what we remember must not be rolled back with it.
            known = trees.log().orElseGet(() -> Objects.requireNonNull(apart.execute(_ -> found())));
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
