package wariin.site;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Under which address people reach this installation: {@code wariin.base-url}, else the port it really listens on.
@Component("site")
public class SiteSettings {

    private final @Nullable URI configured;
    private volatile int port;

    SiteSettings(@Value("${wariin.base-url:}") String configured, @Value("${server.port:8080}") int port) {
        this.configured = configured.isBlank() ? null : checked(configured.strip());
        this.port = port;
    }

    /// Scheme, host and port without a slash at the end: {@code https://sign.example.jp}.
    public String baseUrl() {
        return configured != null ? configured.toString() : "http://localhost:" + port;
    }

    /// An address on this site; the path begins with a slash.
    public String url(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A path on this site begins with a slash");
        }
        return baseUrl() + path;
    }

    /// The name under which browsers know us, which is also the passkeys' relying party.
    public String host() {
        return URI.create(baseUrl()).getHost();
    }

    public boolean isSecure() {
        return baseUrl().startsWith("https:");
    }

    /// True for an address that leads to this site and nowhere else.
    public boolean owns(String address) {
        return address.startsWith(baseUrl() + "/") && !address.matches("(?s).*[\\s\\p{Cntrl}].*");
    }

    @EventListener
    void rememberPort(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            port = event.getWebServer().getPort();
        }
    }

    private static URI checked(String configured) {
        var uri = URI.create(configured.endsWith("/") ? configured.substring(0, configured.length() - 1) : configured);
        var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!web
                || uri.getHost() == null
                || uri.getQuery() != null
                || !uri.getPath().isEmpty()) {
            throw new IllegalArgumentException(
                    "wariin.base-url is scheme and host only, such as https://sign.example.jp");
        }
        return uri;
    }
}
