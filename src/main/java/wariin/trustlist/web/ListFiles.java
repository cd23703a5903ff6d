package wariin.trustlist.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import wariin.trustlist.Issue;
import wariin.trustlist.TrustedLists;
import wariin.tsl.MalformedList;
import wariin.tsl.TrustedListJson;
import wariin.tsl.TrustedListReader;
import wariin.x509.Certificates;

/// The list as programs fetch it: no log-in, no cookie, no redirect; the digest beside it (TS 119 612, 6.1).
@RestController
@RequestMapping("/tl")
class ListFiles {

    private static final String XML = "application/vnd.etsi.tsl+xml";
    private static final String TEXT = "text/plain;charset=US-ASCII";
    /// The specification allows four hours; a suspension should be seen sooner.
    private static final Duration CURRENT = Duration.ofMinutes(10);
    private static final Duration PAST = Duration.ofHours(4);
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /// The list in force in its other form.
    private record Twin(long sequence, String json) {}

    private final TrustedLists lists;
    private volatile @Nullable Twin twin;

    ListFiles(TrustedLists lists) {
        this.lists = lists;
    }

    @GetMapping("/trusted-list.xml")
    ResponseEntity<byte[]> list() {
        var issue = current();
        return answer(issue, XML, CURRENT, "", issue.xml());
    }

    @GetMapping({"/trusted-list.sha2", "/trusted-list.xml.sha2"})
    ResponseEntity<byte[]> digest() {
        var issue = current();
        return answer(issue, TEXT, CURRENT, "-sha2", ascii(issue.fingerprint()));
    }

    /// Says exactly what the list says, for programs that do not read XML; it is not signed.
    @GetMapping("/trusted-list.json")
    ResponseEntity<byte[]> twin() throws MalformedList {
        var issue = current();
        var known = twin;
        if (known == null || known.sequence() != issue.sequence()) {
            known = new Twin(issue.sequence(), TrustedListJson.of(TrustedListReader.read(issue.xml())));
            twin = known;
        }
        return answer(issue, "application/json", CURRENT, "-json", known.json().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/archive/{sequence:[0-9]{1,18}}.xml")
    ResponseEntity<byte[]> archived(@PathVariable long sequence) {
        var issue = lists.bySequence(sequence).orElseThrow(ListFiles::unknown);
        return answer(issue, XML, PAST, "", issue.xml());
    }

    @GetMapping("/archive/{sequence:[0-9]{1,18}}.sha2")
    ResponseEntity<byte[]> archivedDigest(@PathVariable long sequence) {
        var issue = lists.bySequence(sequence).orElseThrow(ListFiles::unknown);
        return answer(issue, TEXT, PAST, "-sha2", ascii(issue.fingerprint()));
    }

    @GetMapping("/signers.pem")
    ResponseEntity<byte[]> signers() {
        var text = new StringBuilder();
        for (var certificate : lists.signers()) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(PEM.encodeToString(Certificates.encoded(certificate)))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        if (text.isEmpty()) throw unknown();
        return ResponseEntity.ok()
                .header("Content-Type", "application/x-pem-file")
                .cacheControl(CacheControl.maxAge(CURRENT).cachePublic())
                .body(ascii(text.toString()));
    }

    private Issue current() {
        return lists.current().orElseThrow(ListFiles::unknown);
    }

    private static ResponseEntity<byte[]> answer(
            Issue issue, String type, Duration age, String variant, byte[] content) {
        return ResponseEntity.ok()
                .header("Content-Type", type)
                .cacheControl(CacheControl.maxAge(age).cachePublic())
                .lastModified(issue.issued())
                .eTag(issue.fingerprint() + variant)
                .body(content);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
