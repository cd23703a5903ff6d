package wariin.seal;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Parses the first font once the application is up, so that the first seal does not wait for it.
@Component
class FontWarming {

    @EventListener(ApplicationReadyEvent.class)
    void warm() {
        Thread.ofPlatform()
                .name("seal-fonts")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> SealFonts.shared().find('印', true));
    }
}
