package wariin.site.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import wariin.site.Outage;

/// What people and programs see when something did not work: one sentence, and a number to ask about when it was us.
@Controller
class ErrorPage implements ErrorController {

    private static final Set<Integer> EXPLAINED =
            Set.of(400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503);
    private static final String RETRY_AFTER_SECONDS = "30";
    private static final Logger log = LoggerFactory.getLogger(ErrorPage.class);

    private final MessageSource messages;

    ErrorPage(MessageSource messages) {
        this.messages = messages;
    }

    @RequestMapping(path = "/error")
    Object error(HttpServletRequest request, HttpServletResponse response, Locale locale) {
        var path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        if (isOutage(request)) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            return answer(path, request, response, HttpStatus.SERVICE_UNAVAILABLE, locale);
        }
        return answer(path, request, response, status(request), locale);
    }

    Object answer(
            String path, HttpServletRequest request, HttpServletResponse response, HttpStatus status, Locale locale) {
        var kind = EXPLAINED.contains(status.value()) ? status.value() : status.is5xxServerError() ? 500 : 400;
        var reference = status.is5xxServerError() ? note(request, status) : "";
        response.setStatus(status.value());
        response.setHeader("Cache-Control", "no-store");
        if (wantsProblem(path, request)) {
            return problem(status, kind, reference, locale);
        }
        return new ModelAndView("site/error", Map.of("kind", kind, "reference", reference), status);
    }

    private ResponseEntity<ProblemDetail> problem(HttpStatus status, int kind, String reference, Locale locale) {
        var problem = ProblemDetail.forStatusAndDetail(status, text("site.error." + kind + ".text", locale));
        problem.setTitle(text("site.error." + kind + ".title", locale));
        problem.setType(URI.create(
                "urn:wariin:problem:" + status.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        if (!reference.isEmpty()) {
            problem.setProperty("reference", reference);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static String note(HttpServletRequest request, HttpStatus status) {
        var reference = UUID.randomUUID().toString().substring(0, 8);
        var cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (isOutage(request)) { // of everybody at once: one line for each is enough
            log.atError().addKeyValue("reference", reference).log("The database cannot be reached ({})", reference);
            return reference;
        }
        log.atError()
                .addKeyValue("reference", reference)
                .addKeyValue("status", status.value())
                .setCause(cause)
                .log("Request failed ({})", reference);
        return reference;
    }

    private static boolean isOutage(HttpServletRequest request) {
        return Outage.isBehind((Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
    }

    private static HttpStatus status(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        // Nobody was sent here by an error: there is no such page.
        return Optional.ofNullable(code instanceof Integer number ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND)
                .orElse(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    /// Programs and our own scripts ask for JSON; people's browsers ask for HTML.
    private static boolean wantsProblem(String path, HttpServletRequest request) {
        var accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
        var programs = path.startsWith("/api/") || path.startsWith("/csc/") || path.startsWith("/oauth2/");
        return programs || accept.contains("json") && !accept.contains("text/html");
    }
}
