package wariin.tsa.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.timestamp.TimeStampFailure;
import wariin.tsa.TimeStampAuthority;

/// The time-stamp protocol over HTTP (RFC 3161, 3.4): refusals too are answers with status 200.
///
/// A filter before all others: a token costs less than what stands before a page.
class TimeStampFilter extends HttpFilter {
    private static final int LARGEST_REQUEST = 8 * 1024;
    private static final String QUERY = "application/timestamp-query";
    private static final String ROOT = "/tsa";

    private final transient TimeStampAuthority authority;

    TimeStampFilter(TimeStampAuthority authority) {
        this.authority = authority;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain others)
            throws IOException, ServletException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        if (!request.getMethod().equals("POST") || path.indexOf('/', ROOT.length() + 1) >= 0) {
            others.doFilter(request, response);
            return;
        }
        if (!isQuery(request.getContentType())) {
            response.sendError(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        var query = body(request);
        if (query == null) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            write(response, TimeStampFailure.BAD_DATA_FORMAT.response());
            return;
        }
        var answer = answer(path, query);
        if (answer.isEmpty()) response.sendError(HttpServletResponse.SC_NOT_FOUND);
        else write(response, answer.get());
    }

    private Optional<byte[]> answer(String path, byte[] query) {
        if (path.length() <= ROOT.length() + 1) return Optional.of(authority.answer(query));
        return authority.answer(path.substring(ROOT.length() + 1), query);
    }

    private static boolean isQuery(@Nullable String type) {
        return type != null
                && type.regionMatches(true, 0, QUERY, 0, QUERY.length())
                && (type.length() == QUERY.length() || " ;".indexOf(type.charAt(QUERY.length())) >= 0);
    }

    /// Null where there is more than any request needs.
    private static byte @Nullable [] body(HttpServletRequest request) throws IOException {
        var length = request.getContentLength();
        if (length > LARGEST_REQUEST) return null;
        if (length >= 0) return request.getInputStream().readNBytes(length);
        var body = request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
        return body.length > LARGEST_REQUEST ? null : body;
    }

    private static void write(HttpServletResponse response, byte[] answer) throws IOException {
        response.setContentType("application/timestamp-reply");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}
