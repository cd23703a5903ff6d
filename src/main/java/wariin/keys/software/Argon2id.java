package wariin.keys.software;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// How a passphrase becomes a key (RFC 9106).
record Argon2id(int memory, int iterations, int parallelism) {

    /// RFC 9106, 4: the second recommended choice, one lane.
    static final Argon2id USUAL = new Argon2id(65_536, 3, 1);

    /// 32 bytes. The same passphrase typed on another keyboard gives the same bytes: UTF-8.
    byte[] derive(char[] passphrase, byte[] salt) {
        var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        var bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        var key = new byte[32];
        try {
            var argon2 = new Argon2BytesGenerator();
            argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(memory)
                    .withIterations(iterations)
                    .withParallelism(parallelism)
                    .withSalt(salt)
                    .build());
            argon2.generateBytes(bytes, key);
            return key;
        } finally {
            Arrays.fill(bytes, (byte) 0);
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    @Override
    public String toString() {
        return "argon2id memory=" + memory + " iterations=" + iterations + " parallelism=" + parallelism;
    }
}
