package wariin.bench;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import wariin.pdf.TestPki;
import wariin.timestamp.ImprintAlgorithm;
import wariin.timestamp.TimeStampQuery;
import wariin.timestamp.TokenTemplate;

/// The platform's own time-stamp tokens, made in this process, the same for all who take part. As in the platform,
/// a signature is verified before it leaves.
final class BenchTsa {

    private final TestPki.Holder unit = TestPki.INSTANCE.unit;
    private final TokenTemplate template =
            new TokenTemplate(unit.certificate(), "1.3.6.1.4.1.99999.1", Duration.ofSeconds(1));
    private long serial = 1;

    int tokenSize() {
        return template.tokenSize();
    }

    byte[] stamp(byte[] sha256) {
        var query = TimeStampQuery.over(ImprintAlgorithm.SHA_256, sha256);
        return template.token(query, BigInteger.valueOf(serial++), Instant.now(), this::sign);
    }

    private byte[] sign(byte[] attributes) {
        var signature = unit.sign(attributes);
        requireValid(unit, attributes, signature);
        return signature;
    }

    static void requireValid(TestPki.Holder holder, byte[] bytes, byte[] value) {
        try {
            var signature = Signature.getInstance(holder.algorithm());
            signature.initVerify(holder.certificate().getPublicKey());
            signature.update(bytes);
            if (!signature.verify(value)) throw new IllegalStateException("A signature is not valid");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
