package wariin.timestamp;

import java.nio.charset.StandardCharsets;
import wariin.x509.Der;

/// Why no token is given, and the answer that says so (RFC 3161, 2.4.2, PKIFailureInfo).
public enum TimeStampFailure {
    BAD_ALG(0, "The hash algorithm is not supported; use SHA-256, SHA-384 or SHA-512"),
    BAD_REQUEST(2, "The request is not supported"),
    BAD_DATA_FORMAT(5, "The request is not well formed"),
    TIME_NOT_AVAILABLE(14, "The time source is not available"),
    UNACCEPTED_POLICY(15, "The requested policy is not supported"),
    UNACCEPTED_EXTENSION(16, "The requested extension is not supported"),
    SYSTEM_FAILURE(25, "The request cannot be handled because of a failure of the system");

    private static final int REJECTION = 2;

    private final byte[] response;

    TimeStampFailure(int bit, String sentence) {
        var bits = new byte[2 + bit / 8];
        bits[0] = (byte) (7 - bit % 8);
        bits[1 + bit / 8] = (byte) (0x80 >> bit % 8);
        this.response = Der.sequence(Der.sequence(
                Der.integer(REJECTION),
                Der.sequence(Der.of(0x0c, sentence.getBytes(StandardCharsets.UTF_8))),
                Der.of(Der.BIT_STRING, bits)));
    }

    /// The TimeStampResp without a token.
    public byte[] response() {
        return response.clone();
    }
}
