package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
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
import wariin.identity.Organisation;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.Desks;
import wariin.ra.desk.ScopeItem;
import wariin.x509.CertificateProfile;

/// Where the operator opens and closes desks; what a desk may register, an officer of the platform's own desk says.
@Controller
@RequestMapping("/operator/desks")
class OperatorDeskPages {

    /// A desk and whose it is.
    record Row(Desk desk, String organisation, int officers) {}

    private final Desks desks;
    private final Accounts accounts;

    OperatorDeskPages(Desks desks, Accounts accounts) {
        this.desks = desks;
        this.accounts = accounts;
    }

    @GetMapping
    String list(@AuthenticationPrincipal CurrentUser me, Model model) {
        model.addAttribute(
                "rows", desks.all(me).stream().map(desk -> row(me, desk)).toList());
        return "ra/operator-desks";
    }

    /// The organisation is named by the address of one of its people: names of companies are often the same.
    @PostMapping
    String open(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam String email,
            @RequestParam String name,
            @RequestParam(defaultValue = "1") int approvals,
            Model model,
            HttpServletResponse answer) {
        model.addAttribute("email", email);
        model.addAttribute("name", name);
        var organisations = accounts.findUser(email)
                .filter(user -> !user.guest())
                .map(user -> accounts.organisationsOf(user.id()))
                .orElse(List.of());
        if (organisations.isEmpty()) return refused(me, "not-a-member", model, answer);
        var desk = open(me, organisations.getFirst(), name, approvals);
        if (desk.isEmpty()) return refused(me, "not-a-name", model, answer);
        return "redirect:/operator/desks/" + desk.get().id();
    }

    @GetMapping(DeskPages.ID)
    String one(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, Model model) {
        var here = find(me, desk);
        model.addAttribute("desk", here);
        model.addAttribute("row", row(me, here));
        model.addAttribute("officers", desks.officers(me, desk));
        model.addAttribute("scope", desks.scope(me, desk));
        model.addAttribute("profiles", profiles());
        model.addAttribute("verifies", verifies(me, here));
        return "ra/operator-desk";
    }

    @PostMapping(DeskPages.ID + "/state")
    String activate(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam boolean active,
            Model model,
            HttpServletResponse answer) {
        find(me, desk);
        return said(me, desk, desks.activate(me, desk, active), model, answer);
    }

    @PostMapping(DeskPages.ID + "/approvals")
    String needApprovals(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam int approvals,
            Model model,
            HttpServletResponse answer) {
        find(me, desk);
        return said(me, desk, desks.needApprovals(me, desk, approvals), model, answer);
    }

    @PostMapping(DeskPages.ID + "/officers")
    String appoint(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam String email,
            Model model,
            HttpServletResponse answer) {
        find(me, desk);
        var person = accounts.findUser(email).filter(user -> !user.guest());
        var change = person.isEmpty()
                ? Desks.Change.NOT_A_MEMBER
                : desks.appoint(me, desk, person.get().id());
        return said(me, desk, change, model, answer);
    }

    @PostMapping(DeskPages.ID + "/officers/end")
    String remove(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam wariin.identity.UserId user,
            Model model,
            HttpServletResponse answer) {
        find(me, desk);
        return said(me, desk, desks.remove(me, desk, user), model, answer);
    }

    @PostMapping(DeskPages.ID + "/scope")
    String widen(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam ScopeItem.Kind kind,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "") String method,
            Model model,
            HttpServletResponse answer) {
        find(me, desk);
        model.addAttribute("typed", java.util.Map.of("kind", kind.name(), "value", value, "method", method));
        return said(me, desk, desks.widen(me, desk, kind, value.strip(), method.strip()), model, answer);
    }

    @PostMapping(DeskPages.ID + "/scope/end")
    String narrow(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam UUID item,
            Model model,
            HttpServletResponse answer) {
        find(me, desk);
        return said(me, desk, desks.narrow(me, desk, item), model, answer);
    }

    private Optional<Desk> open(CurrentUser me, Organisation organisation, String name, int approvals) {
        if (approvals < 1 || approvals > 9 || name.isBlank() || name.strip().length() > 200) return Optional.empty();
        return desks.open(me, organisation.id(), name.strip(), approvals);
    }

    private String said(CurrentUser me, DeskId desk, Desks.Change change, Model model, HttpServletResponse answer) {
        if (change == Desks.Change.DONE) return "redirect:/operator/desks/" + desk;
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("said", ChangeWords.key(change));
        return one(me, desk, model);
    }

    private String refused(CurrentUser me, String said, Model model, HttpServletResponse answer) {
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("said", said);
        return list(me, model);
    }

    private Desk find(CurrentUser me, DeskId id) {
        if (!me.operator()) throw DeskDoor.unknown();
        return desks.find(id).orElseThrow(DeskDoor::unknown);
    }

    /// Nobody brings into a scope what they would then register under themselves.
    private boolean verifies(CurrentUser me, Desk desk) {
        return desks.isOfficer(me, desks.platform().id()) && !desks.isOfficer(me, desk.id());
    }

    private Row row(CurrentUser me, Desk desk) {
        var organisation = Optional.ofNullable(desk.organisation())
                .flatMap(accounts::findOrganisation)
                .map(Organisation::name);
        return new Row(
                desk, organisation.orElse(""), desks.officers(me, desk.id()).size());
    }

    private static List<String> profiles() {
        return java.util.Arrays.stream(HolderProfile.values())
                .map(one -> CertificateProfile.newest(one.key()).id())
                .toList();
    }
}
