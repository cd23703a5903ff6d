package wariin.company.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import wariin.company.Company;
import wariin.company.CompanySource;
import wariin.company.CompanyVersion;

/// What is known of a company, each attribute with the file that says it and the day since which it is so.
record CompanyFacts(List<Fact> facts, List<Change> changes) {

    /// @param label the key of its words
    record Fact(String label, String value, LocalDate since, CompanySource source) {}

    /// @param process the agency's code of what happened
    record Change(LocalDate on, String process, boolean correction, Company company, boolean current) {}

    static CompanyFacts of(List<CompanyVersion> newestFirst, MessageSource words, Locale locale) {
        var current =
                newestFirst.stream().filter(CompanyVersion::current).findFirst().orElseThrow();
        var facts = new ArrayList<Fact>();
        add(facts, "name", current, newestFirst, Company::name);
        add(facts, "furigana", current, newestFirst, Company::furigana);
        add(facts, "enName", current, newestFirst, Company::enName);
        add(
                facts,
                "kind",
                current,
                newestFirst,
                company -> words.getMessage("company.kind." + company.kind(), null, locale));
        add(facts, "address", current, newestFirst, CompanyFacts::address);
        add(
                facts,
                "enAddress",
                current,
                newestFirst,
                company -> company.address().enLine());
        add(
                facts,
                "status",
                current,
                newestFirst,
                company -> words.getMessage("company.status." + company.status(), null, locale));
        var changes = newestFirst.stream()
                .map(version -> new Change(
                        version.validFrom(),
                        version.process(),
                        version.correction(),
                        version.company(),
                        version.current()))
                .toList();
        return new CompanyFacts(List.copyOf(facts), changes);
    }

    private static String address(Company company) {
        var address = company.address();
        var line = address.line();
        if (line.isEmpty() || !address.postCode().matches("[0-9]{7}")) return line;
        return "〒" + address.postCode().substring(0, 3) + "-"
                + address.postCode().substring(3) + " " + line;
    }

    private static void add(
            List<Fact> facts,
            String label,
            CompanyVersion current,
            List<CompanyVersion> newestFirst,
            Function<Company, String> attribute) {
        var value = attribute.apply(current.company());
        if (value.isBlank()) return;
        var since = current;
        for (var version : newestFirst.subList(newestFirst.indexOf(current), newestFirst.size())) {
            if (!Objects.equals(attribute.apply(version.company()), value)) break;
            since = version;
        }
        facts.add(new Fact(label, value, since.validFrom(), current.company().source()));
    }
}
