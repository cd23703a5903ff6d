package wariin.ra.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import wariin.identity.CurrentUser;
import wariin.ra.Registration;
import wariin.ra.RequestOutcome;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.Desks;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.RequestDraft;
import wariin.ra.request.RequestId;

/// A request for a certificate is written here: by the applicant, or by an officer for somebody.
@Controller
class RequestPages {

    static final String ID = "/{id:[0-9a-f]{8}-[0-9a-f-]{27}}";
    static final String AT_DESK = "/desk" + DeskPages.ID + "/requests";

    /// What one may apply for where.
    record Offer(Desk desk, List<String> profiles) {}

    private final Desks desks;
    private final DeskDoor door;
    private final Registration registration;
    private final RequestScreens screens;
    private final RaWords words;

    RequestPages(Desks desks, DeskDoor door, Registration registration, RequestScreens screens, RaWords words) {
        this.desks = desks;
        this.door = door;
        this.registration = registration;
        this.screens = screens;
        this.words = words;
    }

    @GetMapping("/certificates/apply")
    String apply(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam(required = false) @Nullable DeskId desk,
            @RequestParam(defaultValue = "") String profile,
            Model model) {
        if (desk == null) {
            model.addAttribute("offers", offers(me));
            return "ra/apply";
        }
        return form(offered(me, desk), RequestForm.forApplicant(profile, me), "/certificates/apply", model);
    }

    @PostMapping("/certificates/apply")
    String applied(
            @AuthenticationPrincipal CurrentUser me,
            @RequestParam DeskId desk,
            @RequestParam String profile,
            @RequestParam Map<String, String> values,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Locale locale,
            Model model,
            HttpServletResponse answer)
            throws IOException {
        var here = offered(me, desk);
        var form = new RequestForm(profile, values);
        try {
            var outcome = registration.draft(me, desk, draft(form, file));
            if (outcome instanceof RequestOutcome.Done(var now)) {
                registration.submit(me, now.id());
                return "redirect:/certificates/" + now.id() + "?done=applied";
            }
            return refused(here, form, "/certificates/apply", sentence(outcome, locale), model, answer);
        } catch (RequestForm.Fault fault) {
            return refused(here, form, "/certificates/apply", sentence(fault, locale), model, answer);
        }
    }

    @GetMapping(AT_DESK + "/new")
    String enter(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam(defaultValue = "") String profile,
            Model model) {
        var here = door.enter(me, desk);
        model.addAttribute("officer", true);
        if (profile.isEmpty()) {
            model.addAttribute("desk", here);
            model.addAttribute("profiles", HolderProfile.at(here));
            return "ra/new";
        }
        return form(here, new RequestForm(profile, Map.of("key", "pick-up")), at(desk) + "/new", model);
    }

    @PostMapping(AT_DESK + "/new")
    String entered(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable DeskId desk,
            @RequestParam String profile,
            @RequestParam Map<String, String> values,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Locale locale,
            Model model,
            HttpServletResponse answer)
            throws IOException {
        var here = door.enter(me, desk);
        model.addAttribute("officer", true);
        var form = new RequestForm(profile, values);
        try {
            var outcome = registration.draft(me, desk, draft(form, file));
            if (outcome instanceof RequestOutcome.Done(var now)) {
                registration.submit(me, now.id());
                return "redirect:" + at(desk) + "/" + now.id() + "?done=entered";
            }
            return refused(here, form, at(desk) + "/new", sentence(outcome, locale), model, answer);
        } catch (RequestForm.Fault fault) {
            return refused(here, form, at(desk) + "/new", sentence(fault, locale), model, answer);
        }
    }

    @GetMapping({AT_DESK + ID + "/edit", "/certificates" + ID + "/edit"})
    String edit(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable(required = false) @Nullable DeskId desk,
            @PathVariable RequestId id,
            Model model) {
        var screen = screens.of(me, id).orElseThrow(DeskDoor::unknown);
        if (desk != null && !door.enter(me, desk).id().equals(screen.desk().id())) throw DeskDoor.unknown();
        if (!screen.may("edit")) return "redirect:" + path(desk, id);
        model.addAttribute("officer", desk != null);
        return form(screen.desk(), RequestForm.of(screen.request()), path(desk, id) + "/edit", model);
    }

    @PostMapping({AT_DESK + ID + "/edit", "/certificates" + ID + "/edit"})
    String edited(
            @AuthenticationPrincipal CurrentUser me,
            @PathVariable(required = false) @Nullable DeskId desk,
            @PathVariable RequestId id,
            @RequestParam Map<String, String> values,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Locale locale,
            Model model,
            HttpServletResponse answer)
            throws IOException {
        var screen = screens.of(me, id).orElseThrow(DeskDoor::unknown);
        if (desk != null && !door.enter(me, desk).id().equals(screen.desk().id())) throw DeskDoor.unknown();
        model.addAttribute("officer", desk != null);
        var form = new RequestForm(screen.request().profile(), values);
        try {
            var outcome = registration.edit(me, id, draft(form, file));
            if (outcome instanceof RequestOutcome.Done) {
                registration.submit(me, id);
                return "redirect:" + path(desk, id) + "?done=edited";
            }
            return refused(screen.desk(), form, path(desk, id) + "/edit", sentence(outcome, locale), model, answer);
        } catch (RequestForm.Fault fault) {
            return refused(screen.desk(), form, path(desk, id) + "/edit", sentence(fault, locale), model, answer);
        }
    }

    /// Where the page of a request is, for the desk or for its applicant.
    static String path(@Nullable DeskId desk, RequestId id) {
        return desk == null ? "/certificates/" + id : at(desk) + "/" + id;
    }

    private static String at(DeskId desk) {
        return "/desk/" + desk + "/requests";
    }

    private List<Offer> offers(CurrentUser me) {
        return desks.forApplicant(me).stream()
                .filter(Desk::active)
                .map(desk -> new Offer(desk, HolderProfile.at(desk)))
                .filter(offer -> !offer.profiles().isEmpty())
                .toList();
    }

    private Desk offered(CurrentUser me, DeskId desk) {
        return desks.forApplicant(me).stream()
                .filter(one -> one.id().equals(desk))
                .findFirst()
                .orElseThrow(DeskDoor::unknown);
    }

    private static RequestDraft draft(RequestForm form, @Nullable MultipartFile file)
            throws IOException, RequestForm.Fault {
        if (file != null && file.getSize() > 20_000) throw new RequestForm.Fault("certificationRequest");
        return form.draft(file == null ? null : file.getBytes());
    }

    private String form(Desk desk, RequestForm form, String action, Model model) {
        form.kind();
        model.addAttribute("desk", desk);
        model.addAttribute("form", form);
        model.addAttribute("action", action);
        return "ra/form";
    }

    private String refused(
            Desk desk, RequestForm form, String action, String sentence, Model model, HttpServletResponse answer) {
        answer.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        model.addAttribute("refusal", sentence);
        return form(desk, form, action, model);
    }

    private String sentence(RequestOutcome outcome, Locale locale) {
        if (outcome instanceof RequestOutcome.Refused(var reason)) return words.refusal(reason, locale);
        throw DeskDoor.unknown();
    }

    private String sentence(RequestForm.Fault fault, Locale locale) {
        return words.refusal(new RegistrationRefusal.BadField(fault.field()), locale);
    }
}
