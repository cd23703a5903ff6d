package wariin.procurement;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// What a rule says about a question, why, and on which words of which sources that rests.
///
/// @param asked what it was about, for people: the subject of a certificate or a corporate number
/// @param fingerprint SHA-256 of the certificate, in hex; absent for a provider
/// @param sources the sources that the rule reads, as they stood
/// @param signed the same as a JSON web signature (RFC 7515); absent without a server
public record RuleAnswer(
        RuleVersion rule,
        Ruling verdict,
        String asked,
        @Nullable String fingerprint,
        Instant at,
        Instant answeredAt,
        List<Bilingual> reasons,
        List<Citation> citations,
        List<SourceStanding> sources,
        @Nullable String signed) {

    public RuleAnswer {
        reasons = List.copyOf(reasons);
        citations = List.copyOf(citations);
        sources = List.copyOf(sources);
    }

    RuleAnswer signed(String jws) {
        return new RuleAnswer(rule, verdict, asked, fingerprint, at, answeredAt, reasons, citations, sources, jws);
    }
}
