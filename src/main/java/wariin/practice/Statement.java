package wariin.practice;

import java.time.Instant;
import wariin.site.Bilingual;

/// One version of a statement, as Markdown in both languages, with the entry of the log that says it was published.
public record Statement(
        StatementDocument document, int version, Bilingual text, byte[] digest, Instant publishedAt, String entry) {}
