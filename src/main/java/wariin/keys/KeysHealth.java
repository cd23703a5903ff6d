package wariin.keys;

import org.springframework.stereotype.Component;
import wariin.doctor.Finding;
import wariin.doctor.HealthCheck;

/// Whether the keys can be used: all authorities' keys and some signers' keys are unwrapped, and forgotten again.
@Component
class KeysHealth implements HealthCheck {

    private static final int SAMPLE = 20;

    private final CryptographicModule module;
    private final KeyRegister register;

    KeysHealth(CryptographicModule module, KeyRegister register) {
        this.module = module;
        this.register = register;
    }

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public Finding look() {
        var authorities = register.authorities();
        var signers = register.sample(SAMPLE);
        try {
            authorities.forEach(this::open);
            signers.forEach(this::open);
        } catch (KeysUnusable unusable) {
            return Finding.sick(
                    unusable.getMessage(),
                    "Check " + module.description() + " and compare the table keys_key with the last backup");
        }
        return Finding.healthy(authorities.size() + " keys of authorities and " + signers.size()
                + " signers' keys, taken by chance, open with " + module.description());
    }

    private void open(StoredKey key) {
        if (key.tokenLabel() != null) {
            var held = module.resident().filter(token -> token.holds(key.tokenLabel()));
            if (held.isEmpty()) {
                throw new KeysUnusable("The key " + key.tokenLabel() + " is not in " + module.description()
                        + ": connect the token that the platform had before");
            }
        }
        if (key.wrapped() == null) return;
        java.util.Arrays.fill(module.unwrap(key.wrapped(), key.context()), (byte) 0);
    }
}
