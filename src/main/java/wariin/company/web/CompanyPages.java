package wariin.company.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import wariin.company.Companies;
import wariin.company.CorporateNumber;

/// The public pages of companies: find one, and what is known of it.
@Controller
@RequestMapping("/companies")
class CompanyPages {

    private static final int PAGE = 20;
    private static final int DIGITS = 13;

    private final Companies companies;
    private final MessageSource words;

    CompanyPages(Companies companies, MessageSource words) {
        this.companies = companies;
        this.words = words;
    }

    @GetMapping
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after,
            HttpServletResponse response,
            Model model) {
        var asked = q.strip();
        var number = number(asked);
        if (number.isPresent() && companies.find(number.get()).isPresent()) {
            return "redirect:/companies/" + number.get();
        }
        model.addAttribute("q", asked);
        model.addAttribute("problem", asked.isEmpty() ? "" : problem(asked, number.isPresent()));
        if (asked.isEmpty()) {
            model.addAttribute("found", List.of());
            model.addAttribute("count", companies.count());
        } else {
            find(asked, after, response, model);
        }
        return "company/search";
    }

    private void find(String asked, @Nullable String after, HttpServletResponse response, Model model) {
        try {
            var page = companies.search(asked, after, PAGE);
            model.addAttribute("found", page.companies());
            model.addAttribute("next", page.next());
        } catch (QueryTimeoutException tooMany) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            model.addAttribute("found", List.of());
            model.addAttribute("problem", "too-many");
        }
    }

    /// Only a number's path, since the files beside this page have names too.
    @GetMapping("/{number:[^.]+}")
    String company(@PathVariable String number, Locale locale, HttpServletResponse response, Model model) {
        var asked = number(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!asked.value().equals(number)) return "redirect:/companies/" + asked;
        model.addAttribute("number", asked);
        var company = companies.find(asked);
        if (company.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "company/unknown";
        }
        model.addAttribute("company", company.get());
        model.addAttribute("known", CompanyFacts.of(companies.history(asked), words, locale));
        var successor = company.get().successor();
        if (successor != null)
            model.addAttribute("successor", companies.find(successor).orElse(null));
        return "company/company";
    }

    private static Optional<CorporateNumber> number(String text) {
        try {
            return Optional.of(CorporateNumber.of(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /// Digits that were mistyped deserve another sentence than a name that nobody has.
    private static String problem(String asked, boolean number) {
        if (number) return "number-unknown";
        var digits = asked.codePoints().filter(Character::isDigit).count();
        var letters = asked.codePoints().filter(Character::isLetter).count();
        if (letters > 1 || digits < DIGITS - 3) return "";
        return digits == DIGITS ? "number-wrong" : "number-length";
    }
}
