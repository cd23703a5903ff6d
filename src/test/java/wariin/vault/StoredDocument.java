package wariin.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import wariin.keys.CryptographicModule;

/// A document of some owner, opened as by a platform that was started just now and remembers no owner's key.
public record StoredDocument(String owner, ContentHash hash, byte[] content) {

    public static StoredDocument keep(BeanFactory beans, String owner, byte[] content) throws IOException, TooLarge {
        var vault = beans.getBean(Vault.class);
        var received = vault.receive(owner, new ByteArrayInputStream(content), content.length);
        return new StoredDocument(owner, received.hash(), content);
    }

    public byte[] read(BeanFactory beans) throws IOException {
        var keys = new OwnerKeys(
                beans.getBean(CryptographicModule.class),
                beans.getBean(VaultRegister.class),
                beans.getBean(PlatformTransactionManager.class),
                new SecureRandom(),
                Clock.systemUTC());
        var key = keys.find(owner).orElseThrow();
        try (var file = VaultFile.open(beans.getBean(VaultFolder.class).path(key.nameOf(hash)), key, hash)) {
            var bytes = new byte[content.length];
            file.read(0, bytes, 0, bytes.length);
            return bytes;
        }
    }
}
