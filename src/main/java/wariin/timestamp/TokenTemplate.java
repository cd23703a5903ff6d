package wariin.timestamp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import wariin.x509.Certificates;
import wariin.x509.Der;
import wariin.x509.SignatureAlgorithm;

/// Builds the tokens of one time-stamping unit; all that does not change from token to token is encoded once.
///
/// A token is CMS SignedData over TSTInfo with ESSCertIDv2 (RFC 3161, 2.4.2; RFC 5816; RFC 5652).
public final class TokenTemplate {
    private static final byte[] SIGNED_DATA = Der.oid("1.2.840.113549.1.7.2");
    private static final byte[] TST_INFO = Der.oid("1.2.840.113549.1.9.16.1.4");
    private static final byte[] CONTENT_TYPE = Der.oid("1.2.840.113549.1.9.3");
    private static final byte[] MESSAGE_DIGEST = Der.oid("1.2.840.113549.1.9.4");
    private static final byte[] SIGNING_CERTIFICATE_V2 = Der.oid("1.2.840.113549.1.9.16.2.47");
    private static final byte[] GRANTED = Der.sequence(Der.integer(0));
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final BigInteger LARGEST_SERIAL =
            BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);

    private final String policy;
    private final byte[] policyIdentifier;
    private final byte[] accuracy;
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
        this.policy = policy;
        this.policyIdentifier = Der.oid(policy);
        this.accuracy = accuracy(accuracy);
        var algorithm = SignatureAlgorithm.of(unit.getPublicKey());
        var hash = algorithm == SignatureAlgorithm.ECDSA_SHA384 ? ImprintAlgorithm.SHA_384 : ImprintAlgorithm.SHA_256;
        this.digest = hash.digest();
        this.digestAlgorithm = Der.sequence(Der.oid(hash.oid()));
        this.signatureAlgorithm = algorithm.identifier();
        this.longestSignature = longestSignature(unit, algorithm);
        this.signer = Der.sequence(unit.getIssuerX500Principal().getEncoded(), Der.integer(unit.getSerialNumber()));
        var encoded = Certificates.encoded(unit);
        this.certificates = Der.of(Der.CONTEXT, encoded);
        this.contentType = Der.sequence(CONTENT_TYPE, Der.of(Der.SET, TST_INFO));
        var certificateId = Der.sequence(Der.octets(digest("SHA-256", encoded)));
        this.signingCertificate =
                Der.sequence(SIGNING_CERTIFICATE_V2, Der.of(Der.SET, Der.sequence(Der.sequence(certificateId))));
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
                Der.integer(1), policyIdentifier, query.imprint(), Der.integer(serial), time(at), accuracy, nonce);
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
        var millis = at.getNano() / 1_000_000;
        var text = SECONDS.format(at) + fraction(millis) + "Z";
        return Der.of(Der.GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String fraction(int millis) {
        if (millis == 0) return "";
        if (millis % 100 == 0) return "." + millis / 100;
        if (millis % 10 == 0) return (millis < 100 ? ".0" : ".") + millis / 10;
        return (millis < 10 ? ".00" : millis < 100 ? ".0" : ".") + millis;
    }

    private static byte[] accuracy(Duration accuracy) {
        var seconds = accuracy.toSeconds() == 0 ? new byte[0] : Der.integer(accuracy.toSeconds());
        var millis = accuracy.toMillisPart() == 0
                ? new byte[0]
                : Der.of(0x80, BigInteger.valueOf(accuracy.toMillisPart()).toByteArray());
        return Der.sequence(seconds, millis);
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
