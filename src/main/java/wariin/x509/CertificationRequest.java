package wariin.x509;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/// Somebody asks for a certificate for a key, and has proved to hold it (PKCS #10, RFC 2986).
///
/// What it says of names is a wish: only a registration desk decides what a certificate says.
///
/// @param names the alternative names that it asks for, as far as we issue such
/// @param attributes what its subject says, by the names of X.520; of several values the first
/// @param password the challenge password, if there is one (RFC 2985, 5.4.1)
/// @param encoded the whole request in DER
public record CertificationRequest(
        PublicKey key,
        X500Principal subject,
        Map<String, String> attributes,
        List<AlternativeName> names,
        @Nullable String password,
        byte[] encoded) {

    private static final int LARGEST = 64 * 1024;
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\\s]+)-----END (?:NEW )?CERTIFICATE REQUEST-----");
    /// What became of reading one.
    public sealed interface Reading {

        /// It is whole, its key is strong, and whoever made it holds the private key.
        record Proven(CertificationRequest request) implements Reading {}

        record Refused(Fault fault, String detail) implements Reading {}

        /// The request, or an exception that says what is wrong with it.
        default CertificationRequest orThrow() {
            return switch (this) {
                case Proven(var request) -> request;
                case Refused(var _, var detail) -> throw new IllegalArgumentException(detail);
            };
        }
    }

    /// Why a request is refused.
    public enum Fault {
        /// It is not a request, or not in DER.
        UNREADABLE,
        /// Nobody certifies keys of this kind, or so weak ones.
        WEAK_KEY,
        /// Its signature was not made by the key that it names, or by a method that proves nothing.
        NOT_PROVEN
    }

    public CertificationRequest {
        attributes = Map.copyOf(attributes);
        names = List.copyOf(names);
    }

    public Optional<String> commonName() {
        return Optional.ofNullable(attributes.get("commonName"));
    }

    /// From DER, PEM, or the bare base64 that some protocols send.
    public static Reading parse(byte[] input) {
        try {
            return read(der(input));
        } catch (IOException | RuntimeException _) {
            return new Reading.Refused(Fault.UNREADABLE, "This is not a certification request (PKCS #10)");
        }
    }

    private static Reading read(byte[] der) throws IOException {
        var request = new PKCS10CertificationRequest(der);
        if (!Arrays.equals(der, request.toASN1Structure().getEncoded(ASN1Encoding.DER))) {
            return new Reading.Refused(Fault.UNREADABLE, "The request is not encoded in DER");
        }
        PublicKey key;
        try {
            key = WeakKey.parse(request.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER));
        } catch (GeneralSecurityException e) {
            return new Reading.Refused(Fault.WEAK_KEY, "Keys of this kind are not certified: " + e.getMessage());
        }
        var weakness = WeakKey.find(key);
        if (weakness.isPresent()) {
            return new Reading.Refused(Fault.WEAK_KEY, weakness.get().sentence());
        }
        if (!proven(request, key)) {
            return new Reading.Refused(
                    Fault.NOT_PROVEN, "The request is not signed, with SHA-256 or better, by the key that it names");
        }
        return new Reading.Proven(new CertificationRequest(
                key,
                new X500Principal(request.getSubject().getEncoded(ASN1Encoding.DER)),
                SubjectNames.attributes(request.getSubject().getEncoded(ASN1Encoding.DER)),
                names(request),
                password(request),
                der));
    }

    private static boolean proven(PKCS10CertificationRequest request, PublicKey key) throws IOException {
        var asked = request.toASN1Structure().getCertificationRequestInfo().getEncoded(ASN1Encoding.DER);
        var algorithm = request.getSignatureAlgorithm().getAlgorithm().getId();
        return ProofOfPossession.holds(algorithm, key, asked, request.getSignature());
    }

    private static byte[] der(byte[] input) {
        if (input.length > LARGEST) throw new MalformedDer("Too large");
        if (input.length > 0 && input[0] == Der.SEQUENCE) return input;
        var text = new String(input, StandardCharsets.US_ASCII);
        var pem = PEM.matcher(text);
        return Base64.getMimeDecoder().decode(pem.find() ? pem.group(1) : text.strip());
    }

    private static List<AlternativeName> names(PKCS10CertificationRequest request) {
        var extensions = request.getRequestedExtensions();
        var asked = extensions == null ? null : extensions.getExtension(Extension.subjectAlternativeName);
        return asked == null
                ? List.of()
                : SubjectNames.alternatives(asked.getExtnValue().getOctets());
    }

    private static @Nullable String password(PKCS10CertificationRequest request) {
        var found = request.getAttributes(
                new ASN1ObjectIdentifier(PKCSObjectIdentifiers.pkcs_9_at_challengePassword.getId()));
        if (found.length == 0 || found[0].getAttrValues().size() != 1) return null;
        return found[0].getAttrValues().getObjectAt(0) instanceof ASN1String text ? text.getString() : null;
    }
}
