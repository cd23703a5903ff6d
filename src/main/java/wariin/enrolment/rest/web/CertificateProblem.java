package wariin.enrolment.rest.web;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import wariin.enrolment.rest.ProgramRequest;

/// Why a call got no certificate (RFC 9457): the kind for programs, one sentence in the caller's language for people.
class CertificateProblem extends RuntimeException {

    private final HttpStatus status;
    private final String kind;
    private final String key;
    private final transient Map<String, String> facts;

    private CertificateProblem(HttpStatus status, String kind, String key, Map<String, String> facts) {
        super(kind);
        this.status = status;
        this.kind = kind;
        this.key = key;
        this.facts = facts;
    }

    static CertificateProblem of(HttpStatus status, String kind) {
        return of(status, kind, Map.of());
    }

    static CertificateProblem of(HttpStatus status, String kind, Map<String, String> facts) {
        return new CertificateProblem(status, kind, "enrolment.problem." + kind, facts);
    }

    static CertificateProblem refused(ProgramRequest.Refusal refusal) {
        if (refusal.key().equals("interrupted")) return of(HttpStatus.CONFLICT, "interrupted");
        var status =
                refusal.key().startsWith("standing-approval") || refusal.key().equals("desk-closed")
                        ? HttpStatus.FORBIDDEN
                        : HttpStatus.UNPROCESSABLE_CONTENT;
        return new CertificateProblem(status, refusal.key(), "ra.refusal." + refusal.key(), refusal.facts());
    }

    /// Says problems in the caller's language.
    @RestControllerAdvice(basePackageClasses = CertificateProblem.class)
    static class CertificateProblemAdvice {

        private final MessageSource words;

        CertificateProblemAdvice(MessageSource words) {
            this.words = words;
        }

        @ExceptionHandler
        ResponseEntity<ProblemDetail> answer(CertificateProblem problem, Locale locale) {
            var sentence = words.getMessage(problem.key, null, locale);
            for (var fact : problem.facts.entrySet()) {
                sentence = sentence.replace("{" + fact.getKey() + "}", fact.getValue());
            }
            var detail = ProblemDetail.forStatusAndDetail(problem.status, sentence);
            detail.setType(URI.create("urn:wariin:problem:" + problem.kind));
            problem.facts.forEach(detail::setProperty);
            var response = ResponseEntity.status(problem.status).header("Cache-Control", "no-store");
            if (problem.status == HttpStatus.TOO_MANY_REQUESTS) response.header("Retry-After", "900");
            if (problem.kind.equals("still-at-work")) response.header("Retry-After", "2");
            if (problem.status == HttpStatus.UNAUTHORIZED) {
                response.header("WWW-Authenticate", "Bearer realm=\"certificates\"");
            }
            return response.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(detail);
        }
    }
}
