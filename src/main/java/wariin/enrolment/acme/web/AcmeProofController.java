package wariin.enrolment.acme.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import wariin.enrolment.acme.AcmeAuthorizations;
import wariin.enrolment.acme.AcmeProblem;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.enrolment.acme.AcmeRequests;
import wariin.enrolment.acme.Authorization;
import wariin.enrolment.acme.Challenge;
import wariin.ra.desk.DeskId;

/// Authorizations and challenges (RFC 8555, 7.5).
@RestController
@RequestMapping("/acme/{desk}")
class AcmeProofController {

    private final AcmeAnswers answers;
    private final AcmeRequests requests;
    private final AcmeAuthorizations authorizations;

    AcmeProofController(AcmeAnswers answers, AcmeRequests requests, AcmeAuthorizations authorizations) {
        this.answers = answers;
        this.requests = requests;
        this.authorizations = authorizations;
    }

    @PostMapping("/authorization/{authorization}")
    ResponseEntity<Map<String, Object>> authorization(
            @PathVariable("desk") DeskId id, @PathVariable String authorization, HttpServletRequest request) {
        var desk = answers.desk(id);
        var asked = requests.fromAccount(desk, request.getRequestURI(), answers.body(request));
        if (asked.postAsGet()) return answered(desk, authorizations.find(asked.account(), authorization));
        if (!"deactivated".equals(asked.payload().json().path("status").asString(""))) {
            throw AcmeProblem.of(Type.malformed, "The only status that a client sets is deactivated");
        }
        return answered(desk, authorizations.deactivate(asked.account(), authorization));
    }

    private ResponseEntity<Map<String, Object>> answered(DeskId desk, Authorization authorization) {
        var challenges = authorizations.challenges(authorization);
        var answer = answers.answer(HttpStatus.OK, desk).contentType(MediaType.APPLICATION_JSON);
        if (challenges.stream().anyMatch(one -> one.status() == Challenge.Status.processing)) {
            answer.header("Retry-After", "3");
        }
        return answer.body(answers.authorization(desk, authorization, challenges));
    }

    @PostMapping("/challenge/{challenge}")
    ResponseEntity<Map<String, Object>> challenge(
            @PathVariable("desk") DeskId id, @PathVariable String challenge, HttpServletRequest request) {
        var desk = answers.desk(id);
        var asked = requests.fromAccount(desk, request.getRequestURI(), answers.body(request));
        var account = asked.account();
        var now = asked.postAsGet()
                ? authorizations.challenge(account, challenge)
                : authorizations.respond(account, challenge);
        var up = answers.places().authorization(desk, now.authorization());
        var answer = answers.answer(HttpStatus.OK, desk)
                .header("Link", "<" + up + ">;rel=\"up\"")
                .contentType(MediaType.APPLICATION_JSON);
        if (now.status() == Challenge.Status.processing) answer.header("Retry-After", "3");
        return answer.body(answers.challenge(desk, now));
    }
}
