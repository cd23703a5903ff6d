package wariin.ceremony;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// Our linters over files from anywhere.
final class PkiLint {
    static final int CLEAN = 0;
    static final int FINDINGS = 1;
    static final int UNREADABLE = 2;

    private final Terminal terminal;
    private final LintWords words;
    private final int shards;

    PkiLint(Terminal terminal, LintWords words, int shards) {
        this.terminal = terminal;
        this.words = words;
        this.shards = shards;
    }

    /// Says what is wrong with each, and gives the worst of it as an exit code.
    int look(List<String> names) {
        var files = new LinkedHashMap<String, PkiFile>();
        var code = CLEAN;
        for (var name : names) {
            try {
                files.put(name, PkiFile.read(Path.of(name)));
            } catch (Refused unreadable) {
                terminal.say("wariin: " + name + ": " + words.text("no-such-file"));
                code = UNREADABLE;
            }
        }
        var certificates = new ArrayList<X509Certificate>();
        for (var file : files.values()) {
            if (file instanceof PkiFile.Certificate(var certificate)) certificates.add(certificate);
        }
        for (var file : files.entrySet()) {
            var findings = findings(file.getValue(), certificates, shards);
            terminal.say(file.getKey() + ": " + (findings.isEmpty() ? words.text("none") : ""));
            for (var finding : findings) terminal.say("  " + words.say(finding));
            if (!findings.isEmpty()) code = Math.max(code, FINDINGS);
        }
        return code;
    }

    static List<String> findings(PkiFile file, Collection<X509Certificate> certificates, int shards) {
        return switch (file) {
            case PkiFile.Certificate(var certificate) -> PkiFile.findings(certificate, certificates);
            case PkiFile.RevocationList(var der) -> ListLint.findings(der, certificates, shards);
            case PkiFile.StatusAnswer(var der) -> AnswerLint.findings(der, certificates);
            // Reading it has already proved it.
            case PkiFile.Request _ -> List.of();
        };
    }

    static boolean signed(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
