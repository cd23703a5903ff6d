package wariin.site.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import wariin.site.Visitor;

/// What the layout shows around a page: who is here, which part of the site this is, and the same page in another
/// language.
public record Frame(String path, String query, @Nullable Visitor visitor) {

    public boolean in(String area) {
        return path.equals(area) || path.startsWith(area + "/");
    }

    /// This page in another language; on this host whatever the path says.
    public String inLanguage(String language) {
        var here = path.startsWith("//") ? "/" : path;
        return here + "?" + (query.isEmpty() ? "" : query + "&") + "lang=" + language;
    }

    @ControllerAdvice
    static class Advice {

        @ModelAttribute("frame")
        Frame frame(HttpServletRequest request) {
            var original = (String) request.getAttribute("jakarta.servlet.error.request_uri");
            var query = Arrays.stream(Optional.ofNullable(request.getQueryString())
                            .orElse("")
                            .split("&"))
                    .filter(pair -> !pair.isEmpty() && !pair.startsWith("lang="))
                    .collect(Collectors.joining("&"));
            return new Frame(original != null ? original : request.getRequestURI(), query, visitor());
        }

        private static @Nullable Visitor visitor() {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            return authentication != null && authentication.getPrincipal() instanceof Visitor visitor ? visitor : null;
        }
    }
}
