package wariin.procurement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer for programs, and what is signed of it; names are stable (docs/rules.md).
public record AnswerDocument(
        @Nullable String iss,
        Rule rule,
        Asked question,
        String verdict,
        Instant answeredAt,
        List<Words> reasons,
        List<Entry> citations,
        List<Source> sources) {

    public record Words(String ja, String en) {

        static Words of(wariin.site.Bilingual text) {
            return new Words(text.ja(), text.en());
        }
    }

    /// The rule, with the SHA-256 of its text.
    public record Rule(String name, int version, String text, String sha256) {}

    public record Asked(String subject, @Nullable String certificateSha256, Instant at) {}

    public record Entry(
            String source,
            @Nullable Long sequence,
            @Nullable String sha256,
            Words provider,
            Words service,
            @Nullable String entry,
            Words state,
            @Nullable Instant from,
            @Nullable Instant until) {}

    public record Source(
            String code,
            String kind,
            Words title,
            String state,
            @Nullable Long sequence,
            @Nullable String sha256,
            @Nullable Instant issued,
            @Nullable Instant freshUntil) {}

    /// @param issuer the address of the platform that answers; absent without a server
    public static AnswerDocument of(RuleAnswer answer, @Nullable String issuer) {
        var rule = answer.rule();
        return new AnswerDocument(
                issuer,
                new Rule(
                        rule.name(),
                        rule.version(),
                        rule.text(),
                        ListFiles.sha256(rule.text().getBytes(StandardCharsets.UTF_8))),
                new Asked(answer.asked(), answer.fingerprint(), answer.at()),
                answer.verdict().name(),
                answer.answeredAt(),
                answer.reasons().stream().map(Words::of).toList(),
                answer.citations().stream().map(AnswerDocument::entry).toList(),
                answer.sources().stream().map(AnswerDocument::source).toList());
    }

    private static Entry entry(Citation citation) {
        var source = citation.source();
        return new Entry(
                source.code(),
                source.sequence(),
                source.sha256(),
                Words.of(citation.provider()),
                Words.of(citation.service()),
                citation.entry(),
                Words.of(citation.state()),
                citation.from(),
                citation.until());
    }

    private static Source source(SourceStanding source) {
        return new Source(
                source.code(),
                source.kind().name(),
                Words.of(source.title()),
                source.state().name(),
                source.sequence(),
                source.sha256(),
                source.issued(),
                source.freshUntil());
    }
}
