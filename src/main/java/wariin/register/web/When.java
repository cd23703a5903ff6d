package wariin.register.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// The day whose register a page shows; null is now. Its links stay on that day.
record When(@Nullable LocalDate day) {

    /// @param today a day that is not over shows the present
    static When of(@Nullable String at, LocalDate today) {
        var day = Query.day(Query.given(at));
        return new When(day == null || !day.isBefore(today) ? null : day);
    }

    public String at(String path) {
        return day == null ? path : path + (path.contains("?") ? "&" : "?") + "at=" + day;
    }
}
