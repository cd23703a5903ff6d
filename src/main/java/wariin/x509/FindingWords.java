package wariin.x509;

import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// What a linter found, in the words of a language; names and clauses stay as they are.
public final class FindingWords {
    private static final ResourceBundle JAPANESE = ResourceBundle.getBundle("wariin.x509.findings_ja", Locale.ROOT);

    private FindingWords() {}

    /// @param finding as a linter gave it: `name: sentence (clause)`; anything else comes back unchanged
    public static String in(Locale language, String finding) {
        if (!language.getLanguage().equals("ja")) return finding;
        var colon = finding.indexOf(": ");
        if (colon < 0) return finding;
        var label = finding.substring(0, colon);
        for (var known : Finding.values()) {
            var sentence = label + ": " + known.sentence();
            if (known.label().equals(label) && finding.startsWith(sentence)) {
                return label + ": " + japanese(known) + finding.substring(sentence.length());
            }
        }
        return finding;
    }

    static String japanese(Finding finding) {
        try {
            return JAPANESE.getString(finding.label());
        } catch (MissingResourceException _) {
            return finding.sentence();
        }
    }
}
