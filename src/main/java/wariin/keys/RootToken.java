package wariin.keys;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import wariin.keys.pkcs11.OfflineToken;

/// A PKCS #11 token that holds keys of roots on a machine without network. Keys are made in it, are sensitive and not
/// extractable, and sign there; who knows the PIN uses them, so two people know half of it each.
///
/// Whoever is logged in to the library in this process is logged out when it is opened and when it is closed.
public final class RootToken implements AutoCloseable {

    /// A key in the token; it is gone with the log-in.
    public static final class Key implements RootKey {
        private final OfflineToken token;
        private final KeyAlgorithm algorithm;
        private final String id;
        private final PublicKey publicKey;

        private Key(OfflineToken token, KeyAlgorithm algorithm, String id, PublicKey publicKey) {
            this.token = token;
            this.algorithm = algorithm;
            this.id = id;
            this.publicKey = publicKey;
        }

        @Override
        public PublicKey publicKey() {
            return publicKey;
        }

        @Override
        public byte[] sign(byte[] message) {
            return KeyPairs.verified(algorithm, publicKey, message, token.keys().sign(algorithm, id, message));
        }

        /// The token is closed by whoever opened it.
        @Override
        public void close() {}
    }

    private final OfflineToken token;

    private RootToken(OfflineToken token) {
        this.token = token;
    }

    /// The initialised tokens that the module of their maker sees, in its order.
    public static List<TokenIdentity> in(Path module) {
        return OfflineToken.in(module);
    }

    /// Logs in. A wrong PIN is tried once only, so that the token does not lock itself.
    ///
    /// @param pin cleared here
    public static RootToken open(Path module, TokenIdentity which, char[] pin) {
        Corretto.install();
        return new RootToken(OfflineToken.open(module, which, pin));
    }

    public TokenIdentity identity() {
        return token.identity();
    }

    /// EC and RSA keys; those of other kinds rest in files.
    public boolean makes(KeyAlgorithm algorithm) {
        return token.keys().makes(algorithm);
    }

    /// @param id its label and its identifier in the token, not in use there
    public RootKey make(KeyAlgorithm algorithm, String id) {
        if (token.keys().holds(id)) throw new KeysUnusable("There is a key " + id + " in the token already");
        token.keys().generate(algorithm, id);
        return find(algorithm, id).orElseThrow();
    }

    /// The key, if it is there; one that could leave the token is refused.
    public Optional<RootKey> find(KeyAlgorithm algorithm, String id) {
        if (!token.keys().holds(id)) return Optional.empty();
        if (!token.keeps(id)) {
            throw new KeysUnusable(
                    "The key " + id + " may leave the token, or was not made in it: it is not used for a root");
        }
        return Optional.of(new Key(token, algorithm, id, token.publicKey(algorithm, id)));
    }

    /// Gives the token another PIN. Both are cleared here.
    public void changePin(char[] old, char[] fresh) {
        token.changePin(old, fresh);
    }

    @Override
    public void close() {
        token.close();
    }
}
