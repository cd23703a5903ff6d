package wariin.ca.issuance;

import org.jspecify.annotations.Nullable;
import wariin.x509.SerialNumber;

/// What stands in the registers of a serial number: the certificate, or what shall become one.
///
/// @param toBeSigned empty once it is issued: the certificate has it
public record StoredCertificate(
        SerialNumber serial,
        String issuer,
        String profile,
        String holder,
        byte[] toBeSigned,
        State state,
        byte @Nullable [] der) {

    /// How far it came.
    public enum State {
        INTENDED,
        ISSUED,
        BURNED
    }
}
