package wariin.enrolment.acme.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import wariin.enrolment.acme.Account;
import wariin.enrolment.acme.AcmeAccounts;
import wariin.enrolment.acme.AcmeOrders;
import wariin.enrolment.acme.AcmeProblem;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.enrolment.acme.AcmeRequests;
import wariin.ra.desk.DeskId;

/// Accounts and their keys (RFC 8555, 7.1.2 and 7.3).
@RestController
@RequestMapping("/acme/{desk}")
class AcmeAccountController {

    private final AcmeAnswers answers;
    private final AcmeRequests requests;
    private final AcmeAccounts accounts;
    private final AcmeOrders orders;

    AcmeAccountController(AcmeAnswers answers, AcmeRequests requests, AcmeAccounts accounts, AcmeOrders orders) {
        this.answers = answers;
        this.requests = requests;
        this.accounts = accounts;
        this.orders = orders;
    }

    @PostMapping("/new-account")
    ResponseEntity<Map<String, Object>> open(@PathVariable("desk") DeskId id, HttpServletRequest request) {
        var desk = answers.desk(id);
        var asked = requests.fromKey(desk, request.getRequestURI(), answers.body(request));
        var opened = accounts.open(asked, request.getRemoteAddr());
        var account = opened.account();
        return answers.answer(opened.made() ? HttpStatus.CREATED : HttpStatus.OK, desk)
                .header("Location", answers.places().account(desk, account.id()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(answers.account(account));
    }

    @PostMapping("/account/{account}")
    ResponseEntity<Map<String, Object>> account(
            @PathVariable("desk") DeskId id, @PathVariable String account, HttpServletRequest request) {
        var desk = answers.desk(id);
        var asked = requests.fromAccount(desk, request.getRequestURI(), answers.body(request));
        own(asked.account(), account);
        return answered(desk, accounts.update(asked));
    }

    /// The orders in pages, the newest first (RFC 8555, 7.1.2.1).
    @PostMapping("/account/{account}/orders")
    ResponseEntity<Map<String, Object>> orders(
            @PathVariable("desk") DeskId id,
            @PathVariable String account,
            @RequestParam(defaultValue = "") String after,
            HttpServletRequest request) {
        var desk = answers.desk(id);
        var query = request.getQueryString();
        var path = request.getRequestURI() + (query == null ? "" : "?" + query);
        var reader = requests.reading(desk, path, answers.body(request));
        own(reader, account);
        var ids = orders.list(reader, after);
        var page = ids.subList(0, Math.min(ids.size(), AcmeOrders.page()));
        var answer = answers.answer(HttpStatus.OK, desk).contentType(MediaType.APPLICATION_JSON);
        if (ids.size() > page.size()) {
            var next = answers.places().account(desk, account) + "/orders?after=" + page.getLast();
            answer.header("Link", "<" + next + ">;rel=\"next\"");
        }
        var document = new LinkedHashMap<String, Object>();
        document.put(
                "orders",
                page.stream().map(one -> answers.places().order(desk, one)).toList());
        return answer.body(document);
    }

    @PostMapping("/key-change")
    ResponseEntity<Map<String, Object>> changeKey(@PathVariable("desk") DeskId id, HttpServletRequest request) {
        var desk = answers.desk(id);
        var asked = requests.fromAccount(desk, request.getRequestURI(), answers.body(request));
        return answered(desk, accounts.changeKey(asked, answers.places().of(request.getRequestURI())));
    }

    private ResponseEntity<Map<String, Object>> answered(DeskId desk, Account account) {
        return answers.answer(HttpStatus.OK, desk)
                .header("Location", answers.places().account(desk, account.id()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(answers.account(account));
    }

    private static void own(Account account, String id) {
        if (!account.id().equals(id)) throw AcmeProblem.of(Type.unauthorized, "This is another account");
    }
}
