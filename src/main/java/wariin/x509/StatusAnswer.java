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
    private static final String NONCE = "1.3.6.1.5.5.7.48.1.2";

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

    /// The whole response in DER, with the signer's certificate inside, since relying parties have no other place for
    /// it.
    public byte[] signedBy(X509Certificate signer, UnaryOperator<byte[]> key) {
        var body = toBeSigned(signer);
        var signature = key.apply(body);
        var basic = Der.sequence(
                body,
                SignatureAlgorithm.of(signer.getPublicKey()).identifier(),
                Der.bits(signature),
                Der.of(Der.CONTEXT, Der.sequence(Certificates.encoded(signer))));
        return Der.sequence(
                Der.of(Der.ENUMERATED, new byte[] {0}), Der.of(Der.CONTEXT, Der.sequence(BASIC, Der.octets(basic))));
    }

    private byte[] toBeSigned(X509Certificate signer) {
        var byKey = Der.of(Der.CONTEXT + 2, Der.octets(KeyIdentifier.hash("SHA-1", signer.getPublicKey())));
        var list = new byte[answers.size()][];
        for (var n = 0; n < list.length; n++) list[n] = single(answers.get(n));
        var extensions = nonce.map(
                        value -> Der.of(Der.CONTEXT + 1, Der.sequence(Der.extension(NONCE, false, Der.octets(value)))))
                .orElse(new byte[0]);
        return Der.sequence(byKey, Der.generalizedTime(producedAt), Der.sequence(list), extensions);
    }

    private byte[] single(Single answer) {
        return Der.sequence(
                answer.id().encoded(),
                status(answer.status()),
                Der.generalizedTime(producedAt),
                Der.of(Der.CONTEXT, Der.generalizedTime(nextUpdate)));
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
