package wariin.validation.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import wariin.validation.ReportDocument;
import wariin.validation.SignerRules;
import wariin.validation.Wording;

/// Validation for programs: a PDF in, a verdict as JSON out.
@RestController
class ValidationApi {

    private final Desk desk;
    private final SignerRules rules;

    ValidationApi(Desk desk, Optional<SignerRules> rules) {
        this.desk = desk;
        this.rules = rules.orElseGet(SignerRules::none);
    }

    @PostMapping(
            path = {"/api/v1/validations", "/verify"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ReportDocument> validate(
            @RequestParam(required = false) @Nullable MultipartFile file, HttpServletRequest request, Locale locale)
            throws IOException {
        var say = Wording.in(locale);
        return switch (desk.check(file, request.getRemoteAddr())) {
            case Desk.Answer.Judged(var report, var token) -> {
                var name = file == null ? null : file.getOriginalFilename();
                var answer = ResponseEntity.ok().header("Cache-Control", "no-store");
                if (token != null)
                    answer.header("Link", "</verify/reports/" + token + "/etsi.xml>; rel=\"describedby\"");
                yield answer.body(ReportDocument.of(name, report, say, rules));
            }
            case Desk.Answer.Empty _ ->
                throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "file-missing", say.say("empty"));
            case Desk.Answer.TooMany _ -> throw problem(HttpStatus.TOO_MANY_REQUESTS, "too-many", say.say("many"));
            case Desk.Answer.Busy _ -> throw problem(HttpStatus.SERVICE_UNAVAILABLE, "busy", say.say("busy"));
        };
    }

    private static ErrorResponseException problem(HttpStatus status, String kind, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setType(URI.create("urn:wariin:problem:" + kind));
        return new ErrorResponseException(status, problem, null);
    }
}
