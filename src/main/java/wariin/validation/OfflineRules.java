package wariin.validation;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.site.Bilingual;

/// Rules without a server: by name or as files, over lists as files. Whoever knows rules implements it.
public interface OfflineRules {

    /// @param rules names of shipped rules, or files
    /// @param lists trusted lists, and files of the CCADB
    /// @param signers who may sign the lists, beside those whose certificates lie next to them
    Opened open(List<String> rules, List<Path> lists, List<X509Certificate> signers, Instant now);

    /// Rules ready to be asked, or one sentence that says what is wrong.
    ///
    /// @param anchors the authorities that the accepted lists recognise now
    /// @param warnings what is said about lists that were not accepted
    record Opened(
            @Nullable Bilingual wrong, SignerRules rules, List<X509Certificate> anchors, List<Bilingual> warnings) {

        public Opened {
            anchors = List.copyOf(anchors);
            warnings = List.copyOf(warnings);
        }

        public static Opened wrong(Bilingual sentence) {
            return new Opened(sentence, SignerRules.none(), List.of(), List.of());
        }
    }
}
