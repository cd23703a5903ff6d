package wariin.ca.web;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import wariin.ca.CertificationAuthority;
import wariin.ca.list.PublishedList;
import wariin.ca.status.RevocationLists;

/// The files to which certificates point: lists and issuers' certificates (RFC 5280, 4.2.1.13 and 4.2.2.1; RFC 2585).
@RestController
@RequestMapping("/pki")
class RepositoryController {
    private static final Duration LIST_AGE = Duration.ofMinutes(5);
    private static final Duration CERTIFICATE_AGE = Duration.ofDays(1);
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final CertificationAuthority authority;
    private final RevocationLists lists;

    RepositoryController(CertificationAuthority authority, RevocationLists lists) {
        this.authority = authority;
        this.lists = lists;
    }

    @GetMapping("/{name}.crl")
    ResponseEntity<byte[]> list(@PathVariable String name) {
        var list = lists.newest(name).orElseThrow(RepositoryController::unknown);
        return list(list, name + "-" + list.number());
    }

    @GetMapping("/{name}/{shard:0|[1-9][0-9]{0,2}}.crl")
    ResponseEntity<byte[]> list(@PathVariable String name, @PathVariable int shard) {
        var list = lists.newest(name, shard).orElseThrow(RepositoryController::unknown);
        return list(list, name + "-" + shard + "-" + list.number());
    }

    @GetMapping("/{name}.cer")
    ResponseEntity<byte[]> certificate(@PathVariable String name) {
        return file(name, "application/pkix-cert", Function.identity());
    }

    @GetMapping("/{name}.pem")
    ResponseEntity<byte[]> text(@PathVariable String name) {
        return file(name, "application/x-pem-file", RepositoryController::pem);
    }

    private static ResponseEntity<byte[]> list(PublishedList list, String tag) {
        return ResponseEntity.ok()
                .header("Content-Type", "application/pkix-crl")
                .cacheControl(CacheControl.maxAge(LIST_AGE).cachePublic())
                .lastModified(list.thisUpdate())
                .eTag(tag)
                .body(list.der());
    }

    private ResponseEntity<byte[]> file(String name, String type, Function<byte[], byte[]> form) {
        var certificate = Optional.ofNullable(authority.authorities().get(name))
                .or(() -> Optional.ofNullable(authority.crossCertificates().get(name)))
                .orElseThrow(RepositoryController::unknown);
        return ResponseEntity.ok()
                .header("Content-Type", type)
                .cacheControl(CacheControl.maxAge(CERTIFICATE_AGE).cachePublic())
                .lastModified(certificate.getNotBefore().toInstant())
                .body(form.apply(encoded(certificate)));
    }

    static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pem(byte[] der) {
        var begin = "-----BEGIN CERTIFICATE-----\n";
        var end = "\n-----END CERTIFICATE-----\n";
        return (begin + PEM.encodeToString(der) + end).getBytes(StandardCharsets.US_ASCII);
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
