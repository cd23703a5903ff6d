package wariin.criteria;

import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// One requirement that a service is assessed against.
///
/// @param mandatory whether it always applies; if not, `appliesWhen` says when it does
/// @param methods how it is looked at: `EXAMINE`, `INTERVIEW`, `TEST`
/// @param evidenceExpected what the provider is expected to show, in a few words
/// @param evidenceMaxAge how old evidence for it may be
/// @param autoCheck the name of the machine check that can look at it
/// @param parameters figures that its statement leaves to the scheme, such as hours or years
/// @param targets the codes of all targets that it applies to
public record Criterion(
        String id,
        Bilingual title,
        Bilingual statement,
        Group group,
        boolean mandatory,
        @Nullable Bilingual appliesWhen,
        Set<String> methods,
        @Nullable Bilingual evidenceExpected,
        @Nullable Period evidenceMaxAge,
        @Nullable String autoCheck,
        List<Mapping> mappings,
        List<Parameter> parameters,
        Set<String> targets) {

    public Criterion {
        methods = Set.copyOf(methods);
        mappings = List.copyOf(mappings);
        parameters = List.copyOf(parameters);
        targets = Set.copyOf(targets);
    }

    /// The part of a catalogue that a criterion stands in.
    public record Group(String id, Bilingual title) {}

    /// A pointer into a standard, for assessors.
    ///
    /// @param document the short name of the standard: `EN319401`
    /// @param level how exact the pointer is: `requirement`, `clause`, `criterion`, `document`
    public record Mapping(String document, String id, String level) {}

    /// A figure with its meaning.
    public record Parameter(String id, String label, List<String> values) {}
}
