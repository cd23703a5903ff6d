package wariin.x509;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;

/// The serial number of a certificate: positive, at most 20 octets (RFC 5280, 4.1.2.2). Written in hex.
public record SerialNumber(BigInteger value) {

    public SerialNumber {
        if (value.signum() <= 0 || value.bitLength() > 159) {
            throw new IllegalArgumentException("A serial number is positive and has at most 20 octets");
        }
    }

    /// Nobody can guess the next one; always 20 octets, so all of them sort and encode alike.
    public static SerialNumber random(SecureRandom random) {
        return new SerialNumber(new BigInteger(158, random).setBit(158));
    }

    public static SerialNumber of(String hex) {
        return new SerialNumber(new BigInteger(hex, 16));
    }

    public static SerialNumber of(byte[] octets) {
        return new SerialNumber(new BigInteger(1, octets));
    }

    public static SerialNumber of(X509Certificate certificate) {
        return new SerialNumber(certificate.getSerialNumber());
    }

    /// As it stands in a certificate: big-endian, as short as can be.
    public byte[] bytes() {
        return value.toByteArray();
    }

    @Override
    public String toString() {
        return value.toString(16);
    }
}
