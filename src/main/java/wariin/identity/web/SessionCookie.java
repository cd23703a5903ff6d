package wariin.identity.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import wariin.site.SiteSettings;

/// The cookie that carries a session's token: not for scripts, not for other sites.
@Component
class SessionCookie {

    private final SiteSettings site;

    SessionCookie(SiteSettings site) {
        this.site = site;
    }

    Optional<String> read(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, name());
        return cookie == null || cookie.getValue().isEmpty() ? Optional.empty() : Optional.of(cookie.getValue());
    }

    void write(HttpServletResponse response, String token) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(name(), token).build().toString());
    }

    void clear(HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                cookie(name(), "").maxAge(Duration.ZERO).build().toString());
    }

    /// Remembers in this browser which log-in at a provider it began.
    void writeState(HttpServletResponse response, String state) {
        var cookie = cookie(name() + "-state", state).maxAge(Duration.ofMinutes(10));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    Optional<String> readState(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, name() + "-state"))
                .map(Cookie::getValue);
    }

    void clearState(HttpServletResponse response) {
        var cookie = cookie(name() + "-state", "").maxAge(Duration.ZERO);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String name, String value) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(site.isSecure())
                .sameSite("Lax");
    }

    /// Cookies know no port: two installations on one host need two names.
    private String name() {
        if (site.isSecure()) return "__Host-wariin";
        var port = URI.create(site.baseUrl()).getPort();
        return port < 0 ? "wariin" : "wariin-" + port;
    }
}
