package wariin.notify.web;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import wariin.notify.Outbox;
import wariin.site.Visitor;

/// Lists and shows the messages of this installation to those who operate it; to anybody else there is no such page.
@Controller
@RequestMapping("/operator/outbox")
class OutboxController {

    private static final int PAGE = 50;

    private final Outbox outbox;
    private final Clock clock;

    OutboxController(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(required = false) @Nullable Instant before, Authentication who, Model model) {
        requireOperator(who);
        var found = outbox.newest(before == null ? clock.instant().plusSeconds(60) : before, PAGE + 1);
        model.addAttribute("messages", found.stream().limit(PAGE).toList());
        model.addAttribute("older", found.size() > PAGE ? found.get(PAGE - 1).createdAt() : null);
        model.addAttribute("delivers", outbox.delivers());
        return "notify/outbox";
    }

    @GetMapping("/{id}")
    String message(@PathVariable UUID id, Authentication who, Model model) {
        requireOperator(who);
        model.addAttribute("message", outbox.find(id).orElseThrow(OutboxController::noSuchPage));
        model.addAttribute("delivers", outbox.delivers());
        return "notify/message";
    }

    @PostMapping("/{id}/again")
    String again(@PathVariable UUID id, Authentication who) {
        requireOperator(who);
        outbox.again(id);
        return "redirect:/operator/outbox/" + id;
    }

    private static void requireOperator(@Nullable Authentication who) {
        if (who == null || !(who.getPrincipal() instanceof Visitor visitor) || !visitor.operator()) {
            throw noSuchPage();
        }
    }

    private static ResponseStatusException noSuchPage() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
