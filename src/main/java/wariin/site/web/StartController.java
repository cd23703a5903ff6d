package wariin.site.web;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The public start page: what do you want to do?
@Controller
class StartController {

    @GetMapping("/")
    String start() {
        return "site/start";
    }

    /// Old browsers ask for it whatever the page says.
    @GetMapping("/favicon.ico")
    String icon() {
        return "redirect:/site/mark.svg";
    }
}
