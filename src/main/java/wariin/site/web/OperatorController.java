package wariin.site.web;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The operator's doors: what this installation is run by, one sentence each.
@Controller
class OperatorController {

    private static final List<String> DOORS = List.of(
            "people",
            "outbox",
            "mail-certificate",
            "authorities",
            "anchors",
            "keys",
            "desks",
            "revocations",
            "clock",
            "practice",
            "scheme",
            "criteria",
            "trust-list",
            "rules",
            "companies",
            "research");

    @GetMapping("/operator")
    String page(Model model) {
        model.addAttribute("doors", DOORS);
        return "site/operator";
    }
}
