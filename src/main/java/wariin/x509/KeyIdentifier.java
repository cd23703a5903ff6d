package wariin.x509;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.security.auth.x500.X500Principal;

/// Short names of a public key inside certificates and answers.
public final class KeyIdentifier {
    private KeyIdentifier() {}

    /// The subject key identifier: the leftmost 160 bits of the SHA-256 of the key's bits (RFC 7093, 2, method 1).
    public static byte[] of(PublicKey key) {
        return Arrays.copyOf(hash("SHA-256", key), 20);
    }

    /// The same from the contents of the key's BIT STRING, with its first octet, which counts the unused bits.
    static byte[] ofBits(byte[] bits) {
        return Arrays.copyOf(hash("SHA-256", Arrays.copyOfRange(bits, 1, bits.length)), 20);
    }

    /// Which key a certificate says that it was signed with: its authority key identifier.
    public static byte[] ofIssuer(X509Certificate certificate) {
        var extension = certificate.getExtensionValue("2.5.29.35");
        if (extension == null) throw new MalformedDer("The certificate does not name its issuer's key");
        var identifier = DerReader.over(DerReader.over(extension).contents(Der.OCTET_STRING))
                .into(Der.SEQUENCE);
        return identifier.contents(0x80);
    }

    /// What a certificate calls its own key: its subject key identifier; empty if it does not.
    public static byte[] ofSubject(X509Certificate certificate) {
        var extension = certificate.getExtensionValue("2.5.29.14");
        if (extension == null) return new byte[0];
        return DerReader.over(DerReader.over(extension).contents(Der.OCTET_STRING))
                .contents(Der.OCTET_STRING);
    }

    /// The hash of the key's bits, as status requests and answers use it (RFC 6960, 4.1.1 and 4.2.1).
    public static byte[] hash(String digest, PublicKey key) {
        var info = DerReader.over(key.getEncoded()).into(Der.SEQUENCE);
        info.into(Der.SEQUENCE); // the algorithm
        var bits = info.contents(Der.BIT_STRING);
        return hash(digest, Arrays.copyOfRange(bits, 1, bits.length));
    }

    /// The hash of an issuer's name in status requests (RFC 6960, 4.1.1).
    public static byte[] ofName(String digest, X500Principal name) {
        return hash(digest, name.getEncoded());
    }

    static byte[] hash(String digest, byte[] bytes) {
        try {
            return MessageDigest.getInstance(digest).digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
