package wariin.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// The browser and system behind a request, in words by which a person recognises it.
final class Device {

    private static final String[][] BROWSERS = {
        {"Edg", "Edge"},
        {"OPR/", "Opera"},
        {"Firefox/", "Firefox"},
        {"HeadlessChrome", "Chrome"},
        {"Chrome/", "Chrome"},
        {"Safari/", "Safari"}
    };
    private static final String[][] SYSTEMS = {
        {"iPhone", "iPhone"},
        {"iPad", "iPad"},
        {"Android", "Android"},
        {"Windows", "Windows"},
        {"Mac OS", "macOS"},
        {"Linux", "Linux"}
    };

    private Device() {}

    static String of(HttpServletRequest request) {
        var agent = Optional.ofNullable(request.getHeader("User-Agent")).orElse("");
        var browser = first(BROWSERS, agent);
        var system = first(SYSTEMS, agent);
        return browser.isEmpty() || system.isEmpty() ? browser + system : browser + " · " + system;
    }

    private static String first(String[][] marks, String agent) {
        for (var mark : marks) {
            if (agent.contains(mark[0])) return mark[1];
        }
        return "";
    }
}
