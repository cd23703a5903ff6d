package wariin.site.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import wariin.site.AccountPlaces;
import wariin.site.AccountPlaces.Place;
import wariin.site.Visitor;

/// What the layout shows around a page: who is here, which part of the site this is, and the same page in another
/// language.
public record Frame(String path, String query, @Nullable Visitor visitor, List<Place> places) {

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

        private final List<AccountPlaces> rooms;

        Advice(List<AccountPlaces> rooms) {
            this.rooms = rooms;
        }

        @ModelAttribute("frame")
        Frame frame(HttpServletRequest request) {
            var original = (String) request.getAttribute("jakarta.servlet.error.request_uri");
            var query = Arrays.stream(Optional.ofNullable(request.getQueryString())
                            .orElse("")
                            .split("&"))
                    .filter(pair -> !pair.isEmpty() && !pair.startsWith("lang="))
                    .collect(Collectors.joining("&"));
            var visitor = visitor();
            return new Frame(original != null ? original : request.getRequestURI(), query, visitor, places(visitor));
        }

        private List<Place> places(@Nullable Visitor visitor) {
            if (visitor == null || visitor.guest()) return List.of();
            return rooms.stream().flatMap(room -> room.of(visitor).stream()).toList();
        }

        private static @Nullable Visitor visitor() {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            return authentication != null && authentication.getPrincipal() instanceof Visitor visitor ? visitor : null;
        }
    }
}
