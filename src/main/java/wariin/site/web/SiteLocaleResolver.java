package wariin.site.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.LocaleResolver;
import wariin.site.Languages;
import wariin.site.Visitor;

/// Which language to answer in: {@code ?lang=}, then the cookie, then the account, then what the browser asks for.
class SiteLocaleResolver implements LocaleResolver {

    static final String COOKIE = "wariin-lang";
    private static final String RESOLVED = SiteLocaleResolver.class.getName() + ".resolved";

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (request.getAttribute(RESOLVED) instanceof Locale known) {
            return known;
        }
        var locale = asked(request)
                .or(() -> remembered(request))
                .or(SiteLocaleResolver::ofTheAccount)
                .orElseGet(() -> ofTheBrowser(request));
        request.setAttribute(RESOLVED, locale);
        return locale;
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (locale == null || response == null) {
            return;
        }
        var nearest = Languages.nearest(locale);
        request.setAttribute(RESOLVED, nearest);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, nearest.getLanguage())
                        .path("/")
                        .maxAge(Duration.ofDays(365))
                        .sameSite("Lax")
                        .secure(request.isSecure())
                        .httpOnly(true)
                        .build()
                        .toString());
    }

    static Optional<Locale> asked(HttpServletRequest request) {
        // Read from the query alone: touching parameters would read the body of an upload.
        var query = Optional.ofNullable(request.getQueryString()).orElse("");
        return Arrays.stream(query.split("&"))
                .filter(pair -> pair.startsWith("lang="))
                .findFirst()
                .flatMap(pair -> Languages.of(pair.substring("lang=".length())));
    }

    private static Optional<Locale> remembered(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> COOKIE.equals(cookie.getName()))
                .map(Cookie::getValue)
                .findFirst()
                .flatMap(Languages::of);
    }

    private static Optional<Locale> ofTheAccount() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Visitor visitor
                ? Optional.of(Languages.nearest(visitor.preferredLocale()))
                : Optional.empty();
    }

    private static Locale ofTheBrowser(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .flatMap(wanted -> Languages.of(wanted.toLanguageTag()).stream())
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
