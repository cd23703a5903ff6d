package wariin.identity.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Paths inside paths.
final class Redirects {

    private Redirects() {}

    static String encode(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8);
    }
}
