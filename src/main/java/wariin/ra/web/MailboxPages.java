package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import wariin.ra.Evidences;

/// Where the link of a mail leads whose reader shall show that they read it. Opening it proves nothing yet: programs
/// that look through mail open every link.
@Controller
@RequestMapping("/certificates/pickup/mailbox/{token:[A-Za-z0-9_-]{20,100}}")
class MailboxPages {

    private final Evidences evidences;

    MailboxPages(Evidences evidences) {
        this.evidences = evidences;
    }

    @GetMapping
    String page(@PathVariable String token, Model model) {
        model.addAttribute("token", token);
        return "ra/mailbox";
    }

    @PostMapping
    String confirm(@PathVariable String token, Model model, HttpServletResponse answer) {
        var address = evidences.followLink(token);
        if (address.isEmpty()) {
            answer.setStatus(HttpStatus.NOT_FOUND.value());
            return "ra/pickup-gone";
        }
        model.addAttribute("address", address.get());
        return "ra/mailbox";
    }
}
