package wariin.keys;

import java.util.Arrays;
import org.springframework.stereotype.Service;

/// Brings all keys under the key-encryption key that wraps now, so that an older one can be destroyed.
@Service
public class KeyRotation {

    private static final int BATCH = 200;

    private final CryptographicModule module;
    private final KeyRegister register;

    KeyRotation(CryptographicModule module, KeyRegister register) {
        this.module = module;
        this.register = register;
    }

    /// Wraps anew what is wrapped under another key; gives how many. Safe to break off and repeat.
    public int rewrap() {
        var done = 0;
        for (var old = register.notUnder(module.currentKey(), BATCH);
                !old.isEmpty();
                old = register.notUnder(module.currentKey(), BATCH)) {
            for (var key : old) {
                if (rewrap(key)) done++;
            }
        }
        return done;
    }

    private boolean rewrap(StoredKey key) {
        var wrapped = key.wrapped();
        if (wrapped == null) return false;
        var secret = module.unwrap(wrapped, key.context());
        try {
            return register.rewrap(key.id(), wrapped, module.wrap(secret, key.context()));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
