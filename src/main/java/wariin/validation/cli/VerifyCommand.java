package wariin.validation.cli;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wariin.validation.OfflineRules;
import wariin.validation.Refusal;
import wariin.validation.ReportDocument;
import wariin.validation.ReportText;
import wariin.validation.SignatureValidation;
import wariin.validation.SignerRules;
import wariin.validation.Trust;
import wariin.validation.TrustFiles;
import wariin.validation.ValidationReport;
import wariin.validation.Wording;

/// {@code wariin verify FILE...}: says what the signatures in PDFs are worth, and answers by its exit status.
public final class VerifyCommand {

    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int INDETERMINATE = 2;
    static final int NOT_SIGNED = 3;
    static final int WRONG_USE = 64;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Path home;
    private final OfflineRules rules;

    VerifyCommand(PrintWriter out, PrintWriter err, Path home) {
        this(out, err, home, (_, _, _, _) -> new OfflineRules.Opened(null, SignerRules.none(), List.of(), List.of()));
    }

    public VerifyCommand(PrintWriter out, PrintWriter err, Path home, OfflineRules rules) {
        this.out = out;
        this.err = err;
        this.home = home;
        this.rules = rules;
    }

    public static void main(String[] arguments, OfflineRules rules) {
        if (LoggerFactory.getLogger("ROOT") instanceof ch.qos.logback.classic.Logger root) root.setLevel(Level.OFF);
        var home = System.getenv("WARIIN_HOME");
        var command = new VerifyCommand(
                writer(System.out), writer(System.err), Path.of(home == null || home.isBlank() ? "." : home), rules);
        System.exit(command.run(arguments));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    public int run(String... arguments) {
        var asked = VerifyArguments.read(arguments);
        var say = Wording.in(asked.locale());
        if (asked.help()) {
            out.println(say.say("cli.usage"));
            return PASSED;
        }
        if (asked.wrong() != null) {
            err.println(say.say(asked.wrong()));
            err.println(say.say("cli.usage"));
            return WRONG_USE;
        }
        var anchors = new ArrayList<>(
                asked.data() == null ? TrustFiles.read(home.resolve("trust")) : TrustFiles.read(asked.data()));
        var lists = new ArrayList<Path>();
        var signers = new ArrayList<X509Certificate>();
        for (var path : asked.anchors()) {
            var found = TrustFiles.read(path);
            if (found.isEmpty() || found.stream().anyMatch(one -> one.getBasicConstraints() < 0)) {
                err.println(say.say("cli.anchor", path));
                return WRONG_USE;
            }
            anchors.addAll(found);
        }
        for (var path : asked.trust()) {
            if (isList(path)) {
                lists.add(path);
                continue;
            }
            var found = TrustFiles.read(path);
            if (found.isEmpty()) {
                err.println(say.say("cli.trust", path));
                return WRONG_USE;
            }
            signers.addAll(found);
        }
        anchors.addAll(signers);
        return verify(asked, anchors, lists, signers, say);
    }

    private static boolean isList(Path path) {
        var name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".xml") || name.endsWith(".xtsl") || name.endsWith(".csv");
    }

    private int verify(
            VerifyArguments asked,
            List<X509Certificate> anchors,
            List<Path> lists,
            List<X509Certificate> signers,
            Wording say) {
        var clock = Clock.systemUTC();
        var opened = rules.open(asked.rules(), lists, signers, clock.instant());
        if (opened.wrong() != null) {
            err.println(opened.wrong().in(say.locale()));
            return WRONG_USE;
        }
        opened.warnings().forEach(warning -> err.println(warning.in(say.locale())));
        anchors.addAll(opened.anchors());
        return verify(asked, Trust.of(anchors), opened.rules(), clock, say);
    }

    private int verify(VerifyArguments asked, Trust trust, SignerRules rules, Clock clock, Wording say) {
        for (var file : asked.files()) {
            if (!Files.isRegularFile(file)) {
                err.println(say.say("cli.noSuchFile", file));
                return WRONG_USE;
            }
        }
        var validation = SignatureValidation.offline(clock);
        if (trust.anchors().isEmpty()) err.println(say.say("of.trust.none"));
        var status = PASSED;
        var documents = new ArrayList<ReportDocument>();
        for (var file : asked.files()) {
            var report = validation.validate(file, trust);
            if (asked.json()) documents.add(ReportDocument.of(file.toString(), report, say, rules));
            else print(file, ReportText.of(report, say, ZoneId.systemDefault(), rules));
            if (asked.report() != null && !write(report, asked.report(), say)) return WRONG_USE;
            status = worse(worse(status, status(report)), status(report, rules, say));
        }
        if (asked.json()) out.println(json(documents));
        out.flush();
        return status;
    }

    private boolean write(ValidationReport report, Path target, Wording say) {
        try {
            if (report.files() != null) Files.writeString(target, report.files().etsi());
            return true;
        } catch (IOException e) {
            err.println(say.say("cli.notWritten", target));
            return false;
        }
    }

    private static int status(ValidationReport report) {
        if (report.refusal() != null) {
            return report.refusal() == Refusal.TOOK_TOO_LONG ? INDETERMINATE : NOT_SIGNED;
        }
        return switch (report.verdict()) {
            case TOTAL_PASSED -> PASSED;
            case TOTAL_FAILED -> FAILED;
            case INDETERMINATE -> INDETERMINATE;
        };
    }

    /// A rule that is not met fails like a signature, and one that cannot be told is as uncertain.
    private static int status(ValidationReport report, SignerRules rules, Wording say) {
        var status = PASSED;
        for (var signature : report.signatures()) {
            for (var answer : rules.of(signature, report.validatedAt(), say.locale())) {
                status = worse(
                        status,
                        switch (answer.outcome()) {
                            case PASS -> PASSED;
                            case FAIL -> FAILED;
                            case INDETERMINATE -> INDETERMINATE;
                        });
            }
        }
        return status;
    }

    /// A failed signature is worse than one that could not be judged, and that is worse than none.
    private static int worse(int one, int other) {
        for (var status : new int[] {FAILED, INDETERMINATE, NOT_SIGNED})
            if (one == status || other == status) return status;
        return PASSED;
    }

    private static String json(Object value) {
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .changeDefaultPropertyInclusion(_ -> com.fasterxml.jackson.annotation.JsonInclude.Value.construct(
                        com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL,
                        com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
                .build()
                .writeValueAsString(value);
    }

    private void print(Path file, ReportText text) {
        out.println(file + ": " + text.label());
        out.println("  " + text.sentence());
        text.reasons().forEach(reason -> out.println("  ! " + reason));
        for (var signature : text.signatures()) {
            out.println();
            out.println("  " + signature.title() + ": " + signature.label());
            signature.facts().forEach(this::print);
            out.println("    " + signature.changed());
            signature
                    .changes()
                    .forEach(change -> out.println("    " + (change.allowed() ? "· " : "! ") + change.sentence()));
            signature.details().forEach(this::print);
            for (var rule : signature.rules()) {
                out.println("    " + rule.title() + ": " + rule.label());
                rule.reasons().forEach(reason -> out.println("      " + reason));
            }
        }
        for (var stamp : text.timestamps()) {
            out.println();
            out.println("  " + stamp.label());
            stamp.facts().forEach(this::print);
        }
        out.println();
        text.file().forEach(this::print);
        out.println();
    }

    private void print(ReportText.Line line) {
        out.println("    " + line.label() + " ".repeat(Math.max(1, 30 - width(line.label()))) + line.value());
    }

    /// How many columns a terminal gives to a text: two for each ideograph and kana.
    private static int width(String text) {
        return text.codePoints()
                .map(c -> c >= 0x1100 && c != 0x2013 && c != 0x2019 && c != 0x201C && c != 0x201D ? 2 : 1)
                .sum();
    }

    static Locale defaultLocale() {
        return Locale.getDefault();
    }
}
