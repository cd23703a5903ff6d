package wariin.register.web;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import wariin.register.Listed;
import wariin.register.ProviderId;
import wariin.register.RegisterState;
import wariin.register.ServiceCertificate;
import wariin.register.ServiceDescription.Component;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.register.StatusEvent;
import wariin.site.Bilingual;

/// The register for other programs: lists paged by cursor, problems as RFC 9457 wants them.
@RestController
@RequestMapping(path = "/api/v1/register", produces = MediaType.APPLICATION_JSON_VALUE)
class RegisterApi {

    record Text(String ja, String en) {
        static Text of(Bilingual text) {
            return new Text(text.ja(), text.en());
        }
    }

    record Event(
            String status,
            String reason,
            String registrationNumber,
            LocalDate validUntil,
            Instant effectiveAt,
            Instant recordedAt,
            String criteriaVersion,
            @Nullable UUID successor) {
        static Event of(StatusEvent event) {
            var successor = event.successor();
            return new Event(
                    event.status().code(),
                    event.reason(),
                    event.number().toString(),
                    event.validUntil(),
                    event.effectiveAt(),
                    event.recordedAt(),
                    event.criteriaVersion(),
                    successor == null ? null : successor.value());
        }
    }

    /// @param service null when it is outside the register or not published
    record Part(
            String role, @Nullable UUID service, @Nullable Text outside) {
        static Part of(Component part, RegisterState state) {
            var id = part.service();
            var shown = id != null && state.service(id).isPresent();
            var outside = part.outside();
            return new Part(part.role(), shown ? id.value() : null, outside == null ? null : Text.of(outside));
        }
    }

    record Identity(String subject, String keyIdentifier, String sha256, Instant notAfter) {
        static Identity of(byte[] der) {
            var certificate = ServiceCertificate.of(der);
            return new Identity(
                    certificate.subject(),
                    certificate.keyIdentifier(),
                    certificate.fingerprint(),
                    certificate.notAfter());
        }
    }

    record Maker(UUID id, Text name, @Nullable String corporateNumber, String website, boolean sample) {
        static Maker of(Listed listed) {
            var provider = listed.provider();
            var number = provider.description().number();
            return new Maker(
                    provider.id().value(),
                    Text.of(provider.description().name()),
                    number == null ? null : number.value(),
                    provider.description().website(),
                    provider.description().sample());
        }
    }

    record Service(
            UUID id,
            String target,
            Text name,
            Text summary,
            String level,
            List<String> sectors,
            Maker provider,
            Event current,
            List<Event> history,
            List<Identity> certificates,
            List<String> supplyPoints,
            String definitionUri,
            List<Part> components) {
        static Service of(Listed listed, RegisterState state) {
            var description = listed.service().description();
            var events = listed.service().events().stream().map(Event::of).toList();
            return new Service(
                    listed.service().id().value(),
                    description.target(),
                    Text.of(description.name()),
                    Text.of(description.summary()),
                    description.level().code(),
                    List.copyOf(description.sectors()),
                    Maker.of(listed),
                    events.getFirst(),
                    events,
                    description.certificates().stream().map(Identity::of).toList(),
                    description.supplyPoints(),
                    description.definitionUri(),
                    description.components().stream()
                            .map(part -> Part.of(part, state))
                            .toList());
        }
    }

    /// @param next the cursor of the next page; null on the last
    record Page(int total, List<Service> services, @Nullable String next) {}

    private final ServiceRegister register;
    private final Words words;

    RegisterApi(ServiceRegister register, Words words) {
        this.register = register;
        this.words = words;
    }

    /// In the order of their ids, so that a page means the same while the register grows.
    @GetMapping("/services")
    Page services(
            Query.Asked asked,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") String limit) {
        var query = asked.read(words.today());
        if (!query.understood()) throw problem("bad-filter", "A filter is not one of those that the register knows.");
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > 200) {
            throw problem("bad-limit", "A page has 1 to 200 services.");
        }
        var after = cursor(cursor);
        var state = register.on(query.at());
        var found = register.search(query.filter());
        var rest = found.stream()
                .filter(listed ->
                        after == null || listed.service().id().toString().compareTo(after) > 0)
                .sorted(Comparator.comparing(listed -> listed.service().id().toString()))
                .limit(Integer.parseInt(limit) + 1L)
                .toList();
        var page = rest.subList(0, Math.min(rest.size(), Integer.parseInt(limit)));
        var next = rest.size() > page.size() ? page.getLast().service().id().toString() : null;
        return new Page(
                found.size(), page.stream().map(one -> Service.of(one, state)).toList(), next);
    }

    @GetMapping("/services/{id}")
    Service service(@PathVariable String id, @RequestParam(required = false) @Nullable String at) {
        var state = register.on(day(at));
        return state.listed(new ServiceId(uuid(id)))
                .map(one -> Service.of(one, state))
                .orElseThrow(RegisterApi::unknown);
    }

    @GetMapping("/providers/{id}")
    List<Service> provider(@PathVariable String id, @RequestParam(required = false) @Nullable String at) {
        RegisterState state = register.on(day(at));
        var provider = state.provider(new ProviderId(uuid(id))).orElseThrow(RegisterApi::unknown);
        return provider.services().stream()
                .map(service -> Service.of(new Listed(provider.provider(), service), state))
                .toList();
    }

    private @Nullable LocalDate day(@Nullable String at) {
        var day = Query.day(Query.given(at));
        if (day == null && Query.given(at) != null) throw problem("bad-day", "A day is written as 2026-01-31.");
        return day == null || !day.isBefore(words.today()) ? null : day;
    }

    private static @Nullable String cursor(@Nullable String cursor) {
        if (cursor == null) return null;
        if (!cursor.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw problem("bad-cursor", "The cursor is not one that a page gave.");
        }
        return cursor.toLowerCase(Locale.ROOT);
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
    }

    /// What is wrong with a question, on its way to the caller.
    private static final class Problem extends RuntimeException {
        private final HttpStatus status;
        private final String kind;

        Problem(HttpStatus status, String kind, String detail) {
            super(detail);
            this.status = status;
            this.kind = kind;
        }
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(Problem problem) {
        var detail = ProblemDetail.forStatusAndDetail(problem.status, String.valueOf(problem.getMessage()));
        detail.setType(URI.create("urn:wariin:problem:" + problem.kind));
        return ResponseEntity.status(problem.status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(detail);
    }

    private static Problem unknown() {
        return new Problem(HttpStatus.NOT_FOUND, "unknown-entry", "The register shows no such entry.");
    }

    private static Problem problem(String kind, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, kind, detail);
    }
}
