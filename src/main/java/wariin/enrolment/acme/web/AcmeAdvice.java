package wariin.enrolment.acme.web;

import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import wariin.enrolment.acme.AcmeProblem;
import wariin.enrolment.acme.AcmeRequests;

/// Says problems as ACME clients read them, each with a fresh nonce (RFC 8555, 6.7).
@RestControllerAdvice(basePackageClasses = AcmeAdvice.class)
class AcmeAdvice {

    private static final Logger log = LoggerFactory.getLogger(AcmeAdvice.class);

    private final AcmeRequests requests;

    AcmeAdvice(AcmeRequests requests) {
        this.requests = requests;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> answer(AcmeProblem problem) {
        var response = ResponseEntity.status(problem.type().status())
                .header("Replay-Nonce", requests.nonce())
                .header("Cache-Control", "no-store");
        problem.headers().forEach((name, value) -> response.header(name, value));
        return response.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem.document());
    }

    /// What is broken here tells the client nothing but a number to ask with.
    @ExceptionHandler
    ResponseEntity<Map<String, Object>> answer(RuntimeException broken) {
        if (broken instanceof ErrorResponse refusal) {
            return ResponseEntity.status(refusal.getStatusCode())
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Map.of(
                            "type", AcmeProblem.Type.malformed.urn(),
                            "detail", "The request cannot be read",
                            "status", refusal.getStatusCode().value()));
        }
        var reference = UUID.randomUUID().toString();
        log.atError().addKeyValue("reference", reference).setCause(broken).log("An ACME request failed");
        return answer(AcmeProblem.of(AcmeProblem.Type.serverInternal, "The server failed; reference " + reference));
    }
}
