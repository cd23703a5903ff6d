package wariin.x509;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A question for the status of certificates (RFC 6960, 4.1; the nonce as in RFC 9654).
public record StatusRequest(List<CertificateId> certificates, Optional<byte[]> nonce) {

    private static final byte[] NONCE = contents("1.3.6.1.5.5.7.48.1.2");
    private static final byte[] SHA_1 = contents("1.3.14.3.2.26");
    private static final byte[] SHA_256 = contents("2.16.840.1.101.3.4.2.1");
    private static final int MOST_CERTIFICATES = 16;

    /// Names a certificate by the hashes of its issuer's name and key; {@code encoded} is echoed in the answer as it
    /// came.
    public record CertificateId(
            byte[] encoded, @Nullable String digest, byte[] issuerName, byte[] issuerKey, SerialNumber serial) {

        /// The id that a relying party would build.
        public static CertificateId of(String digest, byte[] issuerName, byte[] issuerKey, SerialNumber serial) {
            var oid = digest.equals("SHA-1") ? SHA_1 : SHA_256;
            var encoded = Der.sequence(
                    Der.sequence(Der.of(Der.OBJECT_IDENTIFIER, oid), new byte[] {5, 0}),
                    Der.octets(issuerName),
                    Der.octets(issuerKey),
                    Der.integer(serial.value()));
            return new CertificateId(encoded, digest, issuerName, issuerKey, serial);
        }
    }

    /// Throws {@link MalformedDer} for whatever is not a request that can be answered.
    public static StatusRequest parse(byte[] der) {
        var whole = DerReader.over(der);
        var outer = whole.into(Der.SEQUENCE);
        whole.end();
        var request = outer.into(Der.SEQUENCE);
        // The optional signature proves nothing that matters to a public responder.
        if (outer.hasMore()) outer.into(Der.CONTEXT);
        outer.end();
        if (request.hasNext(Der.CONTEXT) && request.into(Der.CONTEXT).integer().signum() != 0) {
            throw new MalformedDer("Unknown version");
        }
        if (request.hasNext(Der.CONTEXT + 1)) request.element();
        var list = request.into(Der.SEQUENCE);
        var certificates = new ArrayList<CertificateId>();
        while (list.hasMore()) {
            certificates.add(single(list.into(Der.SEQUENCE)));
            if (certificates.size() > MOST_CERTIFICATES) throw new MalformedDer("Too many certificates");
        }
        if (certificates.isEmpty()) throw new MalformedDer("No certificate is asked for");
        var nonce = request.hasMore() ? extensions(request.into(Der.CONTEXT + 2)) : Optional.<byte[]>empty();
        request.end();
        return new StatusRequest(List.copyOf(certificates), nonce);
    }

    private static CertificateId single(DerReader request) {
        var encoded = request.element();
        if (request.hasMore()) extensions(request.into(Der.CONTEXT));
        request.end();
        var id = DerReader.over(encoded).into(Der.SEQUENCE);
        var algorithm = id.into(Der.SEQUENCE);
        var digest = digest(algorithm.contents(Der.OBJECT_IDENTIFIER));
        if (algorithm.hasMore()) algorithm.element();
        algorithm.end();
        var name = id.contents(Der.OCTET_STRING);
        var key = id.contents(Der.OCTET_STRING);
        var serial = id.integer();
        id.end();
        if (serial.signum() <= 0 || serial.bitLength() > 159) throw new MalformedDer("Not a serial number");
        return new CertificateId(encoded, digest, name, key, new SerialNumber(serial));
    }

    private static @Nullable String digest(byte[] oid) {
        if (Arrays.equals(oid, SHA_1)) return "SHA-1";
        return Arrays.equals(oid, SHA_256) ? "SHA-256" : null;
    }

    private static byte[] contents(String oid) {
        return DerReader.over(Der.oid(oid)).contents(Der.OBJECT_IDENTIFIER);
    }

    private static Optional<byte[]> extensions(DerReader outer) {
        var list = outer.into(Der.SEQUENCE);
        outer.end();
        Optional<byte[]> nonce = Optional.empty();
        while (list.hasMore()) {
            var extension = list.into(Der.SEQUENCE);
            var oid = extension.contents(Der.OBJECT_IDENTIFIER);
            var critical = extension.hasNext(Der.BOOLEAN) && extension.bool();
            var value = extension.contents(Der.OCTET_STRING);
            extension.end();
            if (Arrays.equals(oid, NONCE)) {
                if (nonce.isPresent()) throw new MalformedDer("Two nonces");
                nonce = Optional.of(nonce(value));
            } else if (critical) {
                throw new MalformedDer("An unknown extension is critical");
            }
        }
        return nonce;
    }

    /// Between 1 and 128 octets (RFC 9654, 2.1).
    private static byte[] nonce(byte[] value) {
        var reader = DerReader.over(value);
        var nonce = reader.contents(Der.OCTET_STRING);
        reader.end();
        if (nonce.length == 0 || nonce.length > 128) throw new MalformedDer("A nonce has 1 to 128 octets");
        return nonce;
    }
}
