package wariin.x509;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The linter's part for the common name, which must say again what was verified elsewhere (S/MIME BR, 7.1.4.2.2).
final class CommonNameLinter {
    private final Findings findings;
    private final ProfileRules rules;

    CommonNameLinter(Findings findings, ProfileRules rules) {
        this.findings = findings;
        this.rules = rules;
    }

    void lint(Map<String, String> attributes, Set<String> alternatives) {
        var name = attributes.get("commonName");
        if (name == null) return;
        var alternative = alternatives.contains(name.toLowerCase(Locale.ROOT));
        switch (rules.commonName()) {
            case "person" -> findings.require(alternative || isPerson(name, attributes), Finding.COMMON_NAME_PERSON);
            case "organisation" ->
                findings.require(
                        alternative || name.equals(attributes.get("organizationName")),
                        Finding.COMMON_NAME_ORGANISATION);
            case "dns" -> findings.require(alternative, Finding.COMMON_NAME_HOST);
            default -> {}
        }
        var strict =
                !rules.commonName().equals("free") || rules.subject().person().equals("required");
        findings.require(!strict || name.indexOf('@') < 0 || alternative, Finding.COMMON_NAME_MAILBOX);
    }

    private static boolean isPerson(String name, Map<String, String> attributes) {
        if (name.equals(attributes.get("pseudonym"))) return true;
        var given = attributes.get("givenName");
        var surname = attributes.get("surname");
        if (given == null || surname == null) return false;
        var letters = letters(name);
        return letters.equals(letters(given + surname)) || letters.equals(letters(surname + given));
    }

    /// Spaces, points and the like between the parts of a name say nothing.
    private static String letters(String name) {
        var letters = new StringBuilder(name.length());
        name.codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }
}
