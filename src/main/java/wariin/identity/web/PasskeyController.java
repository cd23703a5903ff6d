package wariin.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.LogIn;
import wariin.identity.Passkeys;
import wariin.identity.Passkeys.RegistrationOutcome.Refused;
import wariin.identity.Passkeys.RegistrationOutcome.Registered;
import wariin.identity.ReturnPath;
import wariin.identity.Sessions;

/// What the browser's passkey script talks to.
@RestController
@RequestMapping("/webauthn")
class PasskeyController {

    record Registration(@Nullable String name, JsonNode credential) {}

    private final Passkeys passkeys;
    private final Accounts accounts;
    private final LogIn logIn;
    private final Sessions sessions;
    private final SessionCookie cookie;
    private final MessageSource messages;

    PasskeyController(
            Passkeys passkeys,
            Accounts accounts,
            LogIn logIn,
            Sessions sessions,
            SessionCookie cookie,
            MessageSource messages) {
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.logIn = logIn;
        this.sessions = sessions;
        this.cookie = cookie;
        this.messages = messages;
    }

    @PostMapping(path = "/register/options", produces = MediaType.APPLICATION_JSON_VALUE)
    Object registrationOptions(@AuthenticationPrincipal CurrentUser user, Locale locale) {
        if (!SecurePages.maySecure(user, accounts, sessions)) {
            return problem(HttpStatus.FORBIDDEN, "confirm-first", locale);
        }
        return passkeys.registrationOptions(user.user().id());
    }

    @PostMapping("/register")
    Object register(
            @AuthenticationPrincipal CurrentUser user,
            @RequestBody Registration registration,
            HttpServletRequest request,
            Locale locale) {
        if (!SecurePages.maySecure(user, accounts, sessions)) {
            return problem(HttpStatus.FORBIDDEN, "confirm-first", locale);
        }
        var json = registration.credential().toString();
        var name =
                registration.name() == null || registration.name().isBlank() ? Device.of(request) : registration.name();
        return switch (passkeys.register(user.user().id(), json, name)) {
            case Registered(var passkey) -> {
                sessions.strengthen(user.session(), Sessions.Method.PASSKEY);
                yield Map.of("credentialId", passkey.credentialId(), "name", passkey.name());
            }
            case Refused _ -> problem(HttpStatus.UNPROCESSABLE_CONTENT, "passkey-refused", locale);
        };
    }

    @PostMapping(path = "/login/options", produces = MediaType.APPLICATION_JSON_VALUE)
    String logInOptions() {
        return passkeys.logInOptions();
    }

    @PostMapping("/login")
    Object logIn(
            @RequestBody JsonNode credential,
            @RequestParam(required = false) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        return switch (logIn.withPasskey(credential.toString(), Device.of(request), request.getRemoteAddr())) {
            case LogIn.Outcome.In(var token) -> {
                cookie.write(response, token);
                yield Map.of("next", ReturnPath.orElse(next, LogInController.HOME));
            }
            case LogIn.Outcome.Guest(var token) -> {
                cookie.write(response, token);
                yield Map.of("next", "/claim");
            }
            case LogIn.Outcome.Refused _ -> problem(HttpStatus.UNPROCESSABLE_CONTENT, "passkey-refused", locale);
            case LogIn.Outcome.TooMany _ -> problem(HttpStatus.TOO_MANY_REQUESTS, "too-many", locale);
        };
    }

    /// Proves again who sits there, before something that a mail alone does not allow.
    @PostMapping("/confirm")
    ResponseEntity<?> confirm(
            @AuthenticationPrincipal CurrentUser user, @RequestBody JsonNode credential, Locale locale) {
        return logIn.confirm(user, credential.toString())
                ? ResponseEntity.ok(Map.of("confirmed", true))
                : problem(HttpStatus.UNPROCESSABLE_CONTENT, "passkey-refused", locale);
    }

    private ResponseEntity<ProblemDetail> problem(HttpStatus status, String kind, Locale locale) {
        var sentence = messages.getMessage("identity.problem." + kind, null, locale);
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setType(java.net.URI.create("urn:wariin:problem:" + kind));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
