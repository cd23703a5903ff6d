package wariin.company.web;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import wariin.company.Companies;
import wariin.company.Company;
import wariin.company.CompanyAddress;
import wariin.company.CompanyVersion;
import wariin.company.CorporateNumber;

/// Companies for programs: by number with their history, and by name, page by page.
@RestController
@RequestMapping("/api/v1/companies")
class CompanyApi {

    private static final int LARGEST_PAGE = 100;
    private static final int LONGEST_NAME = 150;

    record Source(String origin, String file, LocalDate dataDate, String notice) {}

    record Entry(
            String number,
            String organizationIdentifier,
            String name,
            boolean nameReplaced,
            String furigana,
            String enName,
            String kind,
            int kindCode,
            CompanyAddress address,
            String status,
            @Nullable LocalDate closedOn,
            @Nullable String successor,
            LocalDate assignedOn,
            LocalDate updatedOn,
            boolean sample,
            Source source) {}

    record Change(
            LocalDate validFrom, String process, boolean correction, String name, String address, boolean current) {}

    record Detail(Entry company, List<Change> history) {}

    record Page(List<Entry> companies, @Nullable String next) {}

    private final Companies companies;
    private final MessageSource words;
    private final JsonMapper json;

    CompanyApi(Companies companies, MessageSource words, JsonMapper json) {
        this.companies = companies;
        this.words = words;
        this.json = json;
    }

    @GetMapping("/{number}")
    ResponseEntity<?> company(@PathVariable String number, Locale locale) {
        CorporateNumber asked;
        try {
            asked = CorporateNumber.of(number);
        } catch (IllegalArgumentException none) {
            return problem(HttpStatus.BAD_REQUEST, "no-corporate-number", locale);
        }
        var company = companies.find(asked);
        if (company.isEmpty()) return problem(HttpStatus.NOT_FOUND, "unknown-company", locale);
        var history = companies.history(asked).stream().map(CompanyApi::change).toList();
        return answer(new Detail(entry(company.get(), locale), history));
    }

    @GetMapping
    ResponseEntity<?> search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") String limit,
            Locale locale) {
        if (q.isBlank() || q.length() > LONGEST_NAME) return problem(HttpStatus.BAD_REQUEST, "no-name", locale);
        if (!limit.matches("[1-9][0-9]?|" + LARGEST_PAGE)) return problem(HttpStatus.BAD_REQUEST, "limit", locale);
        try {
            var page = companies.search(q, cursor, Integer.parseInt(limit));
            var entries = page.companies().stream()
                    .map(company -> entry(company, locale))
                    .toList();
            return answer(new Page(entries, page.next()));
        } catch (QueryTimeoutException tooMany) {
            return problem(HttpStatus.SERVICE_UNAVAILABLE, "too-many-names", locale);
        }
    }

    private Entry entry(Company company, Locale locale) {
        var source = company.source();
        var notice = words.getMessage("company.notice." + source.origin(), null, locale);
        var successor = company.successor();
        return new Entry(
                company.number().value(),
                "NTRJP-" + company.number(),
                company.name(),
                company.nameReplaced(),
                company.furigana(),
                company.enName(),
                company.kind().name(),
                company.kind().code(),
                company.address(),
                company.status().name(),
                company.closedOn(),
                successor == null ? null : successor.value(),
                company.assignedOn(),
                company.updatedOn(),
                company.sample(),
                new Source(source.origin().name(), source.file(), source.dataDate(), notice));
    }

    private static Change change(CompanyVersion version) {
        return new Change(
                version.validFrom(),
                version.process(),
                version.correction(),
                version.company().name(),
                version.company().address().line(),
                version.current());
    }

    /// The tag is a hash of the answer, so it changes exactly when the answer does; Spring answers 304 to it.
    private ResponseEntity<byte[]> answer(Object body) {
        var bytes = json.writeValueAsBytes(body);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noCache())
                .varyBy("Accept-Language")
                .eTag(tag(bytes))
                .body(bytes);
    }

    private ResponseEntity<ProblemDetail> problem(HttpStatus status, String kind, Locale locale) {
        var detail =
                ProblemDetail.forStatusAndDetail(status, words.getMessage("company.problem." + kind, null, locale));
        detail.setType(URI.create("urn:wariin:problem:" + kind));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }

    private static String tag(byte[] body) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
