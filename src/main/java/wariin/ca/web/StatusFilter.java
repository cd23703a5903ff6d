package wariin.ca.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.springframework.web.filter.OncePerRequestFilter;
import wariin.ca.status.StatusResponder;
import wariin.ca.status.StatusResponder.Validity;

/// Status answers over HTTP: GET with the request in the path, and POST (RFC 6960, A; RFC 9919, 5 and 6).
///
/// A filter before all others, since the Base64 in the path holds slashes that a firewall for pages refuses.
class StatusFilter extends OncePerRequestFilter {
    private static final int LARGEST_REQUEST = 8 * 1024;
    private static final Duration LONGEST_AGE = Duration.ofMinutes(10);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private final StatusResponder responder;
    private final Clock clock;

    StatusFilter(StatusResponder responder, Clock clock) {
        this.responder = responder;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain others)
            throws IOException {
        switch (request.getMethod()) {
            case "POST" -> post(request, response);
            case "GET", "HEAD" -> get(request, response);
            default -> {
                response.setHeader("Allow", "GET, HEAD, POST");
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            }
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
        if (asked.length > LARGEST_REQUEST) {
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        write(response, responder.answer(asked).der());
    }

    private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var answer = responder.answer(inPath(request));
        if (answer.validity().isEmpty()) {
            response.setHeader("Cache-Control", "no-store");
        } else if (isKnown(request, response, answer.validity().get())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        write(response, answer.der());
    }

    /// Others may keep an answer for minutes, not until its end: a revocation must reach them soon.
    private boolean isKnown(HttpServletRequest request, HttpServletResponse response, Validity validity) {
        var now = clock.instant();
        var end = validity.nextUpdate().isBefore(now.plus(LONGEST_AGE)) ? validity.nextUpdate() : now.plus(LONGEST_AGE);
        var seconds = Math.max(0, Duration.between(now, end).toSeconds());
        response.setHeader("Cache-Control", "max-age=" + seconds + ", public, no-transform, must-revalidate");
        response.setHeader("Last-Modified", HTTP_DATE.format(validity.producedAt()));
        response.setHeader("Expires", HTTP_DATE.format(end));
        response.setHeader("ETag", validity.tag());
        return validity.tag().equals(request.getHeader("If-None-Match"));
    }

    private static byte[] inPath(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var encoded = path.replaceFirst("^/+ocsp/?", "");
        try {
            // A plus stands for itself in a path.
            var base64 = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static void write(HttpServletResponse response, byte[] der) throws IOException {
        response.setContentType("application/ocsp-response");
        response.setContentLength(der.length);
        response.getOutputStream().write(der);
    }
}
