package wariin.enrolment.cmp.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import wariin.enrolment.cmp.CmpServer;
import wariin.x509.Certificates;

/// One address for all messages (RFC 9811, 3.6); the certificate that signs answers is beside it.
@RestController
class CmpController {

    private static final int LARGEST = 64 * 1024;
    private static final MediaType MESSAGE = MediaType.parseMediaType("application/pkixcmp");
    private static final MediaType CERTIFICATE = MediaType.parseMediaType("application/pkix-cert");

    private final CmpServer server;

    CmpController(CmpServer server) {
        this.server = server;
    }

    @PostMapping({"/.well-known/cmp", "/.well-known/cmp/**", "/cmp", "/cmp/**"})
    ResponseEntity<byte[]> answer(HttpServletRequest request) throws IOException {
        var type = request.getContentType();
        if (type == null || !MESSAGE.isCompatibleWith(MediaType.parseMediaType(type))) {
            return ResponseEntity.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE).build();
        }
        var body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE).build();
        }
        // An error of the protocol is an answer of the protocol.
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .contentType(MESSAGE)
                .body(server.answer(body, request.getRemoteAddr()));
    }

    @GetMapping("/.well-known/cmp/signer.cer")
    ResponseEntity<byte[]> signer() {
        return ResponseEntity.ok().contentType(CERTIFICATE).body(Certificates.encoded(server.signer()));
    }
}
