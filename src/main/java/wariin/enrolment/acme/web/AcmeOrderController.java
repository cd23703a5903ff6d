package wariin.enrolment.acme.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import wariin.enrolment.acme.AcmeFinalization;
import wariin.enrolment.acme.AcmeOrders;
import wariin.enrolment.acme.AcmeProblem;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.enrolment.acme.AcmeRequests;
import wariin.enrolment.acme.Order;
import wariin.ra.desk.DeskId;

/// Orders, from the first word to the certificate (RFC 8555, 7.4).
@RestController
@RequestMapping("/acme/{desk}")
class AcmeOrderController {

    private final AcmeAnswers answers;
    private final AcmeRequests requests;
    private final AcmeOrders orders;
    private final AcmeFinalization finalization;

    AcmeOrderController(AcmeAnswers answers, AcmeRequests requests, AcmeOrders orders, AcmeFinalization finalization) {
        this.answers = answers;
        this.requests = requests;
        this.orders = orders;
        this.finalization = finalization;
    }

    @PostMapping("/new-order")
    ResponseEntity<Map<String, Object>> order(@PathVariable("desk") DeskId id, HttpServletRequest request) {
        var desk = answers.desk(id);
        var asked = requests.fromAccount(desk, request.getRequestURI(), answers.body(request));
        var order = orders.create(asked.account(), asked.payload().json());
        return answered(HttpStatus.CREATED, desk, order);
    }

    @PostMapping("/order/{order}")
    ResponseEntity<Map<String, Object>> look(
            @PathVariable("desk") DeskId id, @PathVariable String order, HttpServletRequest request) {
        var desk = answers.desk(id);
        var account = requests.reading(desk, request.getRequestURI(), answers.body(request));
        return answered(HttpStatus.OK, desk, finalization.look(account, order));
    }

    @PostMapping("/order/{order}/finalize")
    ResponseEntity<Map<String, Object>> finish(
            @PathVariable("desk") DeskId id, @PathVariable String order, HttpServletRequest request) {
        var desk = answers.desk(id);
        var asked = requests.fromAccount(desk, request.getRequestURI(), answers.body(request));
        var csr = der(asked.payload().json().path("csr").asString(""));
        return answered(HttpStatus.OK, desk, finalization.finish(asked.account(), order, csr));
    }

    private ResponseEntity<Map<String, Object>> answered(HttpStatus status, DeskId desk, Order order) {
        var answer = answers.answer(status, desk)
                .header("Location", answers.places().order(desk, order.id()))
                .contentType(MediaType.APPLICATION_JSON);
        // People take longer than machines.
        if (order.status() == Order.Status.processing) {
            answer.header("Retry-After", order.request() == null ? "5" : "3600");
        }
        return answer.body(answers.order(desk, order));
    }

    private static byte[] der(String text) {
        try {
            var der = Base64.getUrlDecoder().decode(text);
            if (der.length > 0 && der[0] == 0x30) return der;
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw AcmeProblem.of(Type.badCSR, "The member csr is no certification request (base64url of DER)");
    }
}
