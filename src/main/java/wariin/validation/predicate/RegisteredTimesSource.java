package wariin.validation.predicate;

import eu.europa.esig.dss.model.tsl.CertificateTrustTime;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.tsl.TrustedListsCertificateSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trust anchors of a trusted list with each of their trusted times: a time between two of them is not trusted.
///
/// For {@code TLValidationJob.setTrustedListCertificateSource} in place of the library's own, which makes one period of
/// the first begin and the last end. Reports of the library know one period for each anchor: it is the newest without a
/// gap, or, after {@link #setTime}, the one around that time.
public final class RegisteredTimesSource extends TrustedListsCertificateSource {

    private static final long serialVersionUID = 1L;

    private transient Map<String, List<CertificateTrustTime>> periods = Map.of();
    private @Nullable Date time;

    /// For {@code TLValidationJob}.
    public RegisteredTimesSource() {}

    /// The time of which reports shall tell, usually when a signature was proved to exist; null: the newest period.
    public synchronized void setTime(@Nullable Date time) {
        this.time = time == null ? null : new Date(time.getTime());
    }

    @Override
    public synchronized void setTrustTimeByCertificates(Map<CertificateToken, List<CertificateTrustTime>> times) {
        super.setTrustTimeByCertificates(times);
        var found = new HashMap<String, List<CertificateTrustTime>>();
        times.forEach((certificate, states) -> found.computeIfAbsent(entity(certificate), _ -> new ArrayList<>())
                .addAll(states));
        found.replaceAll((_, states) -> joined(states));
        periods = found;
    }

    /// Trusted if one of the periods holds at that time; nothing is trusted that the list does not name.
    @Override
    public synchronized boolean isTrustedAtTime(CertificateToken certificate, Date at) {
        return known(certificate).stream().anyMatch(period -> holds(period, at));
    }

    @Override
    public synchronized CertificateTrustTime getTrustTime(CertificateToken certificate) {
        var known = known(certificate);
        var at = time;
        if (at == null) return known.isEmpty() ? new CertificateTrustTime(false) : known.getLast();
        return known.stream()
                .filter(period -> holds(period, at))
                .findFirst()
                .orElseGet(() -> new CertificateTrustTime(false));
    }

    private List<CertificateTrustTime> known(CertificateToken certificate) {
        return periods.getOrDefault(entity(certificate), List.of());
    }

    /// Periods in order of time; those that touch each other are one, as a renewal is no gap.
    private static List<CertificateTrustTime> joined(List<CertificateTrustTime> states) {
        var trusted = states.stream()
                .filter(CertificateTrustTime::isTrusted)
                .sorted(Comparator.comparing(
                        CertificateTrustTime::getStartDate, Comparator.nullsFirst(Comparator.naturalOrder())))
                .toList();
        var joined = new ArrayList<CertificateTrustTime>();
        for (var next : trusted) {
            var last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || gap(last.getEndDate(), next.getStartDate())) joined.add(next);
            else joined.set(joined.size() - 1, last.getJointTrustTime(next.getStartDate(), next.getEndDate()));
        }
        return joined;
    }

    private static boolean gap(@Nullable Date end, @Nullable Date start) {
        return end != null && start != null && start.after(end);
    }

    /// A period holds from its begin on; its end is the first instant outside it.
    private static boolean holds(CertificateTrustTime period, Date at) {
        var from = period.getStartDate();
        var until = period.getEndDate();
        return (from == null || !at.before(from)) && (until == null || at.before(until));
    }

    private static String entity(CertificateToken certificate) {
        return certificate.getEntityKey().asXmlId();
    }
}
