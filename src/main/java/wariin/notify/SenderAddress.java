package wariin.notify;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import wariin.site.SiteSettings;

/// From which address this installation writes: {@code wariin.mail.from}, else {@code no-reply} at its own host.
@Component
public class SenderAddress {

    private final SiteSettings site;
    private final String configured;

    SenderAddress(SiteSettings site, @Value("${wariin.mail.from:}") String configured) {
        this.site = site;
        this.configured = configured.strip();
    }

    public String value() {
        return configured.isEmpty() ? "no-reply@" + site.host() : configured;
    }
}
