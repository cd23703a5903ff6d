package wariin.keys;

import org.springframework.stereotype.Service;

/// Where keys are kept, as configured; the practice statement says it (EN 319 411-1, 6.5.2).
@Service
public class KeyKeeping {
    private final KeysSettings settings;

    KeyKeeping(KeysSettings settings) {
        this.settings = settings;
    }

    /// Whether the key that wraps all others is in a PKCS#11 token; else it is in a file under a passphrase.
    public boolean wrappingKeyInToken() {
        return settings.pkcs11().library() != null;
    }

    /// Whether new keys of authorities and units are made inside the token and never leave it.
    public boolean authoritiesInToken() {
        return wrappingKeyInToken() && settings.pkcs11().authorityKeys() == KeysSettings.Place.TOKEN;
    }
}
