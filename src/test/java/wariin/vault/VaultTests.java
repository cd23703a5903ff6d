package wariin.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.keys.CryptographicModule;

@DatabaseTest
class VaultTests {

    private static final int CHUNK = Chunks.SIZE;
    private static final int SEALED = Chunks.SIZE + Chunks.TAG;

    @Autowired
    Vault vault;

    @Autowired
    OwnerKeys owners;

    @Autowired
    VaultRegister register;

    @Autowired
    VaultFolder folder;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    CryptographicModule module;

    @Value("${wariin.data}")
    Path data;

    @Value("${wariin.keys.passphrase}")
    String passphrase;

    private final String owner = UUID.randomUUID().toString();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 777})
    void givesBackWhatItReceived(int length) throws Exception {
        var content = random(length);

        var received = receive(content);

        assertThat(received.length()).isEqualTo(length);
        assertThat(received.hash().bytes()).isEqualTo(sha256(content));
        try (var file = vault.open(owner, received.hash())) {
            assertThat(file.length()).isEqualTo(length);
            assertThat(file.stream().readAllBytes()).isEqualTo(content);
            var places = new Random(7);
            for (var n = 0; n < 20 && length > 0; n++) {
                var from = places.nextInt(length);
                var part = new byte[places.nextInt(length - from) + 1];
                file.read(from, part, 0, part.length);
                assertThat(part).isEqualTo(Arrays.copyOfRange(content, from, from + part.length));
            }
            assertThatThrownBy(() -> file.read(length, new byte[1], 0, 1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void keepsTheStateOfTheHash() throws Exception {
        var received = receive("first ".getBytes());

        var state = (MessageDigest) received.state().clone();
        state.update("second".getBytes());

        assertThat(state.digest()).isEqualTo(sha256("first second".getBytes()));
        assertThat(received.state().digest()).isEqualTo(received.hash().bytes());
    }

    @Test
    void keepsTheSameContentOnceForAnOwnerAndTellsNothingInItsName() throws Exception {
        var content = random(1000);
        var first = receive(content);
        var files = files();

        var second = receive(content);
        var others = vault.receive("another owner", new ByteArrayInputStream(content), 1000);

        assertThat(second.hash()).isEqualTo(first.hash()).isEqualTo(others.hash());
        assertThat(files()).hasSize(files.size() + 1);
        assertThat(files().toString()).doesNotContain(first.hash().toString()).doesNotContain(owner);
    }

    @Test
    void storesNothingInTheClear() throws Exception {
        var content = "秘密保持契約書".repeat(9000).getBytes();
        var received = receive(content);

        var stored = new String(Files.readAllBytes(path(received)));

        assertThat(stored).doesNotContain("秘密");
    }

    @Test
    void opensADocumentForItsOwnerOnly() throws Exception {
        var received = receive(random(10));
        vault.receive("owner of nothing else", InputStream.nullInputStream(), 0);

        for (var other : List.of("owner of nothing else", "nobody")) {
            assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> vault.open(other, received.hash()));
        }
    }

    @Test
    void leavesNothingOfADocumentThatIsTooLong() throws Exception {
        var before = files();

        assertThatExceptionOfType(TooLarge.class)
                .isThrownBy(() -> vault.receive(owner, new ByteArrayInputStream(random(200_001)), 200_000))
                .satisfies(refused -> assertThat(refused.limit()).isEqualTo(200_000));

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void leavesNothingOfAnUploadThatBreaksOff() throws Exception {
        var before = files();
        var broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) throw new IOException("connection reset");
                return 7;
            }
        };

        assertThatThrownBy(() -> vault.receive(owner, broken, 1 << 20)).hasMessage("connection reset");

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void findsEveryKindOfTampering() throws Exception {
        var content = random(3 * CHUNK + 100);
        var received = receive(content);
        var other = receive(random(3 * CHUNK + 100));
        var good = Files.readAllBytes(path(received));
        var foreign = Files.readAllBytes(path(other));

        var tampered = new LinkedHashMap<String, byte[]>();
        tampered.put("header", flip(good, 0));
        tampered.put("file identity", flip(good, Chunks.MAGIC.length));
        tampered.put("first chunk", flip(good, Chunks.HEADER));
        tampered.put("tag of the second chunk", flip(good, Chunks.HEADER + 2 * SEALED - 1));
        tampered.put("last byte", flip(good, good.length - 1));
        tampered.put("cut in a chunk", Arrays.copyOf(good, good.length - 1));
        tampered.put("cut between chunks", Arrays.copyOf(good, Chunks.HEADER + 2 * SEALED));
        tampered.put("cut to the header", Arrays.copyOf(good, Chunks.HEADER));
        tampered.put("emptied", new byte[0]);
        tampered.put("a byte more", Arrays.copyOf(good, good.length + 1));
        tampered.put("chunks swapped", move(good, good, 0, 1));
        tampered.put("chunk doubled", move(good, good, 1, 1));
        tampered.put("chunk of another document", move(foreign, good, 1, 2));
        tampered.put("another document", foreign);

        for (var change : tampered.entrySet()) {
            Files.write(path(received), change.getValue());
            assertThatExceptionOfType(IOException.class)
                    .as(change.getKey())
                    .isThrownBy(() -> {
                        try (var file = vault.open(owner, received.hash())) {
                            file.stream().readAllBytes();
                        }
                    })
                    .withMessageContaining("restore it from a backup");
        }
    }

    @Test
    void replacesADamagedFileWhenItReceivesTheContentAgain() throws Exception {
        var content = random(1000);
        var received = receive(content);
        Files.write(path(received), new byte[100]);

        receive(content);

        try (var file = vault.open(owner, received.hash())) {
            assertThat(file.stream().readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void discardsADocumentWhenEveryReceiptWasTakenBack() throws Exception {
        var content = random(1000);
        var received = receive(content);
        receive(content);

        vault.discard(owner, received.hash());
        assertThat(path(received)).exists();
        vault.discard(owner, received.hash());
        assertThat(path(received)).doesNotExist();
        vault.discard(owner, received.hash());
    }

    @Test
    void sweepsOrphansAfterADayAndNothingElse() throws Exception {
        var kept = receive(random(1000));
        var orphan = transaction.execute(status -> {
            status.setRollbackOnly();
            return receive(random(1000));
        });
        Files.createFile(data.resolve("vault/incoming/left.part"));
        assertThat(path(orphan)).exists();

        vault.sweep();
        assertThat(path(orphan)).exists();
        for (var file : files()) Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        vault.sweep();

        assertThat(path(orphan)).doesNotExist();
        assertThat(path(kept)).exists();
        assertThat(data.resolve("vault/incoming/left.part")).doesNotExist();
    }

    @Test
    void keepsAnOwnersKeyThoughItsFirstTransactionRollsBack() throws Exception {
        transaction.executeWithoutResult(status -> {
            receive(random(10));
            status.setRollbackOnly();
        });
        var received = receive(random(1000));

        var afterRestart = new OwnerKeys(module, register, transactions, new SecureRandom(), Clock.systemUTC());
        assertThat(folder.path(afterRestart.find(owner).orElseThrow().nameOf(received.hash())))
                .isEqualTo(path(received));
    }

    @Test
    void survivesManyReceiversAndDiscardersOfTheSameDocument() throws Exception {
        var content = random(100_000);
        var hash = receive(content).hash();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var n = 0; n < 24; n++) {
                threads.submit(() -> {
                    receive(content);
                    vault.discard(owner, hash);
                    return null;
                });
            }
        }

        try (var file = vault.open(owner, hash)) {
            assertThat(file.stream().readAllBytes()).isEqualTo(content);
        }
        vault.discard(owner, hash);
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> vault.open(owner, hash));
    }

    @Test
    void readsABigDocumentWithoutHoldingIt() throws Exception {
        var length = 200L << 20;
        var received = vault.receive(owner, new Zeros(length), length);
        var before = allocated();

        var digest = MessageDigest.getInstance("SHA-256");
        try (var file = vault.open(owner, received.hash())) {
            var buffer = new byte[8192];
            for (var position = 0L; position < length; position += buffer.length) {
                file.read(position, buffer, 0, buffer.length);
                digest.update(buffer);
            }
        }

        assertThat(digest.digest()).isEqualTo(received.hash().bytes());
        assertThat(allocated() - before).isLessThan(64L << 20);
        vault.discard(owner, received.hash());
    }

    /// All that this thread ever allocated: an upper bound of what it held.
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }

    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            if (left == 0) return -1;
            var step = (int) Math.min(count, left);
            Arrays.fill(into, offset, offset + step, (byte) 0);
            left -= step;
            return step;
        }
    }

    private Received receive(byte[] content) {
        try {
            return vault.receive(owner, new ByteArrayInputStream(content), Math.max(1, content.length));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Path path(Received received) {
        return folder.path(owners.find(owner).orElseThrow().nameOf(received.hash()));
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(data.resolve("vault"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] flip(byte[] bytes, int position) {
        var copy = bytes.clone();
        copy[position] ^= 1;
        return copy;
    }

    /// A copy of `into` with a chunk of `from` at another place; when both are the same, the two change places.
    private static byte[] move(byte[] from, byte[] into, int source, int target) {
        var copy = into.clone();
        System.arraycopy(from, Chunks.HEADER + source * SEALED, copy, Chunks.HEADER + target * SEALED, SEALED);
        if (from == into && source != target) {
            System.arraycopy(into, Chunks.HEADER + target * SEALED, copy, Chunks.HEADER + source * SEALED, SEALED);
        } else if (source == target) {
            System.arraycopy(from, Chunks.HEADER, copy, Chunks.HEADER + target * SEALED, SEALED);
        }
        return copy;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random().nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }
}
