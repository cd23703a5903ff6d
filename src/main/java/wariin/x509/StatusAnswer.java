package wariin.x509;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import wariin.x509.StatusRequest.CertificateId;

/// What a responder says of the certificates it was asked for, written straight to DER (RFC 6960, 4.2; RFC 9919).
public record StatusAnswer(List<Single> answers, Instant producedAt, Instant nextUpdate, Optional<byte[]> nonce) {

    private static final byte[] BASIC = Der.oid("1.3.6.1.5.5.7.48.1.1");
    private static final byte[] NONCE = Der.oid("1.3.6.1.5.5.7.48.1.2");
    private static final byte[] SUCCESSFUL = Der.of(Der.ENUMERATED, new byte[] {0});

    public record Single(CertificateId id, CertificateStatus status) {}

    /// Answers without a status; they are not signed.
    public enum Refusal {
        MALFORMED_REQUEST(1),
        INTERNAL_ERROR(2),
        TRY_LATER(3),
        UNAUTHORIZED(6);

        private final byte[] encoded;

        Refusal(int status) {
            this.encoded = Der.sequence(Der.of(Der.ENUMERATED, new byte[] {(byte) status}));
        }

        public byte[] encoded() {
            return encoded.clone();
        }
    }

    /// Looks at the body before it is signed; throws if it may not be.
    public interface Check {
        void look(byte[] toBeSigned);
    }

    /// One who signs answers: all that is the same in each of them is written once.
    public static final class Signer {
        private final byte[] id;
        private final byte[] algorithm;
        private final byte[] certificates;

        /// The signer's certificate is inside, since relying parties have no other place for it.
        public Signer(X509Certificate certificate) {
            var key = certificate.getPublicKey();
            this.id = Der.of(Der.CONTEXT + 2, Der.octets(KeyIdentifier.hash("SHA-1", key)));
            this.algorithm = SignatureAlgorithm.of(key).identifier();
            this.certificates = Der.of(Der.CONTEXT, Der.sequence(Certificates.encoded(certificate)));
        }

        /// The whole response in DER. The key signs a message and verifies what came out.
        public byte[] sign(StatusAnswer answer, Check check, UnaryOperator<byte[]> key) {
            var body = answer.toBeSigned(id);
            check.look(body);
            var basic = Der.sequence(body, algorithm, Der.bits(key.apply(body)), certificates);
            return Der.sequence(SUCCESSFUL, Der.of(Der.CONTEXT, Der.sequence(BASIC, Der.octets(basic))));
        }
    }

    /// The whole response in DER, for one who signs rarely.
    public byte[] signedBy(X509Certificate signer, UnaryOperator<byte[]> key) {
        return new Signer(signer).sign(this, _ -> {}, key);
    }

    private byte[] toBeSigned(byte[] responder) {
        var produced = Der.generalizedTime(producedAt);
        var until = Der.of(Der.CONTEXT, Der.generalizedTime(nextUpdate));
        var list = new byte[answers.size()][];
        for (var n = 0; n < list.length; n++) {
            var answer = answers.get(n);
            list[n] = Der.sequence(answer.id().encoded(), status(answer.status()), produced, until);
        }
        var extensions = nonce.map(value ->
                        Der.of(Der.CONTEXT + 1, Der.sequence(Der.sequence(NONCE, Der.octets(Der.octets(value))))))
                .orElse(new byte[0]);
        return Der.sequence(responder, produced, Der.sequence(list), extensions);
    }

    private static byte[] status(CertificateStatus status) {
        return switch (status) {
            case CertificateStatus.Good() -> new byte[] {(byte) 0x80, 0};
            case CertificateStatus.Unknown() -> new byte[] {(byte) 0x82, 0};
            case CertificateStatus.Revoked(var at, var reason) ->
                reason == 0
                        ? Der.of(Der.CONTEXT + 1, Der.generalizedTime(at))
                        : Der.of(
                                Der.CONTEXT + 1,
                                Der.generalizedTime(at),
                                Der.of(Der.CONTEXT, Der.of(Der.ENUMERATED, new byte[] {(byte) reason})));
        };
    }
}
