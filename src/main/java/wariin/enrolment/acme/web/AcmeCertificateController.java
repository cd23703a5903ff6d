package wariin.enrolment.acme.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import wariin.enrolment.acme.AcmeCertificates;
import wariin.enrolment.acme.AcmeRequests;
import wariin.ra.desk.DeskId;
import wariin.x509.Certificates;

/// Certificates out and back (RFC 8555, 7.4.2 and 7.6).
@RestController
@RequestMapping("/acme/{desk}")
class AcmeCertificateController {

    private static final MediaType CHAIN = MediaType.parseMediaType("application/pem-certificate-chain");

    private final AcmeAnswers answers;
    private final AcmeRequests requests;
    private final AcmeCertificates certificates;

    AcmeCertificateController(AcmeAnswers answers, AcmeRequests requests, AcmeCertificates certificates) {
        this.answers = answers;
        this.requests = requests;
        this.certificates = certificates;
    }

    /// The certificate and its authority, without the root, which whoever relies on it has already.
    @PostMapping("/certificate/{serial}")
    ResponseEntity<byte[]> chain(
            @PathVariable("desk") DeskId id, @PathVariable String serial, HttpServletRequest request) {
        var desk = answers.desk(id);
        var account = requests.reading(desk, request.getRequestURI(), answers.body(request));
        var chain = certificates.chain(account, serial);
        var other = answers.places().certificate(desk, serial) + "/with-root";
        return answers.answer(HttpStatus.OK, desk)
                .header("Link", "<" + other + ">;rel=\"alternate\"")
                .contentType(CHAIN)
                .body(pem(chain.subList(0, Math.max(1, chain.size() - 1))));
    }

    /// The other chain: up to the root.
    @PostMapping("/certificate/{serial}/with-root")
    ResponseEntity<byte[]> whole(
            @PathVariable("desk") DeskId id, @PathVariable String serial, HttpServletRequest request) {
        var desk = answers.desk(id);
        var account = requests.reading(desk, request.getRequestURI(), answers.body(request));
        var other = answers.places().certificate(desk, serial);
        return answers.answer(HttpStatus.OK, desk)
                .header("Link", "<" + other + ">;rel=\"alternate\"")
                .contentType(CHAIN)
                .body(pem(certificates.chain(account, serial)));
    }

    @PostMapping("/revoke-certificate")
    ResponseEntity<Void> revoke(@PathVariable("desk") DeskId id, HttpServletRequest request) {
        var desk = answers.desk(id);
        certificates.revoke(desk, requests.fromEither(desk, request.getRequestURI(), answers.body(request)));
        return answers.answer(HttpStatus.OK, desk).build();
    }

    private static byte[] pem(List<X509Certificate> chain) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return chain.stream()
                .map(one -> "-----BEGIN CERTIFICATE-----\n" + base64.encodeToString(Certificates.encoded(one))
                        + "\n-----END CERTIFICATE-----\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }
}
