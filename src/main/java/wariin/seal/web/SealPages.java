package wariin.seal.web;

import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import wariin.identity.CurrentUser;
import wariin.seal.Seal;
import wariin.seal.SealDrawing;
import wariin.seal.SealId;
import wariin.seal.SealRefused;
import wariin.seal.Seals;

/// The page of seals: those there are, one being made, one being uploaded.
@Controller
class SealPages {

    /// Beyond this a picture is refused anyway; it is not even read into memory.
    private static final long MOST_UPLOADED = 2 * 1024 * 1024;

    private final Seals seals;
    private final SealWords words;
    private final Clock clock;

    SealPages(Seals seals, MessageSource messages, Clock clock) {
        this.seals = seals;
        this.words = new SealWords(messages);
        this.clock = clock;
    }

    /// A seal as the page shows it.
    record Shown(Seal seal, String kind, String millimetres, boolean removable) {}

    @GetMapping("/seals")
    String page(@AuthenticationPrincipal CurrentUser user, @ModelAttribute SealForm form, Model model, Locale locale) {
        if (user.user().guest()) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        show(user, form, model, locale);
        return "seal/seals";
    }

    /// The preview alone, for the script of the page.
    @GetMapping("/seals/preview")
    String preview(
            @AuthenticationPrincipal CurrentUser user, @ModelAttribute SealForm form, Model model, Locale locale) {
        preview(form.filledFor(user, true), model, locale);
        return "seal/parts :: preview";
    }

    @PostMapping("/seals")
    String create(
            @AuthenticationPrincipal CurrentUser user,
            @ModelAttribute SealForm form,
            Model model,
            RedirectAttributes redirect,
            Locale locale) {
        var filled = form.filledFor(user, true);
        try {
            var seal = seals.create(user, nameOf(filled.name(), filled.kind(), locale), filled.design());
            redirect.addFlashAttribute("made", seal.name());
            return "redirect:/seals";
        } catch (SealRefused refused) {
            show(user, form, model, locale);
            model.addAttribute("refused", words.refusal(refused, locale));
            return "seal/seals";
        }
    }

    @PostMapping("/seals/picture")
    String upload(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam MultipartFile picture,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "18") double millimetres,
            @RequestParam(defaultValue = "false") boolean personal,
            RedirectAttributes redirect,
            Locale locale)
            throws IOException {
        try {
            var bytes = picture.getSize() > MOST_UPLOADED ? new byte[(int) MOST_UPLOADED + 1] : picture.getBytes();
            var seal = seals.createPicture(user, nameOf(name, "picture", locale), bytes, millimetres, personal);
            redirect.addFlashAttribute("made", seal.name());
            return "redirect:/seals";
        } catch (SealRefused refused) {
            redirect.addFlashAttribute("pictureRefused", words.refusal(refused, locale));
            return "redirect:/seals#upload";
        }
    }

    @PostMapping("/seals/{id}/removal")
    String remove(@AuthenticationPrincipal CurrentUser user, @PathVariable SealId id, RedirectAttributes redirect) {
        var seal = seals.find(id, user).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!seals.remove(id, user)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        redirect.addFlashAttribute("removed", seal.name());
        redirect.addFlashAttribute("removedId", id.toString());
        return "redirect:/seals";
    }

    @PostMapping("/seals/{id}/restoration")
    String restore(@AuthenticationPrincipal CurrentUser user, @PathVariable SealId id, RedirectAttributes redirect) {
        if (!seals.restore(id, user)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        seals.find(id, user).ifPresent(seal -> redirect.addFlashAttribute("restored", seal.name()));
        return "redirect:/seals";
    }

    private void show(CurrentUser user, SealForm form, Model model, Locale locale) {
        var manages = seals.mayManage(user, false);
        var shown = seals.usableBy(user).stream()
                .map(seal -> shown(seal, user, locale))
                .toList();
        model.addAttribute(
                "kept", shown.stream().filter(one -> !one.seal().suggested()).toList());
        model.addAttribute(
                "suggested",
                shown.stream().filter(one -> one.seal().suggested()).toList());
        model.addAttribute("manages", manages);
        var filled = form.filledFor(user, manages);
        model.addAttribute("kinds", manages ? SealForm.KINDS : SealForm.KINDS.subList(2, 4));
        model.addAttribute("form", filled);
        preview(filled, model, locale);
    }

    private Shown shown(Seal seal, CurrentUser user, Locale locale) {
        var millimetres = seals.drawingOf(seal, SealImages.today(clock)).millimetres();
        var removable = !seal.suggested() && seals.mayManage(user, seal.personal());
        return new Shown(seal, words.kind(seal.design().kind(), locale), words.size(millimetres, locale), removable);
    }

    private void preview(SealForm filled, Model model, Locale locale) {
        model.addAttribute("form", filled);
        try {
            var drawing = SealDrawing.of(filled.design(), SealImages.today(clock));
            model.addAttribute("previewSize", words.size(drawing.millimetres(), locale));
            model.addAttribute(
                    "previewNotices",
                    drawing.notices().stream()
                            .map(notice -> words.notice(notice, locale))
                            .distinct()
                            .toList());
        } catch (SealRefused refused) {
            model.addAttribute("previewRefused", words.refusal(refused, locale));
        }
    }

    private String nameOf(@org.jspecify.annotations.Nullable String given, String kind, Locale locale) {
        return given == null || given.isBlank() ? words.kind(kind, locale) : given;
    }
}
