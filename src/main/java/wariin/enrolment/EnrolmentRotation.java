package wariin.enrolment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.stereotype.Service;
import wariin.enrolment.WrappedSecretRegister.Row;
import wariin.keys.CryptographicModule;
import wariin.keys.Wrapped;

/// Brings the secrets of programs and the one behind nonces under the key-encryption key that wraps now, so that an
/// older one can be destroyed.
@Service
public class EnrolmentRotation {

    private static final int BATCH = 200;

    private final CryptographicModule module;
    private final WrappedSecretRegister register;

    EnrolmentRotation(CryptographicModule module, WrappedSecretRegister register) {
        this.module = module;
        this.register = register;
    }

    /// What a secret of the platform's own is bound to.
    public static byte[] contextOf(String secret) {
        return ("enrolment:secret:" + secret).getBytes(StandardCharsets.US_ASCII);
    }

    /// Wraps anew what is wrapped under another key; gives how many. Safe to break off and repeat.
    public int rewrap() {
        return keys() + secrets();
    }

    private int keys() {
        var done = 0;
        for (var old = register.keysNotUnder(module.currentKey(), BATCH);
                !old.isEmpty();
                old = register.keysNotUnder(module.currentKey(), BATCH)) {
            for (var row : old) {
                var context = EnrolmentSecrets.context(Protocol.valueOf(row.bound()), row.id());
                if (register.rewrapKey(row.id(), row.wrapped(), anew(row, context))) done++;
            }
        }
        return done;
    }

    private int secrets() {
        var done = 0;
        for (var old = register.secretsNotUnder(module.currentKey(), BATCH);
                !old.isEmpty();
                old = register.secretsNotUnder(module.currentKey(), BATCH)) {
            for (var row : old) {
                if (register.rewrapSecret(row.id(), row.wrapped(), anew(row, contextOf(row.id())))) done++;
            }
        }
        return done;
    }

    private Wrapped anew(Row row, byte[] context) {
        var secret = module.unwrap(row.wrapped(), context);
        try {
            return module.wrap(secret, context);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
