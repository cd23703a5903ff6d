package wariin.tsa.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import wariin.tsa.TokenEvidence;
import wariin.tsa.TokenEvidence.Evidence;

/// Says of a token, by its hash, that it was issued here, and proves it from the log.
@Controller
class TokenController {

    /// As programs read it.
    ///
    /// @param index the place in the log; absent with leaf, path and checkpoint until the next integration
    record Proof(
            String token,
            String number,
            String issuedBy,
            int place,
            int tokens,
            String hashes,
            String entry,
            @Nullable Long index,
            @Nullable String leaf,
            @Nullable List<String> path,
            @Nullable String checkpoint) {}

    private final TokenEvidence tokens;

    TokenController(TokenEvidence tokens) {
        this.tokens = tokens;
    }

    @GetMapping(path = "/tsa/tokens/{sha256}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(@PathVariable String sha256, @RequestParam(defaultValue = "") String serial, Model model) {
        var found = find(sha256, serial);
        model.addAttribute("token", sha256);
        model.addAttribute("serial", serial);
        model.addAttribute("searched", TokenEvidence.searched());
        found.ifPresent(evidence -> model.addAttribute("evidence", evidence));
        found.ifPresent(evidence -> model.addAttribute("hashes", hashesOf(sha256, evidence)));
        found.ifPresent(
                evidence -> model.addAttribute("entry", evidence.entry().id().toString()));
        var view = new ModelAndView("tsa/token", model.asMap());
        view.setStatus(found.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND);
        return view;
    }

    @GetMapping(path = "/tsa/tokens/{sha256}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Proof> proof(@PathVariable String sha256, @RequestParam(defaultValue = "") String serial) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(find(sha256, serial)
                        .map(evidence -> proof(sha256, evidence))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }

    /// The hashes of the token's batch, whose own SHA-256 stands in the log entry.
    @GetMapping(path = "/tsa/tokens/{sha256}/hashes", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<byte[]> hashes(@PathVariable String sha256, @RequestParam(defaultValue = "") String serial) {
        return ResponseEntity.of(find(sha256, serial).map(Evidence::hashes));
    }

    /// The serial number is in hex, as openssl writes it; with it a token of any age is found.
    private Optional<Evidence> find(String sha256, String serial) {
        if (!sha256.matches("[0-9a-fA-F]{64}")) return Optional.empty();
        var hash = HexFormat.of().parseHex(sha256);
        var hex = serial.replaceAll("[\\s:]", "").replaceFirst("^0[xX]", "");
        if (hex.isEmpty()) return tokens.find(hash);
        return hex.matches("[0-9a-fA-F]{1,40}") ? tokens.find(hash, new BigInteger(hex, 16)) : Optional.empty();
    }

    /// So that what is linked is found as this was.
    private static String hashesOf(String sha256, Evidence evidence) {
        var parts = evidence.number().split("/", 2);
        var serial = new BigInteger(parts[0]).shiftLeft(Long.SIZE).or(new BigInteger(parts[1]));
        return "/tsa/tokens/" + sha256 + "/hashes?serial=" + serial.toString(16);
    }

    private static Proof proof(String sha256, Evidence evidence) {
        var inclusion = evidence.inclusion();
        return new Proof(
                sha256,
                evidence.number(),
                evidence.writtenAt().toString(),
                evidence.place(),
                evidence.tokens(),
                hashesOf(sha256, evidence),
                evidence.entry().id().toString(),
                evidence.entry().index(),
                inclusion == null ? null : new String(inclusion.leaf(), UTF_8),
                inclusion == null
                        ? null
                        : inclusion.proof().path().stream()
                                .map(hash -> Base64.getEncoder().encodeToString(hash.bytes()))
                                .toList(),
                inclusion == null ? null : inclusion.checkpoint());
    }
}
