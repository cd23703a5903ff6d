package wariin.register.web;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import wariin.register.Listed;
import wariin.register.RegisterState;
import wariin.register.RegistrationStatus;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;

/// The mark of a registered service and the page that proves it. Both follow the status as it is now.
@Controller
class MarkPages {

    private final ServiceRegister register;
    private final Words words;

    MarkPages(ServiceRegister register, Words words) {
        this.register = register;
        this.words = words;
    }

    /// Shown on other people's pages, so it may be loaded from anywhere; short-lived, because the status may change.
    @GetMapping("/register/services/{id}/mark.svg")
    ResponseEntity<String> mark(@PathVariable String id) {
        var listed = register.on(null).listed(new ServiceId(EntryPages.uuid(id)));
        var registered = listed.isPresent() && holds(listed.get());
        return ResponseEntity.status(listed.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND)
                .contentType(MediaType.valueOf("image/svg+xml;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(
                        registered
                                ? MarkPicture.registered(
                                        listed.get().service().current().number())
                                : MarkPicture.notRegistered());
    }

    /// Where the mark leads. An old number is answered by what became of it.
    @GetMapping("/register/marks/{number}")
    String verify(@PathVariable String number, Model model) {
        var base = number.replaceFirst("\\([0-9]{1,4}\\)$", "").toUpperCase(Locale.ROOT);
        var found = find(register.on(null), base);
        if (found == null) throw EntryPages.unknown();
        var current = found.service().current();
        model.addAttribute("listed", found);
        model.addAttribute("base", base);
        model.addAttribute("holds", holds(found) && current.number().base().equals(base));
        model.addAttribute("replaced", !current.number().base().equals(base));
        model.addAttribute("since", History.since(found.service()));
        return "register/mark";
    }

    private boolean holds(Listed listed) {
        var current = listed.service().current();
        LocalDate today = words.today();
        return current.status() == RegistrationStatus.REGISTERED
                && !current.validUntil().isBefore(today);
    }

    private static @Nullable Listed find(RegisterState state, String base) {
        for (var provider : state.providers()) {
            for (var service : provider.services()) {
                for (var event : service.events()) {
                    if (event.number().base().equals(base)) return new Listed(provider.provider(), service);
                }
            }
        }
        return null;
    }
}
