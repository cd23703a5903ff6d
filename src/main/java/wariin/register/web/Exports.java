package wariin.register.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import wariin.register.Listed;
import wariin.register.ServiceRegister;
import wariin.site.Bilingual;

/// What was found, as a file with one line for each service.
@Controller
class Exports {

    private static final List<String> HEAD = List.of(
            "registration_number",
            "status",
            "reason",
            "effective_at",
            "valid_until",
            "target",
            "level",
            "service_name_ja",
            "service_name_en",
            "provider_name_ja",
            "provider_name_en",
            "corporate_number",
            "sectors",
            "criteria_version",
            "service_id",
            "provider_id",
            "definition_uri",
            "sample");

    private final ServiceRegister register;
    private final Words words;

    Exports(ServiceRegister register, Words words) {
        this.register = register;
        this.words = words;
    }

    @GetMapping("/register/export.csv")
    ResponseEntity<byte[]> file(Query.Asked asked) {
        var query = asked.read(words.today());
        var rows = new ArrayList<List<String>>();
        rows.add(HEAD);
        for (var listed : register.search(query.filter())) rows.add(row(listed));
        var day = query.at() == null ? words.today() : query.at();
        return Csv.file("register-%s.csv".formatted(day), rows);
    }

    private static List<String> row(Listed listed) {
        var provider = listed.provider().description();
        var service = listed.service().description();
        var event = listed.service().current();
        var number = provider.number();
        return List.of(
                event.number().toString(),
                event.status().code(),
                event.reason(),
                event.effectiveAt().toString(),
                event.validUntil().toString(),
                service.target(),
                service.level().code(),
                ja(service.name()),
                en(service.name()),
                ja(provider.name()),
                en(provider.name()),
                number == null ? "" : number.value(),
                service.sectors().stream().collect(Collectors.joining(" ")),
                event.criteriaVersion(),
                listed.service().id().toString(),
                listed.provider().id().toString(),
                service.definitionUri(),
                Boolean.toString(provider.sample()));
    }

    private static String ja(Bilingual text) {
        return text.in(Locale.JAPANESE);
    }

    private static String en(Bilingual text) {
        return text.in(Locale.ENGLISH);
    }
}
