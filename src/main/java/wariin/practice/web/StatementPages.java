package wariin.practice.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import wariin.practice.Statement;
import wariin.practice.StatementDocument;
import wariin.practice.Statements;

/// The practice statement at `/pki/cps`, the disclosure statements at `/pki/pds` and `/pki/tds`, and their history.
@Controller
class StatementPages {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z").withZone(ZoneId.of("Asia/Tokyo"));

    record VersionView(int version, String at, String digest, String entry, boolean inForce) {}

    private final Statements statements;

    StatementPages(Statements statements) {
        this.statements = statements;
    }

    @GetMapping("/pki/{document:cps|pds|tds}")
    String inForce(@PathVariable String document, Locale locale, Model model) {
        return page(statements.inForce(known(document)), true, locale, model);
    }

    @GetMapping("/pki/{document:cps|pds|tds}/{version:[0-9]{1,6}}")
    String version(@PathVariable String document, @PathVariable int version, Locale locale, Model model) {
        var statement = found(document, version);
        var newest = statements.inForce(known(document)).version();
        return page(statement, newest == version, locale, model);
    }

    /// As Markdown, for programs and for keeping: the bytes whose hash the log has.
    @GetMapping("/pki/{document:cps|pds|tds}/{version:[0-9]{1,6}}/{language:ja|en}.md")
    ResponseEntity<byte[]> text(
            @PathVariable String document, @PathVariable int version, @PathVariable String language) {
        var text = found(document, version).text().in(Locale.of(language));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "markdown", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/pki/{document:cps|pds|tds}/history")
    String history(@PathVariable String document, Model model) {
        var all = statements.history(known(document));
        model.addAttribute("document", document);
        model.addAttribute("versions", views(all));
        return "practice/history";
    }

    /// The data of a profile, whose hash the statement names.
    @GetMapping("/pki/profiles/{file:[a-z-]{1,40}\\.[0-9]{1,4}}.json")
    ResponseEntity<Resource> profile(@PathVariable String file) {
        var resource = new ClassPathResource("wariin/x509/profiles/" + file + ".json");
        if (!resource.exists()) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(resource);
    }

    private String page(Statement statement, boolean inForce, Locale locale, Model model) {
        model.addAttribute("document", statement.document().slug());
        model.addAttribute("view", view(statement, inForce));
        model.addAttribute("html", statements.html(statement, locale));
        model.addAttribute("others", StatementDocument.values());
        return "practice/statement";
    }

    private Statement found(String document, int version) {
        return statements
                .version(known(document), version)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static List<VersionView> views(List<Statement> all) {
        return all.stream().map(one -> view(one, one.equals(all.getFirst()))).toList();
    }

    private static VersionView view(Statement statement, boolean inForce) {
        return new VersionView(
                statement.version(),
                MINUTE.format(statement.publishedAt()),
                HexFormat.of().formatHex(statement.digest()),
                statement.entry(),
                inForce);
    }

    private static StatementDocument known(String slug) {
        return Arrays.stream(StatementDocument.values())
                .filter(document -> document.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
