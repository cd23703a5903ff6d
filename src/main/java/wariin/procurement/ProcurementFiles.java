package wariin.procurement;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import wariin.procurement.SourceStanding.Kind;
import wariin.site.Bilingual;
import wariin.tsl.ListVerdict;
import wariin.tsl.TrustedListValidator;
import wariin.validation.OfflineRules;
import wariin.validation.SignerRules;
import wariin.validation.TrustFiles;

/// Rules and their facts as files, for the command line: no server, no database.
public final class ProcurementFiles implements OfflineRules {

    private static final long LARGEST = 64L << 20;

    @Override
    public Opened open(List<String> rules, List<Path> lists, List<X509Certificate> signers, Instant now) {
        var versions = new ArrayList<RuleVersion>();
        for (var rule : rules) {
            switch (rule(rule)) {
                case Found(var version) -> versions.add(version);
                case Missing(var sentence) -> {
                    return Opened.wrong(sentence);
                }
            }
        }
        try {
            return opened(versions, new Reader(signers, now).read(lists), now);
        } catch (IOException broken) {
            return Opened.wrong(Bilingual.of(
                    "リストのファイルを読めません: " + broken.getMessage(), "A list cannot be read: " + broken.getMessage()));
        }
    }

    private sealed interface Search {}

    private record Found(RuleVersion version) implements Search {}

    private record Missing(Bilingual sentence) implements Search {}

    private static Search rule(String name) {
        for (var shipped : RuleFile.shipped()) if (shipped.name().equals(name)) return new Found(shipped);
        var path = Path.of(name);
        if (!Files.isRegularFile(path)) {
            return new Missing(Bilingual.of(
                    "「%s」というルールもファイルもありません。".formatted(name), "There is no rule and no file '%s'.".formatted(name)));
        }
        try {
            var text = Files.readString(path, StandardCharsets.UTF_8);
            var file = String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
            var plain = file.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
            var rule = RuleFile.of(plain.matches("[a-z][a-z0-9-]{1,59}") ? plain : "rule-from-file", text);
            return switch (RuleText.read(text)) {
                case RuleText.Reading.Read _ -> new Found(rule);
                case RuleText.Reading.Wrong(var line, var column, var wrong) ->
                    new Missing(Bilingual.of(
                            "%s %d行目 %d文字目: %s".formatted(name, line, column, wrong.ja()),
                            "%s, line %d, column %d: %s".formatted(name, line, column, wrong.en())));
            };
        } catch (IOException | RuntimeException broken) {
            return new Missing(Bilingual.of("「%s」を読めません。".formatted(name), "%s cannot be read.".formatted(name)));
        }
    }

    private static Opened opened(List<RuleVersion> rules, Facts facts, Instant now) {
        var snapshot = facts.snapshot();
        var subjects = new Subjects(_ -> Ruling.INDETERMINATE);
        SignerRules ask = (signature, validatedAt, locale) -> rules.stream()
                .map(rule ->
                        Asking.ask(rule, subjects.of(new Question.OfSignature(signature, validatedAt)), snapshot, now))
                .map(answer -> SignerAnswers.answer(answer, locale, null))
                .toList();
        return new Opened(null, ask, anchors(snapshot), facts.warnings());
    }

    /// The authorities that an accepted list recognises now.
    private static List<X509Certificate> anchors(Snapshot snapshot) {
        var anchors = new ArrayList<X509Certificate>();
        for (var source : snapshot.lists()) {
            for (var provider : source.list().providers()) {
                for (var service : provider.services()) {
                    if (ListJudge.good(service.current())) {
                        anchors.addAll(service.current().identity().certificates());
                    }
                }
            }
        }
        return anchors;
    }

    private record Facts(Snapshot snapshot, List<Bilingual> warnings) {}

    /// Reads files as far as they are accepted; what is not is missing for the rules, and said.
    private static final class Reader {
        private final List<X509Certificate> signers;
        private final Instant now;
        private final List<ListSource> lists = new ArrayList<>();
        private final List<Bilingual> warnings = new ArrayList<>();
        private Snapshot.@Nullable CcadbSource ccadb;

        Reader(List<X509Certificate> signers, Instant now) {
            this.signers = signers;
            this.now = now;
        }

        Facts read(List<Path> paths) throws IOException {
            for (var path : paths) {
                if (!Files.isRegularFile(path)) throw new IOException(path.toString());
                if (Files.size(path) > LARGEST) throw new IOException(path + " is too large");
                if (path.toString().toLowerCase(Locale.ROOT).endsWith(".csv")) ccadb(path);
                else list(path);
            }
            return new Facts(new Snapshot(List.copyOf(lists), ccadb, List.of(), Map.of()), warnings);
        }

        private void list(Path path) throws IOException {
            var xml = Files.readAllBytes(path);
            var trusted = new ArrayList<>(signers);
            beside(path).ifPresent(file -> trusted.addAll(TrustFiles.read(file)));
            switch (TrustedListValidator.judgeForeign(xml, trusted, now, 0)) {
                case ListVerdict.Accepted(var list) -> {
                    var kind = ListSource.kind(list);
                    var code = kind == Kind.OWN_LIST ? "jts" : stem(path);
                    lists.add(ListSource.of(code, kind, list, ListFiles.sha256(xml)));
                }
                case ListVerdict.Refused(var faults) ->
                    faults.stream().map(ListFiles::words).distinct().limit(3).forEach(words -> warn(path, words));
            }
        }

        /// The age of a file without a date of its own is that of the file.
        private void ccadb(Path path) throws IOException {
            try (var in = Files.newInputStream(path)) {
                switch (CcadbFile.read(in)) {
                    case CcadbFile.Reading.Read(var read) ->
                        ccadb = new Snapshot.CcadbSource(
                                read, Files.getLastModifiedTime(path).toInstant());
                    case CcadbFile.Reading.Wrong(var words) -> warn(path, words);
                }
            }
        }

        private void warn(Path path, Bilingual words) {
            warnings.add(Bilingual.of(
                    "%s は使えません: %s".formatted(path, words.ja()), "%s is not used: %s".formatted(path, words.en())));
        }

        private static Optional<Path> beside(Path path) {
            for (var ending : List.of(".pem", ".cer", ".crt", ".der")) {
                var file = path.resolveSibling(stem(path) + ending);
                if (Files.isRegularFile(file)) return Optional.of(file);
            }
            return Optional.empty();
        }

        private static String stem(Path path) {
            return String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
        }
    }
}
