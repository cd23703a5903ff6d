package wariin.identity.web;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.Invitations;
import wariin.identity.Organisations;
import wariin.identity.Organisations.Change;
import wariin.identity.Providers;
import wariin.identity.Role;
import wariin.identity.UserId;
import wariin.site.Languages;

/// The organisation's page: who belongs to it and how they log in.
@Controller
@RequestMapping("/organisation")
class OrganisationController {

    private static final Set<String> SAYINGS = Set.of(
            "done",
            "not-allowed",
            "last-owner",
            "unknown",
            "already-there",
            "not-a-name",
            "number",
            "not-an-issuer",
            "not-your-domain",
            "domain-taken");

    private final Accounts accounts;
    private final Organisations organisations;
    private final Invitations invitations;
    private final Providers providers;

    OrganisationController(
            Accounts accounts, Organisations organisations, Invitations invitations, Providers providers) {
        this.accounts = accounts;
        this.organisations = organisations;
        this.invitations = invitations;
        this.providers = providers;
    }

    @GetMapping
    String page(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam(required = false) @Nullable String said,
            Model model) {
        var organisation = user.organisation();
        model.addAttribute("organisation", organisation);
        model.addAttribute("me", user.user().id());
        model.addAttribute("administrator", user.may(Role.ADMINISTRATOR));
        model.addAttribute("owner", user.may(Role.OWNER));
        model.addAttribute("members", accounts.members(organisation.id()));
        model.addAttribute("departments", organisations.departments(organisation.id()));
        model.addAttribute("roles", Role.values());
        if (user.may(Role.ADMINISTRATOR)) {
            model.addAttribute("invitations", invitations.open(organisation.id()));
            model.addAttribute("provider", providers.of(organisation.id()).orElse(null));
            model.addAttribute("callback", providers.callback());
        }
        model.addAttribute("said", said != null && SAYINGS.contains(said) ? said : "");
        return "identity/organisation";
    }

    @PostMapping
    String describe(@AuthenticationPrincipal CurrentUser user, DetailsForm form) {
        if (!user.may(Role.ADMINISTRATOR)) return said(Change.NOT_ALLOWED);
        var named = new DetailsForm(
                "",
                user.user().name(),
                form.organisation(),
                form.organisationEn(),
                form.number(),
                form.representative());
        return organisations
                .describe(user, named.details())
                .map(problem -> problem == wariin.identity.Details.Problem.NUMBER ? "number" : "not-a-name")
                .map(problem -> "redirect:/organisation?said=" + problem)
                .orElse("redirect:/organisation?said=done");
    }

    @PostMapping("/invitations")
    String invite(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam String email,
            @RequestParam Role role,
            @RequestParam(required = false) @Nullable UUID department,
            @RequestParam(required = false) @Nullable String language,
            Locale locale) {
        var spoken = language == null ? locale : Languages.nearest(Locale.forLanguageTag(language));
        return said(invitations.invite(user, email, role, department, spoken));
    }

    @PostMapping("/invitations/{id}/withdrawal")
    String withdraw(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return said(invitations.withdraw(user, id));
    }

    @PostMapping("/members/{id}")
    String change(
            @AuthenticationPrincipal CurrentUser user,
            @PathVariable UserId id,
            @RequestParam Role role,
            @RequestParam(required = false) @Nullable UUID department) {
        return said(organisations.change(user, id, role, department));
    }

    @PostMapping("/members/{id}/removal")
    String remove(@AuthenticationPrincipal CurrentUser user, @PathVariable UserId id) {
        var outcome = organisations.remove(user, id);
        return outcome == Change.DONE && id.equals(user.user().id()) ? "redirect:/" : said(outcome);
    }

    @PostMapping("/departments")
    String addDepartment(@AuthenticationPrincipal CurrentUser user, @RequestParam String name) {
        return said(organisations.addDepartment(user, name));
    }

    @PostMapping("/departments/{id}/removal")
    String removeDepartment(@AuthenticationPrincipal CurrentUser user, @PathVariable UUID id) {
        return said(organisations.removeDepartment(user, id));
    }

    @PostMapping("/provider")
    String setProvider(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam String issuer,
            @RequestParam String clientId,
            @RequestParam String clientSecret,
            @RequestParam String mailDomain) {
        var outcome = providers.set(user, issuer, clientId, clientSecret, mailDomain);
        return "redirect:/organisation?said="
                + switch (outcome) {
                    case DONE -> "done";
                    case NOT_ALLOWED -> "not-allowed";
                    case NOT_AN_ISSUER -> "not-an-issuer";
                    case NOT_YOUR_DOMAIN -> "not-your-domain";
                    case DOMAIN_TAKEN -> "domain-taken";
                };
    }

    @PostMapping("/provider/removal")
    String removeProvider(@AuthenticationPrincipal CurrentUser user) {
        return said(providers.remove(user) ? Change.DONE : Change.NOT_ALLOWED);
    }

    private static String said(Change outcome) {
        return "redirect:/organisation?said="
                + outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
