package wariin.ra.web;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import wariin.identity.CurrentUser;
import wariin.ra.DeskCounts;
import wariin.ra.Requests;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.Desks;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.RequestState;

/// The desks where somebody serves, and what waits there.
@Controller
@RequestMapping("/desk")
class DeskPages {

    static final String ID = "/{desk:[0-9a-f]{8}-[0-9a-f-]{27}}";
    private static final int MOST = 50;

    /// A desk as one chooses it.
    record Door(Desk desk, DeskCounts counts, int mine) {}

    /// The work of a desk by who has to act.
    record Work(
            List<CertificateRequest> mine,
            List<CertificateRequest> evidence,
            List<CertificateRequest> others,
            List<CertificateRequest> holders,
            DeskCounts counts) {

        public boolean none() {
            return mine.isEmpty() && evidence.isEmpty() && others.isEmpty() && holders.isEmpty();
        }
    }

    private final Desks desks;
    private final DeskDoor door;
    private final Requests requests;

    DeskPages(Desks desks, DeskDoor door, Requests requests) {
        this.desks = desks;
        this.door = door;
        this.requests = requests;
    }

    /// With one desk only, there is nothing to choose.
    @GetMapping
    String choose(@AuthenticationPrincipal CurrentUser me, Model model) {
        var mine = desks.ofOfficer(me);
        if (mine.size() == 1) return "redirect:/desk/" + mine.getFirst().id();
        model.addAttribute(
                "doors",
                mine.stream()
                        .map(desk -> new Door(
                                desk,
                                requests.counts(desk.id()),
                                requests.toApprove(me, desk.id(), MOST).size()))
                        .toList());
        return "ra/desks";
    }

    @GetMapping(ID)
    String desk(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, Model model) {
        model.addAttribute("desk", door.enter(me, desk));
        model.addAttribute("work", work(me, desk));
        return "ra/desk";
    }

    @GetMapping(ID + "/certificates")
    String certificates(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "current") String show,
            @RequestParam(defaultValue = "0") int from,
            Model model) {
        model.addAttribute("desk", door.enter(me, desk));
        var states = show.equals("all")
                ? EnumSet.allOf(RequestState.class)
                : show.equals("ended")
                        ? EnumSet.of(RequestState.REVOKED, RequestState.REFUSED, RequestState.WITHDRAWN)
                        : EnumSet.of(RequestState.ISSUED, RequestState.DELIVERED, RequestState.SUSPENDED);
        var start = Math.max(0, from);
        var found = requests.atDesk(me, desk, states, q.strip(), start, MOST + 1);
        model.addAttribute("q", q.strip());
        model.addAttribute("show", show);
        model.addAttribute("from", start);
        model.addAttribute("next", found.size() > MOST ? start + MOST : null);
        model.addAttribute("certificates", found.stream().limit(MOST).toList());
        model.addAttribute("counts", requests.counts(desk));
        return "ra/certificates";
    }

    @GetMapping(ID + "/scope")
    String scope(@AuthenticationPrincipal CurrentUser me, @PathVariable DeskId desk, Model model) {
        model.addAttribute("desk", door.look(me, desk));
        model.addAttribute("scope", desks.scope(me, desk));
        return "ra/scope";
    }

    private Work work(CurrentUser me, DeskId desk) {
        var mine = requests.toApprove(me, desk, MOST);
        var seen = new HashSet<>(mine.stream().map(CertificateRequest::id).toList());
        var others = at(me, desk, Set.of(RequestState.CHECKED)).stream()
                .filter(one -> !seen.contains(one.id()))
                .toList();
        return new Work(
                mine,
                at(me, desk, Set.of(RequestState.SUBMITTED)),
                others,
                at(me, desk, Set.of(RequestState.QUESTIONED, RequestState.APPROVED, RequestState.DRAFT)),
                requests.counts(desk));
    }

    private List<CertificateRequest> at(CurrentUser me, DeskId desk, Set<RequestState> states) {
        return requests.atDesk(me, desk, states, "", 0, MOST);
    }
}
