package wariin.trustlist.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import wariin.identity.CurrentUser;
import wariin.site.SiteSettings;
import wariin.trustlist.Publication;
import wariin.trustlist.PublicationOutcome;
import wariin.trustlist.Schemes;
import wariin.trustlist.Signers;
import wariin.trustlist.TrustedLists;

/// The desk of the scheme operator: what the list says of the scheme, who signs it, and when it is issued.
@Controller
@RequestMapping("/operator/trust-list")
class OperatorPages {

    private static final String PAGE = "redirect:/operator/trust-list?told=";
    private static final Set<String> TOLD = Set.of(
            "PUBLISHED",
            "REFUSED",
            "UNCHANGED",
            "NOT_SET_UP",
            "TOO_SOON",
            "CLOSED",
            "BROKEN",
            "ANNOUNCED",
            "NOT_CONFIRMED");
    private static final int MOST = 20;

    private final TrustedLists lists;
    private final Publication publication;
    private final Schemes schemes;
    private final Signers signers;
    private final SiteSettings site;

    OperatorPages(TrustedLists lists, Publication publication, Schemes schemes, Signers signers, SiteSettings site) {
        this.lists = lists;
        this.publication = publication;
        this.schemes = schemes;
        this.signers = signers;
        this.site = site;
    }

    @GetMapping
    String page(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String told,
            Model model) {
        require(user);
        model.addAttribute("told", told != null && TOLD.contains(told) ? told : null);
        var settings = schemes.current().orElseGet(() -> schemes.proposal(user));
        return show(SchemeForm.of(settings), model);
    }

    /// Saved, and published at once: an operator who changes the head of the list wants to see it there.
    @PostMapping
    String save(@AuthenticationPrincipal CurrentUser user, @ModelAttribute SchemeForm form, Model model) {
        require(user);
        try {
            schemes.save(form.settings(site.baseUrl()), user.getName());
        } catch (IllegalArgumentException wrong) {
            model.addAttribute("wrong", true);
            return show(form, model);
        }
        return told(publication.publishChanges(user.getName()));
    }

    @PostMapping("/publish")
    String publish(@AuthenticationPrincipal CurrentUser user) {
        require(user);
        return told(publication.publish(user.getName()));
    }

    @PostMapping("/signers")
    String announce(@AuthenticationPrincipal CurrentUser user) {
        require(user);
        if (schemes.current().isEmpty()) return told(new PublicationOutcome.NotSetUp());
        signers.announce(user.getName());
        return PAGE + "ANNOUNCED";
    }

    /// From the next list on; it is issued at once.
    @PostMapping("/signers/{number}/use")
    String use(@AuthenticationPrincipal CurrentUser user, @PathVariable int number) {
        require(user);
        if (!signers.use(number, user.getName())) throw ListFiles.unknown();
        return told(publication.publish(user.getName()));
    }

    /// Cannot be undone, so the number of the list in force is asked for.
    @PostMapping("/close")
    String close(@AuthenticationPrincipal CurrentUser user, @RequestParam String confirm) {
        require(user);
        var current = lists.current();
        if (current.isEmpty() || !confirm.strip().equals("" + current.get().sequence())) {
            return PAGE + "NOT_CONFIRMED";
        }
        return told(publication.close(user.getName()));
    }

    private String show(SchemeForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("described", schemes.current().isPresent());
        model.addAttribute("moved", schemes.current().filter(this::isElsewhere).isPresent());
        model.addAttribute("list", lists.current().orElse(null));
        model.addAttribute("issues", lists.history(MOST));
        model.addAttribute("signers", signers.all());
        return "trustlist/operator";
    }

    private boolean isElsewhere(wariin.trustlist.SchemeSettings settings) {
        return !settings.site().equals(site.baseUrl());
    }

    private static String told(PublicationOutcome outcome) {
        return PAGE
                + switch (outcome) {
                    case PublicationOutcome.Published _ -> "PUBLISHED";
                    case PublicationOutcome.Refused _ -> "REFUSED";
                    case PublicationOutcome.Unchanged _ -> "UNCHANGED";
                    case PublicationOutcome.NotSetUp _ -> "NOT_SET_UP";
                    case PublicationOutcome.TooSoon _ -> "TOO_SOON";
                    case PublicationOutcome.Closed _ -> "CLOSED";
                    case PublicationOutcome.Broken _ -> "BROKEN";
                };
    }

    private static void require(CurrentUser user) {
        if (!user.operator()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
