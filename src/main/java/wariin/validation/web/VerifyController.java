package wariin.validation.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import wariin.site.Dates;
import wariin.validation.ReportText;
import wariin.validation.SignerRules;
import wariin.validation.Wording;

/// The page on which anybody checks a signed PDF, without logging in and without leaving it here.
@Controller
@RequestMapping("/verify")
class VerifyController {

    private static final String PAGE = "validation/verify";

    private final Desk desk;
    private final Dates dates;
    private final SignerRules rules;

    VerifyController(Desk desk, Dates dates, Optional<SignerRules> rules) {
        this.desk = desk;
        this.dates = dates;
        this.rules = rules.orElseGet(SignerRules::none);
    }

    @GetMapping
    String page() {
        return PAGE;
    }

    @PostMapping(produces = MediaType.TEXT_HTML_VALUE)
    String check(
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        switch (desk.check(file, request.getRemoteAddr())) {
            case Desk.Answer.Judged(var report, var token) -> {
                model.addAttribute("text", ReportText.of(report, Wording.in(locale), dates.zone(), rules));
                model.addAttribute("name", file == null ? "" : file.getOriginalFilename());
                if (token != null) model.addAttribute("token", token);
            }
            case Desk.Answer.Empty _ -> refuse(model, response, "empty", HttpStatus.UNPROCESSABLE_CONTENT);
            case Desk.Answer.TooMany _ -> refuse(model, response, "many", HttpStatus.TOO_MANY_REQUESTS);
            case Desk.Answer.Busy _ -> refuse(model, response, "busy", HttpStatus.SERVICE_UNAVAILABLE);
        }
        return PAGE;
    }

    private static void refuse(Model model, HttpServletResponse response, String problem, HttpStatus status) {
        model.addAttribute("problem", "validation." + problem);
        response.setStatus(status.value());
    }

    @GetMapping("/reports/{token}/{kind:etsi|simple|detailed}.xml")
    ResponseEntity<String> report(@PathVariable String token, @PathVariable String kind) {
        var files = desk.reports(token).orElseThrow(() -> new ResponseStatusException(HttpStatus.GONE));
        var xml = switch (kind) {
            case "etsi" -> files.etsi();
            case "simple" -> files.simple();
            default -> files.detailed();
        };
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header("Content-Disposition", "attachment; filename=\"validation-" + kind + ".xml\"")
                .header("Cache-Control", "no-store")
                .body(xml);
    }
}
