package wariin.procurement.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Why a question got no answer (RFC 9457): the kind for programs, one sentence for people.
class RuleProblem extends RuntimeException {

    private final HttpStatus status;
    private final String kind;

    private RuleProblem(HttpStatus status, String kind) {
        super(kind);
        this.status = status;
        this.kind = kind;
    }

    static RuleProblem of(HttpStatus status, String kind) {
        return new RuleProblem(status, kind);
    }

    /// Says problems in the caller's language.
    @RestControllerAdvice(assignableTypes = AnswersApi.class)
    static class Advice {

        private final MessageSource words;

        Advice(MessageSource words) {
            this.words = words;
        }

        @ExceptionHandler
        ResponseEntity<ProblemDetail> answer(RuleProblem problem, Locale locale) {
            var sentence = words.getMessage("procurement.problem." + problem.kind, null, locale);
            var detail = ProblemDetail.forStatusAndDetail(problem.status, sentence);
            detail.setType(URI.create("urn:wariin:problem:" + problem.kind));
            var response = ResponseEntity.status(problem.status);
            if (problem.status == HttpStatus.TOO_MANY_REQUESTS) response.header("Retry-After", "60");
            return response.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(detail);
        }
    }
}
