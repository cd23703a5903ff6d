package wariin.keys;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the key-encryption key is (`wariin.keys`): in a PKCS#11 token if a library is named, else in a file.
///
/// @param passphrase opens the key file; the environment variable WARIIN_KEYS_PASSPHRASE sets it too
/// @param passphraseFile a file whose first line is the passphrase, for secrets that are mounted
@ConfigurationProperties("wariin.keys")
record KeysSettings(
        @DefaultValue("") String passphrase,
        @Nullable Path passphraseFile,
        @DefaultValue Pkcs11 pkcs11) {

    /// @param library the module of the token's maker, such as /usr/lib/softhsm/libsofthsm2.so
    /// @param pinFile a file whose first line is the PIN of the token's user
    /// @param label the name of the key-encryption key in the token
    /// @param authorityKeys whether new keys of authorities and units live in the token, or wrapped in tables
    record Pkcs11(
            @Nullable Path library,
            @DefaultValue("0") int slotListIndex,
            @Nullable Path pinFile,
            @DefaultValue("wariin-kek") String label,
            @DefaultValue("wrapped") Place authorityKeys) {}

    enum Place {
        WRAPPED,
        TOKEN
    }

    @Override
    public String toString() {
        return "KeysSettings[pkcs11=" + pkcs11 + "]";
    }
}
