package wariin.timestamp;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import wariin.x509.Certificates;
import wariin.x509.Der;
import wariin.x509.SignatureAlgorithm;

/// Builds the tokens of one time-stamping unit; all that does not change from token to token is encoded once.
///
/// A token is CMS SignedData over TSTInfo with ESSCertIDv2 (RFC 3161, 2.4.2; RFC 5816; RFC 5652; ML-DSA as in RFC
/// 9882). Thread-safe.
public final class TokenTemplate {
    private static final byte[] SIGNED_DATA = Der.oid("1.2.840.113549.1.7.2");
    private static final byte[] TST_INFO = Der.oid("1.2.840.113549.1.9.16.1.4");
    private static final byte[] CONTENT_TYPE = Der.oid("1.2.840.113549.1.9.3");
    private static final byte[] MESSAGE_DIGEST = Der.oid("1.2.840.113549.1.9.4");
    private static final byte[] SIGNING_CERTIFICATE_V2 = Der.oid("1.2.840.113549.1.9.16.2.47");
    private static final byte[] GRANTED = Der.sequence(Der.integer(0));
    private static final BigInteger LARGEST_SERIAL =
            BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);

    private static final byte[] QUALIFIED =
            Der.extension("1.3.6.1.5.5.7.1.3", false, Der.sequence(Der.sequence(Der.oid("0.4.0.19422.1.1"))));

    /// What the tokens of a unit say besides the time (EN 319 422, 5.2).
    ///
    /// @param named whether the unit's name stands in the token itself
    /// @param qualified whether the token states that it is a qualified one (esi4-qtstStatement-1, 9.1)
    public record Form(String policy, Duration accuracy, boolean named, boolean qualified) {}

    private final String policy;
    private final byte[] policyIdentifier;
    private final byte[] accuracy;
    private final byte[] name;
    private final byte[] extensions;
    private final String digest;
    private final byte[] digestAlgorithm;
    private final byte[] signatureAlgorithm;
    private final int longestSignature;
    private final byte[] signer;
    private final byte[] certificates;
    private final byte[] contentType;
    private final byte[] signingCertificate;
    private final int tokenSize;

    public TokenTemplate(X509Certificate unit, String policy, Duration accuracy) {
        this(unit, new Form(policy, accuracy, false, false));
    }

    public TokenTemplate(X509Certificate unit, Form form) {
        this.policy = form.policy();
        this.policyIdentifier = Der.oid(policy);
        this.accuracy = accuracy(form.accuracy());
        var subject = unit.getSubjectX500Principal().getEncoded();
        this.name = form.named() ? Der.of(Der.CONTEXT, Der.of(Der.CONTEXT + 4, subject)) : new byte[0];
        this.extensions = form.qualified() ? Der.of(Der.CONTEXT + 1, QUALIFIED) : new byte[0];
        var algorithm = SignatureAlgorithm.of(unit.getPublicKey());
        var hash = digestOf(algorithm);
        this.digest = hash.digest();
        this.digestAlgorithm = Der.sequence(Der.oid(hash.oid()));
        this.signatureAlgorithm = algorithm.identifier();
        this.longestSignature = longestSignature(unit, algorithm);
        this.signer = Der.sequence(unit.getIssuerX500Principal().getEncoded(), Der.integer(unit.getSerialNumber()));
        var encoded = Certificates.encoded(unit);
        this.certificates = Der.of(Der.CONTEXT, encoded);
        this.contentType = Der.sequence(CONTENT_TYPE, Der.of(Der.SET, TST_INFO));
        this.signingCertificate = signingCertificate(hash, encoded);
        this.tokenSize = longestToken();
    }

    /// Whether this unit stamps under that policy; no policy means any.
    public boolean accepts(TimeStampQuery query) {
        return query.policy() == null || query.policy().equals(policy);
    }

    /// The length of the longest token over a SHA-256 hash with the certificate and without a nonce.
    public int tokenSize() {
        return tokenSize;
    }

    /// The token: a ContentInfo in DER.
    public byte[] token(TimeStampQuery query, BigInteger serial, Instant at, UnaryOperator<byte[]> key) {
        var info = info(query, serial, at);
        var attributes = new byte[][] {
            contentType,
            Der.sequence(MESSAGE_DIGEST, Der.of(Der.SET, Der.octets(digest(digest, info)))),
            signingCertificate
        };
        Arrays.sort(attributes, Arrays::compareUnsigned); // as DER wants a SET OF
        var signature = key.apply(Der.of(Der.SET, attributes));
        return assemble(query, info, Der.of(Der.CONTEXT, attributes), signature);
    }

    /// The TimeStampResp that carries a token.
    public static byte[] response(byte[] token) {
        return Der.sequence(GRANTED, token);
    }

    private byte[] info(TimeStampQuery query, BigInteger serial, Instant at) {
        var nonce = query.nonce() == null ? new byte[0] : Der.integer(query.nonce());
        return Der.sequence(
                Der.integer(1),
                policyIdentifier,
                query.imprint(),
                Der.integer(serial),
                time(at),
                accuracy,
                nonce,
                name,
                extensions);
    }

    private byte[] assemble(TimeStampQuery query, byte[] info, byte[] attributes, byte[] signature) {
        var signerInfo = Der.sequence(
                Der.integer(1), signer, digestAlgorithm, attributes, signatureAlgorithm, Der.octets(signature));
        var content = Der.sequence(TST_INFO, Der.of(Der.CONTEXT, Der.octets(info)));
        var signedData = Der.sequence(
                Der.integer(3),
                Der.of(Der.SET, digestAlgorithm),
                content,
                query.certificateWanted() ? certificates : new byte[0],
                Der.of(Der.SET, signerInfo));
        return Der.sequence(SIGNED_DATA, Der.of(Der.CONTEXT, signedData));
    }

    private int longestToken() {
        var query = TimeStampQuery.over(ImprintAlgorithm.SHA_256, new byte[32]);
        var at = Instant.parse("2026-01-01T00:00:00.999Z");
        return token(query, LARGEST_SERIAL, at, _ -> new byte[longestSignature]).length;
    }

    /// Milliseconds, without the trailing zeros that DER forbids (RFC 3161, 2.4.2, genTime).
    private static byte[] time(Instant at) {
        var utc = at.atOffset(ZoneOffset.UTC);
        var text = new byte[19];
        digits(text, 0, 4, utc.getYear());
        digits(text, 4, 2, utc.getMonthValue());
        digits(text, 6, 2, utc.getDayOfMonth());
        digits(text, 8, 2, utc.getHour());
        digits(text, 10, 2, utc.getMinute());
        digits(text, 12, 2, utc.getSecond());
        text[14] = '.';
        digits(text, 15, 3, utc.getNano() / 1_000_000);
        var end = 18;
        while (text[end - 1] == '0' && end > 15) end--;
        if (end == 15) end = 14;
        text[end] = 'Z';
        return Der.of(Der.GENERALIZED_TIME, Arrays.copyOf(text, end + 1));
    }

    private static void digits(byte[] into, int at, int count, int value) {
        for (var n = count - 1; n >= 0; n--) {
            into[at + n] = (byte) ('0' + value % 10);
            value /= 10;
        }
    }

    private static byte[] accuracy(Duration accuracy) {
        var seconds = accuracy.toSeconds() == 0 ? new byte[0] : Der.integer(accuracy.toSeconds());
        var millis = accuracy.toMillisPart() == 0
                ? new byte[0]
                : Der.of(0x80, BigInteger.valueOf(accuracy.toMillisPart()).toByteArray());
        return Der.sequence(seconds, millis);
    }

    /// As strong as the signature: ML-DSA wants SHA-512 beside it (RFC 9882, 3.3).
    private static ImprintAlgorithm digestOf(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ECDSA_SHA256, RSA_SHA256 -> ImprintAlgorithm.SHA_256;
            case ECDSA_SHA384 -> ImprintAlgorithm.SHA_384;
            case ML_DSA_65, ML_DSA_87 -> ImprintAlgorithm.SHA_512;
        };
    }

    /// SHA-256 is what stands where no algorithm does (RFC 5035, 4).
    private static byte[] signingCertificate(ImprintAlgorithm hash, byte[] certificate) {
        var value = Der.octets(digest(hash.digest(), certificate));
        var identifier = hash == ImprintAlgorithm.SHA_256
                ? Der.sequence(value)
                : Der.sequence(Der.sequence(Der.oid(hash.oid())), value);
        return Der.sequence(SIGNING_CERTIFICATE_V2, Der.of(Der.SET, Der.sequence(Der.sequence(identifier))));
    }

    private static int longestSignature(X509Certificate unit, SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case ECDSA_SHA256 -> 72;
            case ECDSA_SHA384 -> 104;
            case ML_DSA_65 -> 3309;
            case ML_DSA_87 -> 4627;
            case RSA_SHA256 ->
                (((RSAPublicKey) unit.getPublicKey()).getModulus().bitLength() + 7) / 8;
        };
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
