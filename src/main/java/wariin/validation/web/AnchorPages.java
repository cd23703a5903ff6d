package wariin.validation.web;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.CurrentUser;
import wariin.site.Dates;
import wariin.validation.Anchor;
import wariin.validation.Anchor.Purpose;
import wariin.validation.AnchorDecisions;
import wariin.validation.AnchorDecisions.Wish;
import wariin.validation.AnchorOutcome;
import wariin.validation.TrustAnchors;
import wariin.validation.TrustFiles;

/// Where operators see whom this installation trusts, and add or remove authorities of others.
@Controller
@RequestMapping("/operator/anchors")
class AnchorPages {

    private static final String HOME = "redirect:/operator/anchors";

    private final AnchorDecisions decisions;
    private final TrustAnchors anchors;
    private final Dates dates;
    private final JsonMapper json;

    AnchorPages(AnchorDecisions decisions, TrustAnchors anchors, Dates dates, JsonMapper json) {
        this.decisions = decisions;
        this.anchors = anchors;
        this.dates = dates;
        this.json = json;
    }

    /// @param subject the whole name in the certificate
    record Row(String name, String subject, String sha256, String origin) {

        static Row of(Anchor anchor) {
            return new Row(
                    anchor.name(),
                    anchor.certificate().getSubjectX500Principal().getName(),
                    anchor.sha256(),
                    anchor.origin().name());
        }
    }

    @GetMapping
    String page(Model model) {
        var all = decisions.all();
        model.addAttribute(
                "added", all.stream().filter(one -> one.removedAt() == null).toList());
        model.addAttribute(
                "removed", all.stream().filter(one -> one.removedAt() != null).toList());
        model.addAttribute(
                "others",
                anchors.trust().anchors().stream()
                        .filter(one -> one.origin() != Anchor.Origin.OPERATOR)
                        .map(Row::of)
                        .toList());
        model.addAttribute("purposes", List.of(Purpose.ALL, Purpose.SIGNATURES, Purpose.TIME_STAMPS));
        return "validation/anchors";
    }

    @PostMapping
    String add(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "ALL") Purpose purpose,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String until,
            RedirectAttributes said)
            throws IOException {
        var content = file == null ? new byte[0] : file.getBytes();
        said.addFlashAttribute("reason", reason);
        try {
            var distrustFrom = until.isBlank() ? null : day(until);
            return answer(
                    decisions.ask(me, new Wish(TrustFiles.certificates(content), purpose, reason, distrustFrom)), said);
        } catch (DateTimeParseException e) {
            return answer(AnchorOutcome.refused(AnchorOutcome.Refusal.DATE), said);
        }
    }

    @GetMapping("/{id}")
    String confirmation(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, Model model) {
        model.addAttribute("anchor", decisions.open(me, id).orElseThrow(AnchorPages::unknown));
        return "validation/anchor";
    }

    @PostMapping("/{id}/challenge")
    @ResponseBody
    JsonNode challenge(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id) {
        return json.readTree(decisions.options(me, id).orElseThrow(AnchorPages::unknown));
    }

    @PostMapping("/{id}/confirmation")
    @ResponseBody
    Map<String, String> confirm(
            @AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, @RequestBody JsonNode body) {
        return switch (decisions.confirm(me, id, body.path("passkey").toString())) {
            case AnchorOutcome.Done _ -> Map.of("state", "done");
            case AnchorOutcome.Asked _ -> Map.of("state", "asked");
            case AnchorOutcome.Refused(var refusal) -> Map.of("state", "refused", "why", refusal.key());
        };
    }

    @PostMapping("/{id}/distrust")
    String distrust(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable UUID id,
            @RequestParam String from,
            RedirectAttributes said) {
        try {
            return answer(decisions.distrust(me, id, day(from)), said);
        } catch (DateTimeParseException e) {
            return answer(AnchorOutcome.refused(AnchorOutcome.Refusal.DATE), said);
        }
    }

    @PostMapping("/{id}/removal")
    String remove(@AuthenticationPrincipal CurrentUser me, @PathVariable UUID id, RedirectAttributes said) {
        return answer(decisions.remove(me, id), said);
    }

    /// Days begin where the platform is.
    private Instant day(String text) {
        return LocalDate.parse(text).atStartOfDay(dates.zone()).toInstant();
    }

    private static String answer(AnchorOutcome outcome, RedirectAttributes said) {
        return switch (outcome) {
            case AnchorOutcome.Asked(var anchor) -> HOME + "/" + anchor.id();
            case AnchorOutcome.Done _ -> {
                said.addFlashAttribute("said", "done");
                yield HOME;
            }
            case AnchorOutcome.Refused(var refusal) -> {
                said.addFlashAttribute("refused", refusal.key());
                yield HOME;
            }
        };
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
