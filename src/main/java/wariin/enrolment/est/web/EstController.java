package wariin.enrolment.est.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import wariin.enrolment.EnrolmentKey;
import wariin.enrolment.est.EstAnswer;
import wariin.enrolment.est.EstEnrolments;
import wariin.x509.Der;

/// The operations of EST (RFC 7030, 3.2.2). The label, if there is one, is the id of the key's desk.
@RestController
@RequestMapping({"/.well-known/est", "/.well-known/est/{label:[0-9a-f-]{36}}"})
class EstController {

    /// Lines end as shells like it: `base64 -d` stumbles over carriage returns (RFC 8951, 3.1 leaves it open).
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\n'});
    private static final int LARGEST = 64 * 1024;
    private static final MediaType CERTIFICATES = MediaType.parseMediaType("application/pkcs7-mime");
    private static final MediaType ISSUED = MediaType.parseMediaType("application/pkcs7-mime;smime-type=certs-only");
    private static final MediaType ATTRIBUTES = MediaType.parseMediaType("application/csrattrs");
    private static final MediaType REQUEST = MediaType.parseMediaType("application/pkcs10");
    /// What a client should ask with: a key on P-256, and SHA-256 (RFC 7030, 4.5.2).
    private static final byte[] WISHES = Der.sequence(
            Der.sequence(Der.oid("1.2.840.10045.2.1"), Der.of(Der.SET, Der.oid("1.2.840.10045.3.1.7"))),
            Der.oid("1.2.840.10045.4.3.2"));

    private final EstEnrolments enrolments;

    EstController(EstEnrolments enrolments) {
        this.enrolments = enrolments;
    }

    @GetMapping("/cacerts")
    ResponseEntity<byte[]> authorities() {
        return base64(CERTIFICATES, CertificateBag.of(enrolments.authorities()));
    }

    @GetMapping("/csrattrs")
    ResponseEntity<byte[]> attributes() {
        return base64(ATTRIBUTES, WISHES);
    }

    @PostMapping("/simpleenroll")
    ResponseEntity<byte[]> enrol(@PathVariable(required = false) @Nullable String label, HttpServletRequest request)
            throws IOException {
        return answer(label, request, enrolments::enrol);
    }

    @PostMapping("/simplereenroll")
    ResponseEntity<byte[]> reenrol(@PathVariable(required = false) @Nullable String label, HttpServletRequest request)
            throws IOException {
        return answer(label, request, enrolments::reenrol);
    }

    @PostMapping("/serverkeygen")
    ResponseEntity<byte[]> serverKey() {
        return sentence(
                HttpStatus.NOT_IMPLEMENTED, "Keys are made where they are used; send a request to simpleenroll");
    }

    @PostMapping("/fullcmc")
    ResponseEntity<byte[]> full() {
        return sentence(HttpStatus.NOT_IMPLEMENTED, "Full CMC is not spoken here; CMP is, at /.well-known/cmp");
    }

    private ResponseEntity<byte[]> answer(
            @Nullable String label, HttpServletRequest request, BiFunction<EnrolmentKey, byte[], EstAnswer> act)
            throws IOException {
        if (!enrolments.open(request.getRemoteAddr())) {
            return sentence(
                    HttpStatus.TOO_MANY_REQUESTS, "Too many wrong passwords; come back in a quarter of an hour");
        }
        var key = caller(request);
        if (key.isEmpty()) return unauthorized();
        if (label != null && !label.equals(key.get().desk().toString())) {
            return sentence(HttpStatus.NOT_FOUND, "There is no such place for this user");
        }
        var type = request.getContentType();
        if (type == null || !REQUEST.isCompatibleWith(MediaType.parseMediaType(type))) {
            return sentence(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is application/pkcs10, in base64");
        }
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) return sentence(HttpStatus.CONTENT_TOO_LARGE, "The request is too large");
        return switch (act.apply(key.get(), body)) {
            case EstAnswer.Issued(var certificate) -> issued(certificate);
            case EstAnswer.Waiting _ ->
                ResponseEntity.accepted().header("Retry-After", "3600").build();
            case EstAnswer.Refused(var why) -> sentence(HttpStatus.BAD_REQUEST, why);
        };
    }

    private Optional<EnrolmentKey> caller(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) return Optional.empty();
        try {
            var pair = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            if (colon < 0) return Optional.empty();
            var address = request.getRemoteAddr();
            return enrolments.authenticate(pair.substring(0, colon), pair.substring(colon + 1), address);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<byte[]> unauthorized() {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .header("WWW-Authenticate", "Basic realm=\"est\", charset=\"UTF-8\"")
                .contentType(MediaType.TEXT_PLAIN)
                .body("User and password of a key for EST are needed\n".getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> issued(X509Certificate certificate) {
        return base64(ISSUED, CertificateBag.of(List.of(certificate)));
    }

    private static ResponseEntity<byte[]> base64(MediaType type, byte[] der) {
        return ResponseEntity.ok()
                .header("Content-Transfer-Encoding", "base64")
                .header("Cache-Control", "no-store")
                .contentType(type)
                .body(BASE64.encode(der));
    }

    private static ResponseEntity<byte[]> sentence(HttpStatus status, String text) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store")
                .body((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
