package wariin.ca;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.stereotype.Service;

/// How many certificates subscribers were given, and nothing of any of them. Whoever publishes it withholds small
/// numbers.
@Service
public class CertificateCounts {

    private final CertificateRegister certificates;

    CertificateCounts(CertificateRegister certificates) {
        this.certificates = certificates;
    }

    /// By month of a zone's calendar; a month with none is absent.
    public Map<YearMonth, Long> issuedByMonth(ZoneId zone) {
        return certificates.issuedByMonth(zone, Instant.EPOCH);
    }
}
