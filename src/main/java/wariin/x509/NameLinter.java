package wariin.x509;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The linter's part for the names of issuer and subject: which attributes, in which strings, saying what (RFC 5280,
/// 4.1.2.4 and Appendix A; EN 319 412-2, 4.2.4; S/MIME BR, 7.1.4.2).
final class NameLinter {
    private static final int UTF8 = 0x0c;
    private static final int PRINTABLE = 0x13;
    private static final Set<String> PRINTABLE_ONLY = Set.of("countryName", "serialNumber");
    private static final Set<String> AUTHORITY = Set.of("countryName", "organizationName", "commonName");
    private static final int LONGEST = 64;
    private static final Map<String, Integer> LONGER = Map.of(
            "localityName", 128,
            "stateOrProvinceName", 128,
            "streetAddress", 128,
            "pseudonym", 128,
            "organizationIdentifier", 256,
            "postalCode", 40);
    /// Registration numbers as the older style hid them, and any other long number.
    private static final Pattern HIDDEN_IDENTIFIER = Pattern.compile(
            "(?i)\\b(CN|JFBA|CPA|NTR[A-Z]{2}|VAT[A-Z]{2}|LEI[A-Z]{0,2}|PSD[A-Z]{2}|GOV[A-Z]{2}|INT[A-Z]{2}|DUNS|EIN)"
                    + "[-:_ ]?[0-9A-Z]*[0-9]+|[0-9][0-9 -]{4,}[0-9]");

    private final Findings findings;
    private final String which;
    private final Map<String, String> attributes = new HashMap<>(16);

    NameLinter(Findings findings, String which) {
        this.findings = findings;
        this.which = which;
    }

    /// The attributes by their names; the first where one is there twice.
    Map<String, String> lint(byte[] name, ProfileRules rules) {
        var parts = DerReader.over(name).into(Der.SEQUENCE);
        findings.require(parts.hasMore(), Finding.NAME_EMPTY, which);
        while (parts.hasMore()) {
            var part = parts.into(Der.SET);
            attribute(part.into(Der.SEQUENCE), rules);
            findings.require(!part.hasMore(), Finding.ATTRIBUTE_MULTIVALUED, which);
        }
        if (which.equals("issuer")) {
            presence(AUTHORITY);
        } else {
            presence(rules.subject().required());
            person(rules.subject().person());
            organisation();
        }
        return attributes;
    }

    private void attribute(DerReader pair, ProfileRules rules) {
        var oid = pair.oid();
        var tag = pair.tag();
        var octets = pair.contents(tag);
        pair.end();
        var type = SubjectAttribute.nameOf(oid).orElse(oid);
        var where = which + " " + type;
        findings.require(isAllowed(type, rules), Finding.ATTRIBUTE_FORBIDDEN, where);
        if (tag != UTF8 && tag != PRINTABLE || !isRightString(type, tag)) {
            findings.add(Finding.ATTRIBUTE_STRING, where);
            return;
        }
        var text = new String(octets, StandardCharsets.UTF_8);
        // What is no UTF-8 becomes a replacement character, which nobody needs in a name.
        if (text.indexOf('\ufffd') >= 0 || tag == PRINTABLE && !isPrintable(text)) {
            findings.add(Finding.ATTRIBUTE_STRING, where);
            return;
        }
        findings.require(attributes.putIfAbsent(type, text) == null, Finding.ATTRIBUTE_TWICE, where);
        value(type, text, where, rules);
    }

    private boolean isAllowed(String type, ProfileRules rules) {
        if (which.equals("issuer")) {
            return AUTHORITY.contains(type) || type.equals("organizationIdentifier") || type.equals("serialNumber");
        }
        return rules.subject().required().contains(type)
                || rules.subject().allowed().contains(type);
    }

    private static boolean isRightString(String type, int tag) {
        if (type.equals("organizationIdentifier")) return true;
        return (tag == PRINTABLE) == PRINTABLE_ONLY.contains(type);
    }

    private void value(String type, String text, String where, ProfileRules rules) {
        if (text.isEmpty()) {
            findings.add(Finding.ATTRIBUTE_EMPTY, where);
            return;
        }
        var characters = text.codePointCount(0, text.length());
        findings.require(characters <= LONGER.getOrDefault(type, LONGEST), Finding.ATTRIBUTE_TOO_LONG, where);
        var spaced = isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1)) || text.contains("  ");
        findings.require(!spaced, Finding.ATTRIBUTE_SPACE, where);
        findings.require(!hasControl(text), Finding.ATTRIBUTE_CONTROL, where);
        findings.require(text.codePoints().anyMatch(Character::isLetterOrDigit), Finding.ATTRIBUTE_PLACEHOLDER, where);
        // An authority is named by its operator, and keeps the name that it has.
        if (!rules.authority() && !rules.selfSigned() && which.equals("subject")) {
            var normal = Normalizer.isNormalized(text, Normalizer.Form.NFC);
            findings.require(normal, Finding.ATTRIBUTE_NOT_NORMAL, where);
        }
        switch (type) {
            case "countryName" -> findings.require(isCountry(text), Finding.COUNTRY_CODE, where);
            case "organizationIdentifier" -> identifier(text, where);
            case "organizationalUnitName" -> {
                var plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
                findings.require(!HIDDEN_IDENTIFIER.matcher(plain).find(), Finding.UNIT_IDENTIFIER, where);
            }
            default -> {}
        }
    }

    private static boolean isSpace(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /// Controls, invisible marks such as those that turn the direction, and what has no meaning to others.
    private static boolean hasControl(String text) {
        for (var n = 0; n < text.length(); n++) {
            switch (Character.getType(text.charAt(n))) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private static boolean isPrintable(String text) {
        for (var n = 0; n < text.length(); n++) {
            var c = text.charAt(n);
            var plain = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!plain && " '()+,-./:=?".indexOf(c) < 0) return false;
        }
        return true;
    }

    private static boolean isCountry(String text) {
        return text.length() == 2
                && text.charAt(0) >= 'A'
                && text.charAt(0) <= 'Z'
                && text.charAt(1) >= 'A'
                && text.charAt(1) <= 'Z';
    }

    private void identifier(String text, String where) {
        if (!OrganisationIdentifier.isWellFormed(text)) {
            findings.add(Finding.ORGANISATION_IDENTIFIER, where);
        } else {
            findings.require(OrganisationIdentifier.hasRightCheckDigit(text), Finding.ORGANISATION_CHECK_DIGIT, where);
        }
    }

    private void presence(Set<String> required) {
        for (var type : required) {
            findings.require(attributes.containsKey(type), Finding.ATTRIBUTE_MISSING, which + " " + type);
        }
    }

    private void person(String rule) {
        if (rule.equals("none")) return;
        var named = attributes.containsKey("givenName") && attributes.containsKey("surname");
        var part = attributes.containsKey("givenName") || attributes.containsKey("surname");
        var pseudonym = attributes.containsKey("pseudonym");
        var unnamed = rule.equals("required") ? !named && !pseudonym : part && !named;
        findings.require(!unnamed, Finding.PERSON_UNNAMED);
        findings.require(!(part && pseudonym), Finding.PERSON_TWICE_NAMED);
    }

    private void organisation() {
        var identifier = attributes.get("organizationIdentifier");
        if (identifier == null) return;
        findings.require(attributes.containsKey("organizationName"), Finding.ORGANISATION_UNNAMED);
        var country = attributes.get("countryName");
        var same = country == null || identifier.length() < 5 || identifier.startsWith(country, 3);
        findings.require(same, Finding.ORGANISATION_COUNTRY);
    }
}
