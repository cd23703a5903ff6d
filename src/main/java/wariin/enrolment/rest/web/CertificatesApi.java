package wariin.enrolment.rest.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import wariin.ca.revocation.RevocationReason;
import wariin.enrolment.EnrolmentKey;
import wariin.enrolment.rest.ProgramRequest;
import wariin.enrolment.rest.ProgramRequests;
import wariin.ra.Enrolment;
import wariin.ra.request.Registrant;
import wariin.site.SiteSettings;
import wariin.x509.Certificates;

/// The life of certificates for programs of a desk: docs/enrolment.md tells it with examples.
@RestController
@RequestMapping("/api/v1/certificates")
class CertificatesApi {

    private static final String ID = "/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";
    private static final MediaType CHAIN = MediaType.parseMediaType("application/pem-certificate-chain");

    /// @param status GOOD, REVOKED or EXPIRED, of a certificate
    record CertificateView(
            UUID id,
            ProgramRequest.State state,
            String link,
            Instant createdAt,
            @Nullable String serial,
            @Nullable String status,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            @Nullable String certificate,
            @Nullable UUID replaces,
            @Nullable String refusal) {}

    /// @param next the cursor of the next page, if there is one
    record Page(
            List<CertificateView> certificates, @Nullable String next) {}

    /// Why it is revoked: one of the reasons of RFC 5280 in capital letters.
    record RevocationBody(@Nullable String reason) {}

    /// The new key; the names stay.
    record RenewalBody(@Nullable String csr, @Nullable String validity) {}

    private final CertificateCalls calls;
    private final ProgramRequests requests;
    private final SiteSettings site;
    private final Clock clock;

    CertificatesApi(CertificateCalls calls, ProgramRequests requests, SiteSettings site, Clock clock) {
        this.calls = calls;
        this.requests = requests;
        this.site = site;
        this.clock = clock;
    }

    @PostMapping
    ResponseEntity<CertificateView> request(HttpServletRequest request) {
        var key = calls.caller(request);
        var bytes = calls.body(request);
        var body = calls.read(bytes, CertificateCalls.RequestBody.class);
        var rule = calls.rule(key);
        var csr = calls.csr(body.csr());
        var enrolment = new Enrolment(
                rule.profile(),
                csr.key(),
                CertificateCalls.registrant(body.registrant(), rule),
                CertificateCalls.validity(body.validity()));
        return taken(requests.take(key, calls.call(request, bytes, null), enrolment));
    }

    @GetMapping
    Page list(
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit,
            HttpServletRequest request) {
        var key = calls.caller(request);
        if (limit < 1 || limit > 200) throw CertificateProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "limit-wrong");
        var found = requests.list(key, cursor.isEmpty() ? null : cursor(key, cursor), limit);
        var page = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                page.stream().map(this::view).toList(),
                found.size() > limit ? page.getLast().id().toString() : null);
    }

    private UUID cursor(EnrolmentKey key, String text) {
        try {
            return requests.find(key, UUID.fromString(text)).orElseThrow().id();
        } catch (IllegalArgumentException | java.util.NoSuchElementException _) {
            throw CertificateProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "cursor-wrong");
        }
    }

    @GetMapping(ID)
    CertificateView look(@PathVariable UUID id, HttpServletRequest request) {
        return view(find(calls.caller(request), id));
    }

    /// PEM, from the certificate up to the root.
    @GetMapping(ID + "/chain")
    ResponseEntity<byte[]> chain(@PathVariable UUID id, HttpServletRequest request) {
        var certificate = certificate(find(calls.caller(request), id));
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .contentType(CHAIN)
                .body(requests.chain(certificate).stream()
                        .map(CertificatesApi::pem)
                        .collect(Collectors.joining())
                        .getBytes(StandardCharsets.US_ASCII));
    }

    @PostMapping(ID + "/revocation")
    CertificateView revoke(@PathVariable UUID id, HttpServletRequest request) {
        var key = calls.caller(request);
        var found = find(key, id);
        certificate(found);
        var said = calls.read(calls.body(request), RevocationBody.class).reason();
        var reason = Arrays.stream(RevocationReason.values())
                .filter(one -> one != RevocationReason.CERTIFICATE_HOLD)
                .filter(one -> one.name().equals(said == null ? "UNSPECIFIED" : said))
                .findFirst()
                .orElseThrow(() -> CertificateProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "reason-wrong"));
        requests.revoke(key, found, reason).ifPresent(why -> {
            throw CertificateProblem.refused(new ProgramRequest.Refusal(why.key(), why.facts()));
        });
        return view(found);
    }

    /// A new certificate with the same names; the old one stays as it is.
    @PostMapping(ID + "/renewal")
    ResponseEntity<CertificateView> renew(@PathVariable UUID id, HttpServletRequest request) {
        var key = calls.caller(request);
        var found = find(key, id);
        if (requests.isRevoked(certificate(found))) throw CertificateProblem.of(HttpStatus.CONFLICT, "revoked");
        var bytes = calls.body(request);
        var body = calls.read(bytes, RenewalBody.class);
        var csr = calls.csr(body.csr());
        var enrolment = new Enrolment(
                calls.rule(key).profile(), csr.key(), registrant(found), CertificateCalls.validity(body.validity()));
        return taken(requests.take(key, calls.call(request, bytes, found.id()), enrolment));
    }

    private Registrant registrant(ProgramRequest found) {
        return requests.request(found)
                .orElseThrow(() -> CertificateProblem.of(HttpStatus.NOT_FOUND, "unknown"))
                .registrant();
    }

    private ProgramRequest find(EnrolmentKey key, UUID id) {
        return requests.find(key, id).orElseThrow(() -> CertificateProblem.of(HttpStatus.NOT_FOUND, "unknown"));
    }

    private X509Certificate certificate(ProgramRequest found) {
        return requests.certificate(found)
                .orElseThrow(() -> CertificateProblem.of(HttpStatus.CONFLICT, "no-certificate"));
    }

    private ResponseEntity<CertificateView> taken(ProgramRequests.Taken taken) {
        return switch (taken) {
            case ProgramRequests.Taken.KeyReused _ ->
                throw CertificateProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused");
            case ProgramRequests.Taken.AtWork _ -> throw CertificateProblem.of(HttpStatus.CONFLICT, "still-at-work");
            case ProgramRequests.Taken.Known(var request, var again) -> {
                if (request.refusal() != null) throw CertificateProblem.refused(request.refusal());
                var status = request.state() == ProgramRequest.State.ISSUED ? HttpStatus.CREATED : HttpStatus.ACCEPTED;
                var view = view(request);
                var answer = ResponseEntity.status(status)
                        .header("Location", view.link())
                        .header("Cache-Control", "no-store");
                if (again) answer.header("Idempotent-Replayed", "true");
                if (status == HttpStatus.ACCEPTED) answer.header("Retry-After", "3600");
                yield answer.body(view);
            }
        };
    }

    private CertificateView view(ProgramRequest request) {
        var certificate = requests.certificate(request);
        return new CertificateView(
                request.id(),
                request.state(),
                site.url("/api/v1/certificates/" + request.id()),
                request.createdAt(),
                request.serial() == null ? null : request.serial().toString(),
                certificate.map(this::status).orElse(null),
                certificate.map(one -> one.getNotBefore().toInstant()).orElse(null),
                certificate.map(one -> one.getNotAfter().toInstant()).orElse(null),
                certificate.map(CertificatesApi::pem).orElse(null),
                request.replaces(),
                request.refusal() == null ? null : request.refusal().key());
    }

    private String status(X509Certificate certificate) {
        if (requests.isRevoked(certificate)) return "REVOKED";
        return clock.instant().isAfter(certificate.getNotAfter().toInstant()) ? "EXPIRED" : "GOOD";
    }

    private static String pem(X509Certificate certificate) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n" + base64.encodeToString(Certificates.encoded(certificate))
                + "\n-----END CERTIFICATE-----\n";
    }
}
