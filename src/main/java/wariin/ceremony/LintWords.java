package wariin.ceremony;

import java.util.Locale;
import java.util.ResourceBundle;
import wariin.x509.FindingWords;

/// What `./wariin pki lint` says, in one of the two languages. A finding is `name: sentence`, whoever found it.
final class LintWords {
    private static final String OWN = "ceremony.lint.";

    private final ResourceBundle words;
    private final Locale language;

    private LintWords(Locale language) {
        this.language = language;
        this.words = ResourceBundle.getBundle(
                "messages/ceremony",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    static LintWords of(String language) {
        if (!language.equals("ja") && !language.equals("en")) throw new Refused("--lang is ja or en");
        return new LintWords(Locale.of(language));
    }

    /// One of our own findings.
    static String finding(String label) {
        return label + ": " + new LintWords(Locale.ENGLISH).text(label);
    }

    String text(String label) {
        return words.getString(OWN + label);
    }

    String say(String finding) {
        var colon = finding.indexOf(": ");
        var label = colon < 0 ? "" : finding.substring(0, colon);
        return words.containsKey(OWN + label) ? label + ": " + text(label) : FindingWords.in(language, finding);
    }
}
