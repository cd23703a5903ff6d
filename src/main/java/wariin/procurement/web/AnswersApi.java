package wariin.procurement.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import wariin.company.CorporateNumber;
import wariin.procurement.AnswerDocument;
import wariin.procurement.Question;
import wariin.procurement.RuleBook;
import wariin.procurement.RuleVersion;
import wariin.procurement.Rules;
import wariin.site.SiteSettings;

/// Rules and their answers for programs; every answer carries its signature.
@RestController
@RequestMapping("/api/v1/rules")
class AnswersApi {

    private static final int LARGEST = 512 * 1024;

    /// A question about a certificate (PEM or base64 of DER) or about a provider.
    record QuestionBody(
            @Nullable String certificate,
            @Nullable List<String> chain,
            @Nullable List<String> revocationLists,
            @Nullable String corporateNumber,
            @Nullable String at) {}

    record AnswerBody(
            @JsonUnwrapped AnswerDocument answer, @Nullable String jws) {}

    record RuleView(
            String name,
            int version,
            AnswerDocument.Words title,
            AnswerDocument.Words meaning,
            String text,
            Instant inForceFrom) {}

    private final Rules rules;
    private final RuleBook book;
    private final Visits visits;
    private final JsonMapper json;
    private final SiteSettings site;
    private final Clock clock;

    AnswersApi(Rules rules, RuleBook book, Visits visits, JsonMapper json, SiteSettings site, Clock clock) {
        this.rules = rules;
        this.book = book;
        this.visits = visits;
        this.json = json;
        this.site = site;
        this.clock = clock;
    }

    @GetMapping
    List<RuleView> list() {
        return book.inForce().stream().map(AnswersApi::view).toList();
    }

    @GetMapping("/{name}")
    List<RuleView> versions(@PathVariable String name) {
        var versions = book.versions(name);
        if (versions.isEmpty()) throw RuleProblem.of(HttpStatus.NOT_FOUND, "unknown-rule");
        return versions.stream().map(AnswersApi::view).toList();
    }

    /// A body of JSON, or certificates as they are: the first is asked about, the others are its authorities'.
    @PostMapping("/{name}/answers")
    ResponseEntity<?> answer(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String at,
            @RequestHeader(name = "Content-Type", required = false) @Nullable String type,
            @RequestHeader(name = "Accept", required = false) @Nullable String accept,
            HttpServletRequest request)
            throws IOException {
        if (visits.tooMany(request.getRemoteAddr())) throw RuleProblem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many");
        if (book.find(name).isEmpty()) throw RuleProblem.of(HttpStatus.NOT_FOUND, "unknown-rule");
        var bytes = request.getInputStream().readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) throw RuleProblem.of(HttpStatus.CONTENT_TOO_LARGE, "too-large");
        var question = type != null && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE)
                ? question(body(bytes), at)
                : question(Certificates.read(bytes), List.of(), List.of(), time(at));
        var answer = rules.ask(name, question).orElseThrow(() -> RuleProblem.of(HttpStatus.NOT_FOUND, "unknown-rule"));
        var response = ResponseEntity.ok().header("Cache-Control", "no-store");
        if (accept != null && accept.contains("application/jose")) {
            return response.contentType(MediaType.parseMediaType("application/jose"))
                    .body(answer.signed());
        }
        return response.contentType(MediaType.APPLICATION_JSON)
                .body(new AnswerBody(AnswerDocument.of(answer, site.baseUrl()), answer.signed()));
    }

    private QuestionBody body(byte[] bytes) {
        try {
            var body = json.readValue(bytes, QuestionBody.class);
            if (body == null) throw RuleProblem.of(HttpStatus.BAD_REQUEST, "not-json");
            return body;
        } catch (JacksonException _) {
            throw RuleProblem.of(HttpStatus.BAD_REQUEST, "not-json");
        }
    }

    private Question question(QuestionBody body, @Nullable String parameter) {
        var at = time(body.at() == null ? parameter : body.at());
        if ((body.certificate() == null) == (body.corporateNumber() == null)) {
            throw RuleProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "question-unclear");
        }
        if (body.corporateNumber() != null) {
            try {
                return new Question.OfProvider(CorporateNumber.of(body.corporateNumber()), at);
            } catch (IllegalArgumentException _) {
                throw RuleProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "number-wrong");
            }
        }
        var others = new ArrayList<X509Certificate>();
        for (var one : texts(body.chain())) {
            var read = Certificates.read(one);
            if (read.isEmpty()) throw RuleProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "certificate-unreadable");
            others.addAll(read);
        }
        var lists = new ArrayList<X509CRL>();
        for (var one : texts(body.revocationLists())) {
            var read = Certificates.readLists(one);
            if (read.isEmpty()) throw RuleProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "list-unreadable");
            lists.addAll(read);
        }
        return question(Certificates.read(String.valueOf(body.certificate())), others, lists, at);
    }

    private static List<String> texts(@Nullable List<String> texts) {
        if (texts == null) return List.of();
        if (texts.size() > 20 || texts.contains(null)) {
            throw RuleProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "certificate-unreadable");
        }
        return texts;
    }

    private static Question question(
            List<X509Certificate> read, List<X509Certificate> others, List<X509CRL> lists, Instant at) {
        if (read.isEmpty()) throw RuleProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "certificate-unreadable");
        var all = new ArrayList<>(read.subList(1, read.size()));
        all.addAll(others);
        return new Question.OfCertificate(read.getFirst(), all, lists, at);
    }

    private Instant time(@Nullable String text) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (text == null || text.isBlank()) return now;
        try {
            var at = Instant.parse(text.strip());
            if (at.isAfter(now)) throw RuleProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "time-to-come");
            if (at.isBefore(EARLIEST)) throw RuleProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "time-wrong");
            return at;
        } catch (DateTimeException _) {
            throw RuleProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "time-wrong");
        }
    }

    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    private static RuleView view(RuleVersion rule) {
        return new RuleView(
                rule.name(),
                rule.version(),
                new AnswerDocument.Words(rule.title().ja(), rule.title().en()),
                new AnswerDocument.Words(rule.meaning().ja(), rule.meaning().en()),
                rule.text(),
                rule.inForceFrom());
    }
}
