package wariin.seal.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import wariin.identity.CurrentUser;
import wariin.seal.SealDrawing;
import wariin.seal.SealId;
import wariin.seal.SealRefused;
import wariin.seal.Seals;

/// Seals as images. An image is only ever shown by the page that asks for it: it may load and run nothing.
@RestController
class SealImages {

    private static final MediaType SVG = MediaType.valueOf("image/svg+xml;charset=UTF-8");
    private static final String NOTHING_BUT_ITSELF =
            "default-src 'none'; img-src data:; frame-ancestors 'none'; sandbox";

    private final Seals seals;
    private final Clock clock;

    SealImages(Seals seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    @GetMapping("/seals/{id}.svg")
    ResponseEntity<String> seal(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        var seal = parsed(id)
                .flatMap(known -> seals.find(known, user))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return image(seals.drawingOf(seal, today(clock)));
    }

    @GetMapping("/seals/preview.svg")
    ResponseEntity<String> preview(@AuthenticationPrincipal CurrentUser user, @ModelAttribute SealForm form) {
        try {
            return image(SealDrawing.of(form.filledFor(user, true).design(), today(clock)));
        } catch (SealRefused _) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    private static java.util.Optional<SealId> parsed(String id) {
        try {
            return java.util.Optional.of(SealId.of(id));
        } catch (IllegalArgumentException _) {
            return java.util.Optional.empty();
        }
    }

    private static ResponseEntity<String> image(SealDrawing drawing) {
        return ResponseEntity.ok()
                .contentType(SVG)
                .cacheControl(CacheControl.noCache().cachePrivate())
                .header("Content-Security-Policy", NOTHING_BUT_ITSELF)
                .header("X-Content-Type-Options", "nosniff")
                .body(drawing.svg());
    }

    /// The day on a date seal is the one in Japan.
    static LocalDate today(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Tokyo"));
    }
}
