package wariin.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps documents. The same content of the same owner is kept once.
@Service
public class Vault {

    private static final Logger log = LoggerFactory.getLogger(Vault.class);
    private static final Duration REST = Duration.ofDays(1);

    private final VaultFolder folder;
    private final VaultRegister register;
    private final OwnerKeys owners;
    private final TransactionTemplate transaction;
    private final SecureRandom random;
    private final Clock clock;

    Vault(
            VaultFolder folder,
            VaultRegister register,
            OwnerKeys owners,
            TransactionTemplate transaction,
            SecureRandom random,
            Clock clock) {
        this.folder = folder;
        this.register = register;
        this.owners = owners;
        this.transaction = transaction;
        this.random = random;
        this.clock = clock;
    }

    /// Takes a document in: durable on disk when this returns. Better not inside a transaction, since it encrypts;
    /// inside one, a roll-back takes the document back too. The caller that then refuses the document calls {@link
    /// #discard}.
    public Received receive(String owner, InputStream in, long limit) throws IOException, TooLarge {
        var key = owners.findOrCreate(owner);
        var fresh = folder.fresh();
        try {
            var received = write(fresh, key, in, limit);
            var name = key.nameOf(received.hash());
            inTransaction(() -> {
                register.lock(name);
                if (!isWhole(key, received.hash())) folder.settle(fresh, name);
                register.add(name, owner, received.hash(), received.length(), clock.instant());
            });
            return received;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// Opens a document; {@link NoSuchFileException} if this owner has none of that hash.
    public VaultFile open(String owner, ContentHash hash) throws IOException {
        var key = owners.find(owner).orElseThrow(() -> new NoSuchFileException(hash.toString()));
        return VaultFile.open(folder.path(key.nameOf(hash)), key, hash);
    }

    /// Takes back one {@link #receive}; the document goes when every one was taken back.
    public void discard(String owner, ContentHash hash) throws IOException {
        var key = owners.find(owner);
        if (key.isEmpty()) return;
        var name = key.get().nameOf(hash);
        inTransaction(() -> {
            register.lock(name);
            register.takeBack(name);
        });
        // A transaction around us may still roll back: then the sweep removes the file, or keeps it.
        if (!TransactionSynchronizationManager.isActualTransactionActive()) removeUnlessKept(name);
    }

    /// Removes unfinished files and files without a row, both after a day: before that a transaction may still be at
    /// work.
    public void sweep() throws IOException {
        folder.sweep(clock.instant().minus(REST), name -> {
            if (!name.matches("[0-9a-f]{64}") || register.isKept(name)) return;
            log.atInfo().addKeyValue("file", name).log("Orphan document removed");
            removeUnlessKept(name);
        });
    }

    private void removeUnlessKept(String name) throws IOException {
        inTransaction(() -> {
            register.lock(name);
            if (!register.isKept(name)) folder.remove(name);
        });
    }

    private Received write(Path path, OwnerKey key, InputStream in, long limit) throws IOException {
        var file = new byte[Chunks.FILE_ID];
        random.nextBytes(file);
        var chunks = new Chunks(key.fileKey(file), file);
        var digest = sha256();
        var length = 0L;
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            write(channel, Chunks.header(file), Chunks.HEADER);
            var plain = new byte[Chunks.SIZE];
            var ahead = new byte[Chunks.SIZE];
            var sealed = new byte[Chunks.SIZE + Chunks.TAG];
            var count = in.readNBytes(plain, 0, Chunks.SIZE);
            for (var number = 0L; ; number++) {
                length += count;
                if (length > limit) throw new TooLarge(limit);
                digest.update(plain, 0, count);
                var next = count < Chunks.SIZE ? 0 : in.readNBytes(ahead, 0, Chunks.SIZE);
                var content = next == 0 ? hash(digest).bytes() : new byte[0];
                write(channel, sealed, chunks.encrypt(plain, count, number, content, sealed));
                if (next == 0) break;
                var swap = plain;
                plain = ahead;
                ahead = swap;
                count = next;
            }
            channel.force(true);
        }
        return new Received(hash(digest), length, digest);
    }

    private boolean isWhole(OwnerKey key, ContentHash hash) {
        try (var file = VaultFile.open(folder.path(key.nameOf(hash)), key, hash)) {
            return file.length() >= 0;
        } catch (IOException missingOrDamaged) {
            return false; // the fresh one takes its place
        }
    }

    private static void write(FileChannel channel, byte[] bytes, int count) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) channel.write(buffer);
    }

    private static ContentHash hash(MessageDigest state) {
        try {
            return ContentHash.of(((MessageDigest) state.clone()).digest());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void inTransaction(Work work) throws IOException {
        try {
            transaction.executeWithoutResult(_ -> {
                try {
                    work.run();
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            });
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }
}
