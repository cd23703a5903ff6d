package wariin.enrolment.acme.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import wariin.enrolment.acme.RenewalInformation;
import wariin.ra.desk.DeskId;

/// What anybody may ask: where things are, for a nonce, and when a certificate should be renewed.
@RestController
@RequestMapping("/acme/{desk}")
class AcmeDirectoryController {

    private static final int ASK_AGAIN = 6 * 3600;

    private final AcmeAnswers answers;
    private final RenewalInformation renewals;

    AcmeDirectoryController(AcmeAnswers answers, RenewalInformation renewals) {
        this.answers = answers;
        this.renewals = renewals;
    }

    @GetMapping("/directory")
    ResponseEntity<Map<String, Object>> directory(@PathVariable("desk") DeskId id) {
        var desk = answers.desk(id);
        var places = answers.places();
        var directory = new LinkedHashMap<String, Object>();
        directory.put("newNonce", places.at(desk, "new-nonce"));
        directory.put("newAccount", places.at(desk, "new-account"));
        directory.put("newOrder", places.at(desk, "new-order"));
        directory.put("revokeCert", places.at(desk, "revoke-certificate"));
        directory.put("keyChange", places.at(desk, "key-change"));
        directory.put("renewalInfo", places.at(desk, "renewal-info"));
        directory.put(
                "meta",
                Map.of(
                        "termsOfService", places.terms(),
                        "website", places.of("/"),
                        "externalAccountRequired", true));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(directory);
    }

    /// RFC 8555, 7.2: 200 for HEAD, 204 for GET.
    @GetMapping("/new-nonce")
    ResponseEntity<Void> nonce(@PathVariable("desk") DeskId id, HttpServletRequest request) {
        var status = request.getMethod().equals("HEAD") ? HttpStatus.OK : HttpStatus.NO_CONTENT;
        return answers.answer(status, answers.desk(id)).build();
    }

    @GetMapping("/renewal-info/{certificate}")
    ResponseEntity<Map<String, Object>> renewal(@PathVariable("desk") DeskId id, @PathVariable String certificate) {
        var window = renewals.window(answers.desk(id), certificate);
        return ResponseEntity.ok()
                .header("Retry-After", String.valueOf(ASK_AGAIN))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Map.of(
                        "suggestedWindow",
                        Map.of(
                                "start", window.start().toString(),
                                "end", window.end().toString())));
    }
}
