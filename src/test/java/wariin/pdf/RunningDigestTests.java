package wariin.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningDigestTests {

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void goesOnAfterItWasAsked() {
        var all = new byte[200_001];
        for (var n = 0; n < all.length; n++) all[n] = (byte) (n * 31);
        var digest = RunningDigest.over(ByteSource.of(all));
        assertThat(digest.digest()).isEqualTo(sha256(all));

        var copy = digest.copy();
        copy.update(all, 0, all.length);

        assertThat(digest.digest()).isEqualTo(sha256(all));
        assertThat(copy.digest())
                .isEqualTo(RunningDigest.over(ByteSource.concat(List.of(ByteSource.of(all), ByteSource.of(all))))
                        .digest());
        assertThat(copy.length()).isEqualTo(2L * all.length);
    }
}
