package wariin.inspection;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;

/// Revocation lists and status answers: reachable, signed by the right key, and fresh (RFC 5280, 5; RFC 6960, 3.2).
@Component
class StatusFreshness implements Check {

    private static final int MOST_CERTIFICATES = 10;

    private final Fetcher fetcher;
    private final Issuers issuers;
    private final CertificatesAtHand atHandOf;
    private final Clock clock;

    StatusFreshness(Fetcher fetcher, Issuers issuers, CertificatesAtHand atHandOf, Clock clock) {
        this.fetcher = fetcher;
        this.issuers = issuers;
        this.atHandOf = atHandOf;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "crl-ocsp-freshness";
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        var certificates = new ArrayList<>(atHandOf.of(service));
        var atHand = new LinkedHashSet<X509Certificate>(certificates);
        var lists = new LinkedHashSet<String>();
        for (var at = 0; at < certificates.size() && at < MOST_CERTIFICATES; at++) {
            var certificate = certificates.get(at);
            if (Issuers.selfSigned(certificate)) continue;
            var issuer = issuers.of(certificate, atHand);
            issuer.filter(atHand::add).ifPresent(certificates::add); // its own status is looked at too
            var pointers = Pointers.of(certificate);
            lists.addAll(pointers.lists());
            for (var responder : pointers.responders()) {
                if (issuer.isPresent()) {
                    new StatusAnswerLook(fetcher, clock.instant(), notes).ask(responder, certificate, issuer.get());
                } else {
                    notes.doubt("発行者の証明書が見つかりません。", "The certificate of the issuer cannot be found.");
                }
            }
        }
        for (var point : service.service().supplyPoints()) {
            if (point.toLowerCase(Locale.ROOT).endsWith(".crl")) lists.add(point);
        }
        for (var list : lists) look(list, List.copyOf(atHand), notes);
        if (notes.nothingSeen()) {
            notes.doubt(
                    "証明書にも提供場所にも、失効リスト(CRL)や状態応答(OCSP)の場所がありません。",
                    "Neither its certificates nor its supply points name a revocation list or a status responder.");
        }
        return notes.look(
                "失効リストと状態応答は、届き、正しい鍵で署名され、新しいものです。",
                "Revocation lists and status answers can be had, are signed by the right key and are fresh.");
    }

    private void look(String address, List<X509Certificate> atHand, Notes notes) {
        var fact = notes.fact("list", address);
        switch (fetcher.get(address)) {
            case Fetcher.Fetched.Failed(var reason) -> {
                fact.put("fault", reason.en());
                notes.fault(reason);
            }
            case Fetcher.Fetched.Got got -> RevocationListLook.look(got, atHand, clock.instant(), fact, notes);
        }
    }
}
