package wariin.research;

import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// One figure of a survey.
///
/// @param answer the class of answers that the share is of
/// @param band the size of the companies asked
/// @param year null where the source does not state it
/// @param n how many were asked, null where not stated
/// @param share null is no figure (N/A) and stays a gap
public record Figure(
        Bilingual question,
        Bilingual answer,
        Bilingual band,
        @Nullable Integer year,
        @Nullable Integer n,
        @Nullable Share share,
        @Nullable Bilingual note,
        @Nullable Bilingual source) {}
