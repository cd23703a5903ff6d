package wariin.timestamp;

import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.x509.Der;
import wariin.x509.DerReader;
import wariin.x509.MalformedDer;

/// A request for a token (RFC 3161, 2.4.1); {@code imprint} is the MessageImprint as it came and goes into the token
/// so.
public record TimeStampQuery(
        byte[] imprint, @Nullable String policy, @Nullable BigInteger nonce, boolean certificateWanted) {

    /// What came of reading a request.
    public sealed interface Reading {
        record Understood(TimeStampQuery query) implements Reading {}

        record Refused(TimeStampFailure failure) implements Reading {}
    }

    /// A query over a hash that was computed here.
    public static TimeStampQuery over(ImprintAlgorithm algorithm, byte[] hash) {
        if (hash.length != algorithm.length()) {
            throw new IllegalArgumentException(
                    "A " + algorithm.digest() + " hash has " + algorithm.length() + " bytes");
        }
        var imprint = Der.sequence(Der.sequence(Der.oid(algorithm.oid()), new byte[] {5, 0}), Der.octets(hash));
        return new TimeStampQuery(imprint, null, null, true);
    }

    /// Reads a request; the table of refusals is that of the standard.
    public static Reading read(byte[] der) {
        try {
            return request(der);
        } catch (MalformedDer _) {
            return new Reading.Refused(TimeStampFailure.BAD_DATA_FORMAT);
        }
    }

    private static Reading request(byte[] der) {
        var whole = DerReader.over(der);
        var request = whole.into(Der.SEQUENCE);
        whole.end();
        var version = request.integer();
        var imprint = request.element();
        var policy = request.hasNext(Der.OBJECT_IDENTIFIER) ? request.oid() : null;
        var nonce = request.hasNext(Der.INTEGER) ? request.integer() : null;
        var certificateWanted = request.hasNext(Der.BOOLEAN) && request.bool();
        var extensions = request.hasNext(Der.CONTEXT);
        if (extensions) request.element();
        request.end();
        if (!version.equals(BigInteger.ONE)) return new Reading.Refused(TimeStampFailure.BAD_REQUEST);
        var wrong = imprintFailure(imprint);
        if (wrong.isPresent()) return new Reading.Refused(wrong.get());
        if (extensions) return new Reading.Refused(TimeStampFailure.UNACCEPTED_EXTENSION);
        return new Reading.Understood(new TimeStampQuery(imprint, policy, nonce, certificateWanted));
    }

    private static Optional<TimeStampFailure> imprintFailure(byte[] encoded) {
        var imprint = DerReader.over(encoded).into(Der.SEQUENCE);
        var identifier = imprint.into(Der.SEQUENCE);
        var algorithm = ImprintAlgorithm.of(identifier.oid());
        var parameters = identifier.hasMore() ? identifier.element() : new byte[] {5, 0};
        identifier.end();
        var hash = imprint.contents(Der.OCTET_STRING);
        imprint.end();
        if (algorithm.isEmpty()) return Optional.of(TimeStampFailure.BAD_ALG);
        var wellFormed = hash.length == algorithm.get().length() && parameters.length == 2 && parameters[0] == 5;
        return wellFormed ? Optional.empty() : Optional.of(TimeStampFailure.BAD_DATA_FORMAT);
    }
}
