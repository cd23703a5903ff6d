package wariin.tsa.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import wariin.timestamp.TimeStampFailure;
import wariin.tsa.TimeStampAuthority;

/// The time-stamp protocol over HTTP (RFC 3161, 3.4): refusals too are answers with status 200.
@RestController
class TimeStampController {
    private static final int LARGEST_REQUEST = 8 * 1024;

    private final TimeStampAuthority authority;

    TimeStampController(TimeStampAuthority authority) {
        this.authority = authority;
    }

    @PostMapping(
            path = "/tsa",
            consumes = "application/timestamp-query",
            produces = {"application/timestamp-reply", "*/*"})
    ResponseEntity<byte[]> stamp(HttpServletRequest request) throws IOException {
        var query = request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
        if (query.length > LARGEST_REQUEST) {
            return reply(HttpStatus.CONTENT_TOO_LARGE, TimeStampFailure.BAD_DATA_FORMAT.response());
        }
        return reply(HttpStatus.OK, authority.answer(query));
    }

    private static ResponseEntity<byte[]> reply(HttpStatus status, byte[] response) {
        return ResponseEntity.status(status)
                .header("Content-Type", "application/timestamp-reply")
                .cacheControl(CacheControl.noStore())
                .body(response);
    }
}
