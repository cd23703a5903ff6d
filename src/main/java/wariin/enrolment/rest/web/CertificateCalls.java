package wariin.enrolment.rest.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import wariin.enrolment.EnrolmentKey;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.EnrolmentLimits;
import wariin.enrolment.EnrolmentLimits.Limit;
import wariin.enrolment.rest.ProgramRequests;
import wariin.ra.approval.StandingApproval;
import wariin.ra.request.Registrant;
import wariin.x509.CertificationRequest;

/// Reads calls: whose they are, and what they say.
@Component
class CertificateCalls {

    private static final int LARGEST = 128 * 1024;
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// Whom or what the certificate shall name; the organisation is that of the standing approval.
    record RegistrantBody(
            @Nullable String commonName,
            @Nullable String givenName,
            @Nullable String surname,
            @Nullable String pseudonym,
            @Nullable String title,
            @Nullable String email,
            @Nullable List<String> dnsNames) {}

    /// @param validity ISO 8601, such as P90D
    record RequestBody(
            @Nullable String csr,
            @Nullable RegistrantBody registrant,
            @Nullable String validity) {}

    private final EnrolmentKeys keys;
    private final EnrolmentLimits limits;

    CertificateCalls(EnrolmentKeys keys, EnrolmentLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    EnrolmentKey caller(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        if (!limits.open(Limit.WRONG_SECRET, address)) throw problem(HttpStatus.TOO_MANY_REQUESTS, "too-many");
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw problem(HttpStatus.UNAUTHORIZED, "no-token");
        }
        var key = keys.authenticateBearer(header.substring(7).strip());
        if (key.isEmpty()) {
            limits.allows(Limit.WRONG_SECRET, address);
            throw problem(HttpStatus.UNAUTHORIZED, "wrong-token");
        }
        if (!limits.allows(Limit.REQUEST, key.get().id())) throw problem(HttpStatus.TOO_MANY_REQUESTS, "too-many");
        return key.get();
    }

    StandingApproval rule(EnrolmentKey key) {
        return keys.approval(key).orElseThrow(() -> problem(HttpStatus.FORBIDDEN, "no-rule"));
    }

    byte[] body(HttpServletRequest request) {
        try {
            var bytes = request.getInputStream().readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) throw problem(HttpStatus.CONTENT_TOO_LARGE, "too-large");
            return bytes;
        } catch (IOException _) {
            throw problem(HttpStatus.BAD_REQUEST, "not-json");
        }
    }

    <T> T read(byte[] body, Class<T> type) {
        try {
            var read = STRICT.readValue(body, type);
            if (read != null) return read;
        } catch (UnrecognizedPropertyException unknown) {
            throw CertificateProblem.of(
                    HttpStatus.BAD_REQUEST,
                    "unknown-member",
                    Map.of("member", unknown.getPropertyName().replaceAll("[^A-Za-z0-9_.-]", "?")));
        } catch (JacksonException _) {
            // said below
        }
        throw problem(HttpStatus.BAD_REQUEST, "not-json");
    }

    /// The same key for the same call: address and body together.
    ProgramRequests.Call call(HttpServletRequest request, byte[] body, @Nullable UUID replaces) {
        var key = request.getHeader("Idempotency-Key");
        if (key != null && !key.matches("[!-~]{1,100}")) throw problem(HttpStatus.BAD_REQUEST, "idempotency-key-wrong");
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(request.getRequestURI().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return new ProgramRequests.Call(key, digest.digest(body), replaces);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    CertificationRequest csr(@Nullable String text) {
        if (text == null || text.isBlank()) throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "csr-missing");
        return switch (CertificationRequest.parse(text.getBytes(StandardCharsets.UTF_8))) {
            case CertificationRequest.Reading.Proven(var request) -> request;
            case CertificationRequest.Reading.Refused(var fault, var _) ->
                throw problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        switch (fault) {
                            case UNREADABLE -> "csr-unreadable";
                            case WEAK_KEY -> "csr-weak-key";
                            case NOT_PROVEN -> "csr-not-proven";
                        });
        };
    }

    /// Names come from the call; what is missing there, the standing approval and the kind of certificate give.
    static Registrant registrant(@Nullable RegistrantBody said, StandingApproval rule) {
        if (said == null) throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "registrant-missing");
        var hosts = said.dnsNames() == null ? List.<String>of() : said.dnsNames();
        if (hosts.size() > 100 || hosts.stream().anyMatch(Objects::isNull)) {
            throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "registrant-missing");
        }
        return new Registrant(
                commonName(said, hosts, rule),
                said.givenName(),
                said.surname(),
                said.pseudonym(),
                said.title(),
                rule.organisation(),
                rule.organisationName(),
                said.email(),
                hosts);
    }

    private static String commonName(RegistrantBody said, List<String> hosts, StandingApproval rule) {
        if (said.commonName() != null) return said.commonName();
        if (!hosts.isEmpty()) return hosts.getFirst();
        if (said.pseudonym() != null) return said.pseudonym();
        if (said.surname() != null || said.givenName() != null) {
            return ((said.surname() == null ? "" : said.surname()) + " "
                            + (said.givenName() == null ? "" : said.givenName()))
                    .strip();
        }
        return rule.organisationName();
    }

    static @Nullable Duration validity(@Nullable String text) {
        if (text == null) return null;
        try {
            var duration = text.contains("T") ? Duration.parse(text) : Duration.ofDays(days(Period.parse(text)));
            if (duration.isPositive()) return duration;
        } catch (DateTimeException | ArithmeticException _) {
            // said below
        }
        throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "validity-wrong");
    }

    private static long days(Period period) {
        if (period.toTotalMonths() != 0) throw new DateTimeException("Months differ");
        return period.getDays();
    }

    private static CertificateProblem problem(HttpStatus status, String kind) {
        return CertificateProblem.of(status, kind);
    }
}
