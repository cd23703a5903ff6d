package wariin.procurement;

import java.util.List;
import wariin.site.Bilingual;

/// What became of a file of facts that the operator handed in.
public sealed interface SourceImport {

    /// @param entries how many services or certificates it holds
    record Imported(String code, String sha256, int entries) implements SourceImport {}

    /// The same file was taken in before; nothing changed.
    record Known(String code, String sha256) implements SourceImport {}

    record Refused(List<Bilingual> sentences) implements SourceImport {

        static Refused of(String ja, String en) {
            return new Refused(List.of(Bilingual.of(ja, en)));
        }
    }
}
