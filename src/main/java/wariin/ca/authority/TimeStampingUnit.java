package wariin.ca.authority;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import wariin.keys.KeyId;
import wariin.x509.Der;
import wariin.x509.DerReader;

/// The key and the certificate with which time-stamps are signed, and what the unit is called.
///
/// @param line what all generations of the unit are called, and what it has in addresses
/// @param servesFrom from when on it signs in the place of the generation before it
public record TimeStampingUnit(String name, String line, KeyId key, X509Certificate certificate, Instant servesFrom) {
    private static final String PRIVATE_KEY_USAGE_PERIOD = "2.5.29.16";

    /// No token is signed after this, so that every token can be checked for years with a valid certificate.
    public Instant endOfKeyUsage() {
        var extension = certificate.getExtensionValue(PRIVATE_KEY_USAGE_PERIOD);
        if (extension == null) return certificate.getNotAfter().toInstant();
        var period = DerReader.over(DerReader.over(extension).contents(Der.OCTET_STRING))
                .into(Der.SEQUENCE);
        period.contents(0x80);
        var text = new String(period.contents(0x81), StandardCharsets.US_ASCII);
        var format = DateTimeFormatter.ofPattern("yyyyMMddHHmmssX");
        return OffsetDateTime.parse(text, format)
                .withOffsetSameInstant(ZoneOffset.UTC)
                .toInstant();
    }
}
