package wariin.enrolment.acme.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.ResponseEntity.BodyBuilder;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.acme.Account;
import wariin.enrolment.acme.AcmePlaces;
import wariin.enrolment.acme.AcmeProblem;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.enrolment.acme.AcmeRequests;
import wariin.enrolment.acme.Authorization;
import wariin.enrolment.acme.Challenge;
import wariin.enrolment.acme.Order;
import wariin.notify.SenderAddress;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskId;

/// Reads bodies, and writes accounts, orders, authorizations and challenges as clients know them.
@Component
class AcmeAnswers {

    private static final int LARGEST = 128 * 1024;

    private final AcmeRequests requests;
    private final AcmePlaces places;
    private final EnrolmentKeys keys;
    private final SenderAddress sender;
    private final JsonMapper json;

    AcmeAnswers(AcmeRequests requests, AcmePlaces places, EnrolmentKeys keys, SenderAddress sender, JsonMapper json) {
        this.requests = requests;
        this.places = places;
        this.keys = keys;
        this.sender = sender;
        this.json = json;
    }

    AcmePlaces places() {
        return places;
    }

    /// The desk of a directory; one that does not register any more answers as one that never did.
    DeskId desk(DeskId id) {
        return keys.desk(id)
                .filter(Desk::active)
                .map(Desk::id)
                .orElseThrow(() -> AcmeProblem.of(Type.notFound, "There is no such directory"));
    }

    byte[] body(HttpServletRequest request) {
        var type = request.getContentType();
        if (type == null || !type.split(";")[0].strip().equalsIgnoreCase("application/jose+json")) {
            throw AcmeProblem.of(Type.unsupportedMediaType, "Requests are of type application/jose+json");
        }
        try {
            var body = request.getInputStream().readNBytes(LARGEST + 1);
            if (body.length > LARGEST) throw AcmeProblem.of(Type.malformed, "The request is too large");
            return body;
        } catch (IOException broken) {
            throw AcmeProblem.of(Type.malformed, "The request did not arrive as a whole");
        }
    }

    BodyBuilder answer(HttpStatus status, DeskId desk) {
        return ResponseEntity.status(status)
                .header("Replay-Nonce", requests.nonce())
                .header("Cache-Control", "no-store")
                .header("Link", "<" + places.at(desk, "directory") + ">;rel=\"index\"");
    }

    Map<String, Object> account(Account account) {
        var document = new LinkedHashMap<String, Object>();
        document.put("status", account.status());
        document.put("contact", account.contact());
        document.put("termsOfServiceAgreed", true);
        document.put("orders", places.account(account.desk(), account.id()) + "/orders");
        document.put("createdAt", account.createdAt().toString());
        return document;
    }

    Map<String, Object> order(DeskId desk, Order order) {
        var document = new LinkedHashMap<String, Object>();
        document.put("status", order.status());
        document.put("expires", order.expiresAt().toString());
        document.put("identifiers", order.identifiers());
        if (order.notAfter() != null) document.put("notAfter", order.notAfter().toString());
        if (order.replaces() != null) document.put("replaces", order.replaces());
        document.put(
                "authorizations",
                order.authorizations().stream()
                        .map(id -> places.authorization(desk, id))
                        .toList());
        document.put("finalize", places.order(desk, order.id()) + "/finalize");
        if (order.serial() != null) document.put("certificate", places.certificate(desk, order.serial()));
        if (order.problem() != null) document.put("error", read(order.problem()));
        return document;
    }

    Map<String, Object> authorization(DeskId desk, Authorization authorization, List<Challenge> challenges) {
        var document = new LinkedHashMap<String, Object>();
        document.put("identifier", authorization.identifier());
        document.put("status", authorization.status());
        document.put("expires", authorization.expiresAt().toString());
        document.put(
                "challenges",
                challenges.stream().map(one -> challenge(desk, one)).toList());
        return document;
    }

    Map<String, Object> challenge(DeskId desk, Challenge challenge) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", challenge.type().toString());
        document.put("url", places.challenge(desk, challenge.id()));
        document.put("status", challenge.status());
        document.put("token", challenge.token());
        if (challenge.type() == Challenge.Type.MAIL) {
            document.put("from", sender.value());
        }
        if (challenge.validatedAt() != null) {
            document.put("validated", challenge.validatedAt().toString());
        }
        if (challenge.problem() != null) document.put("error", read(challenge.problem()));
        return document;
    }

    private Map<String, Object> read(String problem) {
        return json.readValue(problem, new TypeReference<>() {});
    }
}
