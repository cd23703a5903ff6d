package wariin.x509;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;

/// Writes revocation lists of any length into one buffer that has the right size from the start (RFC 5280, 5).
///
/// @param expiredSince certificates that expired after this stay on the list (ITU-T X.509, expiredCertsOnCRL)
/// @param places of a list that is one of several: its address, as in the certificates that it covers, octet for octet
public record RevocationListWriter(
        X500Principal issuer,
        PublicKey issuerKey,
        long number,
        Instant thisUpdate,
        Instant nextUpdate,
        Instant expiredSince,
        List<String> places) {

    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String CRL_NUMBER = "2.5.29.20";
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    private static final String EXPIRED_CERTS_ON_CRL = "2.5.29.60";
    private static final int URI = 0x86;

    /// Looks at the body before it is signed; throws if it may not be.
    public interface Check {
        void look(byte[] toBeSigned);
    }

    public RevocationListWriter {
        if (number <= 0 || !thisUpdate.isBefore(nextUpdate)) {
            throw new IllegalArgumentException("A list has a positive number and a next update after this one");
        }
        places = List.copyOf(places);
    }

    /// The signed list. The key signs a message and verifies what came out.
    public SignedRevocationList write(Revocations revoked, Check check, UnaryOperator<byte[]> key) {
        var body = toBeSigned(revoked);
        check.look(body);
        var algorithm = SignatureAlgorithm.of(issuerKey).identifier();
        var signature = Der.bits(key.apply(body));
        var head = Der.head(Der.SEQUENCE, body.length + algorithm.length + signature.length);
        var tail = new byte[algorithm.length + signature.length];
        System.arraycopy(algorithm, 0, tail, 0, algorithm.length);
        System.arraycopy(signature, 0, tail, algorithm.length, signature.length);
        return new SignedRevocationList(head, body, tail);
    }

    byte[] toBeSigned(Revocations revoked) {
        var before = before();
        var extensions = extensions();
        var entries = RevocationEntryWriter.length(revoked);
        // An empty list is left out altogether (RFC 5280, 5.1.2.6).
        var entriesHead = revoked.isEmpty() ? new byte[0] : Der.head(Der.SEQUENCE, entries);
        var length = Math.addExact(before.length + entriesHead.length + extensions.length, entries);
        var head = Der.head(Der.SEQUENCE, length);
        var body = new byte[Math.addExact(head.length, length)];
        var at = put(body, 0, head);
        at = put(body, at, before);
        at = put(body, at, entriesHead);
        new RevocationEntryWriter(body, at).write(revoked);
        put(body, at + entries, extensions);
        return body;
    }

    private byte[] before() {
        return Der.join(
                Der.integer(1),
                SignatureAlgorithm.of(issuerKey).identifier(),
                issuer.getEncoded(),
                Der.time(thisUpdate),
                Der.time(nextUpdate));
    }

    private byte[] extensions() {
        var key = Der.sequence(Der.of(0x80, KeyIdentifier.of(issuerKey)));
        return Der.of(
                Der.CONTEXT,
                Der.sequence(
                        Der.extension(AUTHORITY_KEY_IDENTIFIER, false, key),
                        Der.extension(CRL_NUMBER, false, Der.integer(number)),
                        places.isEmpty() ? new byte[0] : place(),
                        Der.extension(EXPIRED_CERTS_ON_CRL, false, Der.generalizedTime(expiredSince))));
    }

    /// Critical: who does not understand it must not take a part for the whole (RFC 5280, 5.2.5).
    private byte[] place() {
        var names = new byte[places.size()][];
        for (var n = 0; n < names.length; n++) {
            names[n] = Der.of(URI, places.get(n).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        var point = Der.of(Der.CONTEXT, Der.of(Der.CONTEXT, names));
        return Der.extension(ISSUING_DISTRIBUTION_POINT, true, Der.sequence(point));
    }

    private static int put(byte[] into, int at, byte[] part) {
        System.arraycopy(part, 0, into, at, part.length);
        return at + part.length;
    }
}
