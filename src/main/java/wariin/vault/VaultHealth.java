package wariin.vault;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.stereotype.Component;
import wariin.doctor.Finding;
import wariin.doctor.HealthCheck;
import wariin.keys.KeysUnusable;

/// Whether documents can be read: some, taken by chance, from first byte to last.
@Component
class VaultHealth implements HealthCheck {

    private static final int SAMPLE = 20;

    private final Vault vault;
    private final VaultRegister register;

    VaultHealth(Vault vault, VaultRegister register) {
        this.vault = vault;
        this.register = register;
    }

    @Override
    public String name() {
        return "documents";
    }

    @Override
    public Finding look() {
        var sample = register.sample(SAMPLE);
        for (var row : sample) {
            try (var file = vault.open(row.owner(), row.hash())) {
                if (file.length() == row.length() && hash(file).equals(row.hash())) continue;
                return damaged(row, "it is not the one that was stored");
            } catch (IOException | KeysUnusable unreadable) {
                return damaged(row, unreadable.getClass().getSimpleName() + ": " + unreadable.getMessage());
            }
        }
        return Finding.healthy(sample.size() + " of " + register.count() + " documents, taken by chance, are whole");
    }

    private static Finding damaged(VaultRegister.Row row, String why) {
        return Finding.sick(
                "The document " + row.hash() + " cannot be read (" + why + ")",
                "Put its file back into the folder vault from a backup, and check the disk");
    }

    private static ContentHash hash(VaultFile file) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[Chunks.SIZE];
            var stream = file.stream();
            for (var count = stream.read(buffer); count > 0; count = stream.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return ContentHash.of(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
