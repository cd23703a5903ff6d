package wariin.keys.pkcs11;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeysUnusable;
import wariin.keys.ResidentKeys;
import wariin.keys.TokenIdentity;

/// A token in the hands of people at a ceremony: one session, from a log-in of their own to its end. One that went
/// away stays away until they begin again, unlike the platform's {@link Token}. For one thread.
public final class OfflineToken implements AutoCloseable {

    private record One(long slot, TokenIdentity identity) {}

    /// The one session there is.
    private record Session(Cryptoki library, long number, TokenIdentity identity) implements Sessions {

        @Override
        public <T> T use(Work<T> work) {
            try {
                return work.with(number);
            } catch (CryptokiFailure refused) {
                throw new KeysUnusable("The token " + identity + " refused: " + refused.getMessage(), refused);
            }
        }

        @Override
        public <T> T make(Work<T> work) {
            try {
                return work.with(number);
            } catch (CryptokiFailure refused) {
                throw new KeysUnusable(
                        "No key could be made in the token " + identity + " (" + refused.getMessage()
                                + "): check that it has room, and makes keys of this kind",
                        refused);
            }
        }

        @Override
        public long privateKey(long session, String label) {
            var found = library.find(session, Attribute.PRIVATE_KEYS, Attribute.label(label));
            if (found.size() == 1) return found.getFirst();
            throw new KeysUnusable("There is not exactly one key " + label + " in the token " + identity);
        }
    }

    private final Session session;
    private final TokenKeyPairs keys;

    private OfflineToken(Session session) {
        this.session = session;
        this.keys = new TokenKeyPairs(session);
    }

    /// The initialised tokens in the module's order.
    public static List<TokenIdentity> in(Path module) {
        var library = begun(module);
        return present(library).stream().map(One::identity).toList();
    }

    /// @param pin cleared here
    public static OfflineToken open(Path module, TokenIdentity which, char[] pin) {
        try {
            var library = begun(module);
            var found = present(library).stream()
                    .filter(one -> one.identity().equals(which))
                    .toList();
            if (found.size() != 1) throw new KeysUnusable("The token " + which + " is not there: connect it");
            var number = library.openSession(found.getFirst().slot());
            logIn(library, number, which, pin);
            return new OfflineToken(new Session(library, number, which));
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    public TokenIdentity identity() {
        return session.identity();
    }

    public ResidentKeys keys() {
        return keys;
    }

    public PublicKey publicKey(KeyAlgorithm algorithm, String label) {
        return keys.publicKey(algorithm, label);
    }

    /// Whether the key was made in the token and never could leave it.
    public boolean keeps(String label) {
        return session.use(number -> {
            var key = session.privateKey(number, label);
            return is(number, key, Attribute.IS_SENSITIVE)
                    && is(number, key, Attribute.IS_LOCAL)
                    && is(number, key, Attribute.NEVER_EXTRACTABLE)
                    && !is(number, key, Attribute.IS_EXTRACTABLE);
        });
    }

    /// Both are cleared here.
    public void changePin(char[] old, char[] fresh) {
        var before = octets(old);
        var after = octets(fresh);
        try {
            session.library().setPin(session.number(), before, after);
        } catch (CryptokiFailure refused) {
            throw new KeysUnusable(
                    "The token " + identity() + " did not take the new PIN (" + refused.getMessage()
                            + "): its length may be the reason",
                    refused);
        } finally {
            Arrays.fill(before, (byte) 0);
            Arrays.fill(after, (byte) 0);
        }
    }

    /// Ends the log-in, which PKCS #11 gives to the whole process.
    @Override
    public void close() {
        var library = session.library();
        library.lock.writeLock().lock();
        try {
            library.finish();
        } finally {
            library.lock.writeLock().unlock();
        }
    }

    /// Ended and begun anew, so that nobody is logged in who did not type the PIN now.
    private static Cryptoki begun(Path module) {
        if (!Files.isReadable(module)) throw new KeysUnusable("There is no PKCS #11 module " + module);
        try {
            var library = Cryptoki.of(module);
            library.lock.writeLock().lock();
            try {
                library.finish();
                library.initialize();
            } finally {
                library.lock.writeLock().unlock();
            }
            return library;
        } catch (IllegalArgumentException | UnsatisfiedLinkError | CryptokiFailure notOne) {
            throw new KeysUnusable(module + " does not work as a PKCS #11 module", notOne);
        }
    }

    private static List<One> present(Cryptoki library) {
        var all = new ArrayList<One>();
        for (var slot : library.slots()) {
            if (library.isInitialised(slot)) all.add(new One(slot, library.identity(slot)));
        }
        return all;
    }

    private static void logIn(Cryptoki library, long number, TokenIdentity which, char[] pin) {
        var octets = octets(pin);
        try {
            library.logIn(number, octets);
        } catch (CryptokiFailure refused) {
            if (refused.code() == CryptokiFailure.PIN_LOCKED) {
                throw new KeysUnusable(
                        "The PIN of the token " + which + " is locked: unlock it with the security officer's PIN",
                        refused);
            }
            if (!refused.isWrongPin()) {
                throw new KeysUnusable(
                        "The token " + which + " lets nobody log in (" + refused.getMessage() + ")", refused);
            }
            throw new KeysUnusable(
                    "The PIN is not that of the token " + which + ": both halves are typed in the order in which they"
                            + " were chosen. It locks itself after a few wrong ones",
                    refused);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private boolean is(long number, long key, long attribute) {
        var value = session.library().attribute(number, key, attribute);
        return value.length == 1 && value[0] != 0;
    }

    private static byte[] octets(char[] text) {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        var octets = new byte[encoded.remaining()];
        encoded.get(octets);
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(text, '\0');
        return octets;
    }
}
