package wariin.contract.web;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.contract.ContractId;
import wariin.contract.ContractSigning;
import wariin.contract.ContractSigning.Preparation;
import wariin.contract.ContractState;
import wariin.contract.Prompt;
import wariin.contract.Refusal;
import wariin.contract.SigningOutcome;
import wariin.contract.web.Views.ContractView;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.Passkeys;
import wariin.seal.SealId;
import wariin.signing.ActivationOutcome;
import wariin.signing.ActivationProof;
import wariin.signing.AuthorizationId;

/// The act of signing as the page performs it: a prompt, then the signer's proof.
@RestController
@RequestMapping("/api/v1/contracts/{id}/signature")
class SigningApi {

    record SealBody(@Nullable String seal) {}

    record ProofBody(
            @Nullable JsonNode passkey,
            @Nullable String pin,
            @Nullable String totp) {}

    record CertificateView(String subject, String serial, String level) {}

    record PromptView(
            String act,
            Instant expiresAt,
            String title,
            String documentSha256,
            String hash,
            CertificateView certificate,
            @Nullable JsonNode passkey,
            boolean pin) {}

    record SignedView(String outcome, ContractView contract) {}

    private final ContractSigning signing;
    private final Passkeys passkeys;
    private final Accounts accounts;
    private final Views views;
    private final JsonMapper json;

    SigningApi(ContractSigning signing, Passkeys passkeys, Accounts accounts, Views views, JsonMapper json) {
        this.signing = signing;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.views = views;
        this.json = json;
    }

    @PostMapping
    PromptView prepare(@AuthenticationPrincipal CurrentUser me, @PathVariable ContractId id, @RequestBody SealBody body)
            throws IOException {
        return switch (signing.prepare(me, id, seal(body))) {
            case Preparation.Prompted(var prompt) -> view(me, prompt);
            case Preparation.Refused(var refusal) -> throw Problem.of(ContractApi.status(refusal), refusal.kind());
            case Preparation.Unknown _ -> throw Problem.notFound();
        };
    }

    @PostMapping("/{act}")
    SignedView complete(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable ContractId id,
            @PathVariable AuthorizationId act,
            @RequestBody ProofBody body,
            Locale locale)
            throws IOException {
        return switch (signing.complete(me, id, act, proof(body))) {
            case SigningOutcome.Signed(var contract) ->
                new SignedView(
                        contract.state() == ContractState.CONCLUDED ? "concluded" : "signed",
                        views.contract(me, contract, locale));
            case SigningOutcome.MovedOn(var next) ->
                throw new Problem(HttpStatus.CONFLICT, "document-moved-on", Map.of("next", view(me, next)));
            case SigningOutcome.Running _ -> throw Problem.of(HttpStatus.CONFLICT, "being-signed");
            case SigningOutcome.NotActivated(var outcome) -> throw notActivated(outcome);
            case SigningOutcome.Gone _ -> throw Problem.of(HttpStatus.GONE, "act-expired");
            case SigningOutcome.TimeNotAvailable _ ->
                throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "time-not-available");
            case SigningOutcome.StatusNotAvailable _ ->
                throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "status-not-available");
            case SigningOutcome.Refused(var refusal) -> throw Problem.of(ContractApi.status(refusal), refusal.kind());
            case SigningOutcome.Unknown _ -> throw Problem.notFound();
        };
    }

    private static @Nullable SealId seal(SealBody body) {
        try {
            return body.seal() == null ? null : SealId.of(body.seal());
        } catch (IllegalArgumentException noId) {
            throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, Refusal.SEAL_UNKNOWN.kind());
        }
    }

    private static Problem notActivated(ActivationOutcome outcome) {
        return switch (outcome) {
            case ActivationOutcome.WrongPin(var left) ->
                new Problem(HttpStatus.FORBIDDEN, "activation-refused-pin", Map.of(), left);
            case ActivationOutcome.PinLocked _ -> Problem.of(HttpStatus.FORBIDDEN, "activation-locked");
            case ActivationOutcome.NoSuchFactor _ -> Problem.of(HttpStatus.CONFLICT, "no-factor");
            default -> Problem.of(HttpStatus.FORBIDDEN, "activation-refused");
        };
    }

    private PromptView view(CurrentUser me, Prompt prompt) {
        var factors = accounts.factorsOf(me.user().id());
        var authorization = prompt.authorization();
        var certificate = prompt.credential().certificate();
        var options = factors.passkey()
                ? json.readTree(passkeys.assertionOptions(
                        me.user().id(), authorization.data().challenge()))
                : null;
        return new PromptView(
                authorization.id().toString(),
                prompt.expiresAt(),
                prompt.title(),
                HexFormat.of().formatHex(prompt.documentDigest()),
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(authorization.data().hashToSign()),
                new CertificateView(
                        certificate.getSubjectX500Principal().getName(),
                        certificate.getSerialNumber().toString(16),
                        prompt.credential().level().name()),
                options,
                factors.pinAndTotp());
    }

    private static ActivationProof proof(ProofBody body) {
        if (body.passkey() != null)
            return new ActivationProof.Passkey(body.passkey().toString());
        if (body.pin() != null && body.totp() != null) return new ActivationProof.PinAndTotp(body.pin(), body.totp());
        throw Problem.of(HttpStatus.FORBIDDEN, "activation-refused");
    }
}
