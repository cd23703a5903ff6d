package wariin.site;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;

/// What a page may load, run and send (Content Security Policy Level 3): everything from this host, nothing from
/// another.
public final class ContentPolicy {

    public static final String HEADER = "Content-Security-Policy";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self';"
                    + " connect-src 'self'; worker-src 'self'; form-action 'self'%s;"
                    + " frame-ancestors 'none'; base-uri 'none'";

    private ContentPolicy() {}

    public static String strict() {
        return POLICY.formatted("");
    }

    /// Lets the forms of this one page lead on to another site, such as a company's own log-in: browsers check
    /// {@code form-action} on the redirect after a POST as well.
    public static void allowFormsTo(HttpServletResponse response, URI target) {
        if (!"https".equals(target.getScheme()) && !"http".equals(target.getScheme()) || target.getHost() == null) {
            throw new IllegalArgumentException("Not the address of a site");
        }
        var port = target.getPort() < 0 ? "" : ":" + target.getPort();
        response.setHeader(HEADER, POLICY.formatted(" " + target.getScheme() + "://" + target.getHost() + port));
    }
}
