package wariin.contract.web;

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

/// A refusal on its way to the caller (RFC 9457): the kind for programs, one sentence for people.
class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String kind;
    private final transient Object[] arguments;
    private final transient Map<String, Object> more;

    Problem(HttpStatus status, String kind, Map<String, Object> more, Object... arguments) {
        super(kind);
        this.status = status;
        this.kind = kind;
        this.more = more;
        this.arguments = arguments;
    }

    static Problem of(HttpStatus status, String kind) {
        return new Problem(status, kind, Map.of());
    }

    static Problem notFound() {
        return of(HttpStatus.NOT_FOUND, "unknown");
    }

    /// Says problems in the reader's language.
    @RestControllerAdvice(assignableTypes = {ContractApi.class, SigningApi.class})
    static class Advice {

        private final MessageSource words;

        Advice(MessageSource words) {
            this.words = words;
        }

        @ExceptionHandler
        ResponseEntity<ProblemDetail> answer(Problem problem, Locale locale) {
            var sentence = words.getMessage("contract.refusal." + problem.kind, problem.arguments, locale);
            var detail = ProblemDetail.forStatusAndDetail(problem.status, sentence);
            detail.setType(URI.create("urn:wariin:problem:" + problem.kind));
            problem.more.forEach(detail::setProperty);
            return ResponseEntity.status(problem.status)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(detail);
        }
    }
}
