package wariin.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import wariin.keys.pkcs11.TokenModule;
import wariin.keys.pkcs11.TokenOwner;
import wariin.keys.software.FileModule;

/// Chooses the cryptographic module and refuses to start with one that cannot open what is stored.
@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

    KeysConfiguration() {
        Corretto.install();
    }

    @Bean
    CryptographicModule cryptographicModule(
            KeysSettings settings,
            KeyRegister register,
            @Value("${wariin.data:./data}") Path data,
            SecureRandom random,
            Clock clock) {
        var inUse = register.keyEncryptionKeys();
        var module = open(settings, data, new TokenOwner(register.installation(), inUse), random, clock);
        for (var kek : inUse) {
            if (!module.holds(kek)) {
                throw new KeysUnusable("The stored keys are wrapped under " + kek + ", which is not in "
                        + module.description() + ": give the platform the module that it had before");
            }
        }
        if (register.anyInToken() && module.resident().isEmpty()) {
            throw new KeysUnusable("Keys of authorities live in a token, but none is configured: set"
                    + " wariin.keys.pkcs11.library and the settings beside it as they were");
        }
        if (settings.pkcs11().authorityKeys() == KeysSettings.Place.TOKEN
                && module.resident().isEmpty()) {
            throw new KeysUnusable("Keys of authorities shall live in a token, but none is configured: set"
                    + " wariin.keys.pkcs11.library, or wariin.keys.pkcs11.authority-keys=wrapped");
        }
        return module;
    }

    private static CryptographicModule open(
            KeysSettings settings, Path data, TokenOwner owner, SecureRandom random, Clock clock) {
        var library = settings.pkcs11().library();
        if (library != null) {
            return TokenModule.open(
                    library,
                    settings.pkcs11().slotListIndex(),
                    () -> pin(settings.pkcs11().pinFile()),
                    settings.pkcs11().label(),
                    owner,
                    random,
                    clock);
        }
        Arrays.fill(passphrase(settings), '\0'); // that there is none is said before anything about the file
        var file = KeyPassphrase.file(data);
        return FileModule.open(file, () -> passphrase(settings), owner.keys().isEmpty(), random, clock);
    }

    private static char[] passphrase(KeysSettings settings) {
        if (!settings.passphrase().isBlank()) return settings.passphrase().toCharArray();
        var file = settings.passphraseFile();
        if (file != null) return firstLine(file, "wariin.keys.passphrase-file");
        throw new KeysUnusable("The keys need a passphrase: set WARIIN_KEYS_PASSPHRASE, or wariin.keys.passphrase-file"
                + " to a file that only the platform can read (openssl rand -base64 24 makes a good one), and keep a copy"
                + " elsewhere, since nothing can be signed without it");
    }

    private static char[] pin(@org.jspecify.annotations.Nullable Path file) {
        if (file == null) {
            throw new KeysUnusable("The token needs its PIN: set wariin.keys.pkcs11.pin-file to a file that holds it");
        }
        return firstLine(file, "wariin.keys.pkcs11.pin-file");
    }

    private static char[] firstLine(Path file, String setting) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .orElse("")
                    .toCharArray();
        } catch (IOException unreadable) {
            throw new KeysUnusable("The file " + file + " that " + setting + " names cannot be read", unreadable);
        }
    }
}
