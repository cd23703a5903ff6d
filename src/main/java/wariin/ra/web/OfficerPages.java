package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import wariin.identity.User;
import wariin.identity.UserId;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.Desks;
import wariin.ra.notice.OfficerDigests;

/// Who registers holders at a desk; the administrators of its organisation say so, or the operator.
@Controller
@RequestMapping("/desk" + DeskPages.ID + "/officers")
class OfficerPages {

    private final Desks desks;
    private final DeskDoor door;
    private final Accounts accounts;
    private final OfficerDigests digests;

    OfficerPages(Desks desks, DeskDoor door, Accounts accounts, OfficerDigests digests) {
        this.desks = desks;
        this.door = door;
        this.accounts = accounts;
        this.digests = digests;
    }

    @GetMapping
    String list(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, Model model) {
        var here = door.look(me, desk);
        var officers = desks.officers(me, desk);
        model.addAttribute("desk", here);
        model.addAttribute("officers", officers);
        model.addAttribute("serves", desks.isOfficer(me, desk));
        model.addAttribute("mails", digests.wanted(me, desk));
        model.addAttribute("appoints", door.appoints(me, here));
        model.addAttribute(
                "colleagues",
                colleagues(here, officers.stream().map(one -> one.user().id()).toList()));
        return "ra/officers";
    }

    @PostMapping
    String appoint(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam String email,
            Model model,
            HttpServletResponse answer) {
        door.look(me, desk);
        var person = accounts.findUser(email).filter(user -> !user.guest());
        var change = person.isEmpty()
                ? Desks.Change.NOT_A_MEMBER
                : desks.appoint(me, desk, person.get().id());
        return said(me, desk, change, model, answer);
    }

    @PostMapping("/end")
    String remove(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam UserId user,
            Model model,
            HttpServletResponse answer) {
        door.look(me, desk);
        return said(me, desk, desks.remove(me, desk, user), model, answer);
    }

    /// An officer's own choice whether to be told by mail of what waits here.
    @PostMapping("/mails")
    String mails(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, @RequestParam boolean wanted) {
        door.enter(me, desk);
        digests.want(me, desk, wanted);
        return "redirect:/desk/" + desk + "/officers";
    }

    private String said(CurrentUser me, DeskId desk, Desks.Change change, Model model, HttpServletResponse answer) {
        if (change == Desks.Change.DONE) return "redirect:/desk/" + desk + "/officers";
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("said", ChangeWords.key(change));
        return list(me, desk, model);
    }

    private List<User> colleagues(Desk desk, List<UserId> officers) {
        if (desk.organisation() == null) return List.of();
        return accounts.members(desk.organisation()).stream()
                .map(Accounts.Member::user)
                .filter(user -> !officers.contains(user.id()))
                .toList();
    }
}
