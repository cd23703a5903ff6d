package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import wariin.ra.delivery.PickUps;

/// Where a holder picks up certificate and key: the link of the mail, the code, a passphrase, a file.
@Controller
@RequestMapping("/certificates/pickup/{token:[A-Za-z0-9_-]{43}}")
class PickUpPages {

    private final PickUps pickUps;
    private final RaWords words;

    PickUpPages(PickUps pickUps, RaWords words) {
        this.pickUps = pickUps;
        this.words = words;
    }

    @GetMapping
    String page(@PathVariable String token, Model model, HttpServletResponse answer) {
        answer.setHeader("Referrer-Policy", "no-referrer");
        answer.setHeader("Cache-Control", "no-store");
        var waiting = pickUps.find(token);
        if (waiting.isEmpty()) {
            answer.setStatus(HttpStatus.NOT_FOUND.value());
            return "ra/pickup-gone";
        }
        model.addAttribute("waiting", waiting.get());
        model.addAttribute("token", token);
        return "ra/pickup";
    }

    /// The file itself, or the page again with one sentence.
    @PostMapping
    Object collect(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String passphrase,
            Locale locale,
            HttpServletResponse answer) {
        var letters = passphrase.toCharArray();
        try {
            var outcome = pickUps.collect(token, code, letters);
            if (outcome instanceof PickUps.Outcome.Ready(var file, var _)) {
                return ResponseEntity.ok()
                        .headers(Downloads.attachment("certificate.p12", "application/x-pkcs12")
                                .build()
                                .getHeaders())
                        .body(file);
            }
            return again(token, outcome, locale, answer);
        } finally {
            java.util.Arrays.fill(letters, '\0');
        }
    }

    private ModelAndView again(String token, PickUps.Outcome outcome, Locale locale, HttpServletResponse answer) {
        var page = new ModelAndView();
        var model = new org.springframework.ui.ExtendedModelMap();
        page.setViewName(page(token, model, answer));
        page.addAllObjects(model);
        switch (outcome) {
            case PickUps.Outcome.WrongCode(var left) -> page.addObject("left", left);
            case PickUps.Outcome.Locked _ -> page.addObject("said", "locked");
            case PickUps.Outcome.BadPassphrase _ -> page.addObject("said", "passphrase-wrong");
            case PickUps.Outcome.Busy _ -> page.addObject("said", "busy");
            case PickUps.Outcome.Refused(var reason) -> page.addObject("refusal", words.refusal(reason, locale));
            case PickUps.Outcome.Gone _, PickUps.Outcome.Ready _ -> {}
        }
        if (answer.getStatus() == HttpStatus.OK.value()) {
            answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return page;
    }
}
