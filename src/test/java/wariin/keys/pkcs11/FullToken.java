package wariin.keys.pkcs11;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeysUnusable;
import wariin.keys.ResidentKeys;

/// A process of its own that makes keys in a token until no more fit, and says what it was told. SoftHSM reads where
/// its tokens are only once a process. Arguments: PIN, a file whose removal gives room.
final class FullToken {
    private static final byte[] MESSAGE = {1, 2, 3};

    private FullToken() {}

    public static void main(String[] arguments) throws Exception {
        var module = TokenModule.open(
                SoftToken.LIBRARY,
                0,
                () -> arguments[0].toCharArray(),
                "kek",
                new TokenOwner(UUID.randomUUID(), List.of()),
                new SecureRandom(),
                Clock.systemUTC());
        var keys = module.resident().orElseThrow();
        var made = new ArrayList<PublicKey>();
        var wrapped = module.wrap(MESSAGE, new byte[0]);
        for (var refusals = 0; refusals < 5; ) {
            try {
                made.add(keys.generate(KeyAlgorithm.EC_P256, "key-" + made.size()));
                if (refusals > 0) System.out.println("MADE after a refusal");
            } catch (KeysUnusable full) {
                refusals++;
                System.out.println("REFUSED " + full.getMessage());
                System.out.println("HELD " + keys.holds("key-" + made.size()));
            }
        }
        judge(keys, made);
        if (module.unwrap(wrapped, new byte[0]).length != MESSAGE.length) System.out.println("VIOLATION wrapped");
        Files.delete(Path.of(arguments[1]));
        made.add(keys.generate(KeyAlgorithm.EC_P256, "key-" + made.size()));
        judge(keys, made);
        System.out.println("MADE " + made.size());
    }

    /// Every key signs, and as itself.
    private static void judge(ResidentKeys keys, List<PublicKey> made) throws Exception {
        for (var n = 0; n < made.size(); n++) {
            var verifier = Signature.getInstance(KeyAlgorithm.EC_P256.signatureAlgorithm());
            verifier.initVerify(made.get(n));
            verifier.update(MESSAGE);
            if (!verifier.verify(keys.sign(KeyAlgorithm.EC_P256, "key-" + n, MESSAGE))) {
                System.out.println("VIOLATION key " + n);
            }
        }
    }
}
