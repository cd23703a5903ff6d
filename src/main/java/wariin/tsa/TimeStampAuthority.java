package wariin.tsa;

import java.security.cert.X509Certificate;
import org.springframework.stereotype.Service;

/// Certifies that a hash existed at a time (RFC 3161, RFC 5816).
@Service
public class TimeStampAuthority {

    TimeStampAuthority() {}

    /// A token (a ContentInfo in DER, with the unit's certificate inside) over a SHA-256 hash.
    public byte[] stamp(byte[] sha256) throws TimeNotAvailable {
        throw new UnsupportedOperationException();
    }

    /// Answers a TimeStampReq with a TimeStampResp; every refusal is an answer too.
    public byte[] answer(byte[] request) {
        throw new UnsupportedOperationException();
    }

    /// The certificate of the time-stamping unit.
    public X509Certificate certificate() {
        throw new UnsupportedOperationException();
    }

    /// No token of {@link #stamp} is longer than this.
    public int tokenSize() {
        throw new UnsupportedOperationException();
    }
}
