package wariin.ca.application;

import java.time.Instant;
import java.util.Arrays;
import wariin.x509.SerialNumber;

/// The exact body of a certificate that passed the linter; nothing of it is stored here, and nothing is signed yet.
///
/// It may be kept as data and come back days later: it is linted again before it is signed.
///
/// @param issuer the authority's name in addresses
/// @param profile the profile's id, such as `person/1`
public record PreparedCertificate(
        SerialNumber serial,
        String issuer,
        String profile,
        String holder,
        byte[] toBeSigned,
        Instant notBefore,
        Instant notAfter) {

    /// What officers sign when they approve of it.
    public byte[] sha256() {
        return Sha256.of(toBeSigned);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PreparedCertificate that
                && serial.equals(that.serial)
                && issuer.equals(that.issuer)
                && profile.equals(that.profile)
                && holder.equals(that.holder)
                && Arrays.equals(toBeSigned, that.toBeSigned);
    }

    @Override
    public int hashCode() {
        return serial.hashCode();
    }
}
