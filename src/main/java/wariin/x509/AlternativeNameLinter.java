package wariin.x509;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The linter's part for the alternative names of the subject (RFC 5280, 4.2.1.6; RFC 9598; S/MIME BR, 7.1.4.2.1).
final class AlternativeNameLinter {
    private static final int OTHER_NAME = 0xa0;
    private static final int RFC822_NAME = 0x81;
    private static final int DNS_NAME = 0x82;
    private static final int UTF8 = 0x0c;
    private static final String SMTP_UTF8_MAILBOX = "1.3.6.1.5.5.7.8.9";
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_HOST = 253;

    private final Findings findings;
    private final ProfileRules rules;
    private final Set<String> names = new HashSet<>(4);
    private boolean mailbox;
    private boolean host;

    AlternativeNameLinter(Findings findings, ProfileRules rules) {
        this.findings = findings;
        this.rules = rules;
    }

    /// All of them, in small letters.
    Set<String> lint(DerReader list) {
        findings.require(list.hasMore(), Finding.NAMES_EMPTY);
        while (list.hasMore()) {
            switch (list.tag()) {
                case RFC822_NAME -> mailbox(ascii(list.contents(RFC822_NAME)), false);
                case DNS_NAME -> host(ascii(list.contents(DNS_NAME)));
                case OTHER_NAME -> other(list.into(OTHER_NAME));
                default -> {
                    findings.add(Finding.NAME_KIND, "tag " + Integer.toHexString(list.tag()));
                    list.element();
                }
            }
        }
        findings.require(mailbox || !rules.mailboxes().equals("required"), Finding.MAILBOX_MISSING);
        findings.require(host || !rules.dnsNames().equals("required"), Finding.HOST_MISSING);
        return names;
    }

    private void other(DerReader name) {
        var type = name.oid();
        if (!type.equals(SMTP_UTF8_MAILBOX)) {
            findings.add(Finding.NAME_KIND, type);
            return;
        }
        var tagged = name.into(Der.CONTEXT);
        name.end();
        var octets = tagged.contents(UTF8);
        tagged.end();
        mailbox(new String(octets, StandardCharsets.UTF_8), true);
    }

    private void mailbox(String address, boolean international) {
        mailbox = true;
        findings.require(!rules.mailboxes().equals("none"), Finding.NAME_KIND, "address");
        var at = address.lastIndexOf('@');
        var wellFormed = at > 0
                && at <= LONGEST_LOCAL_PART
                && isLocalPart(address.substring(0, at), international)
                && isHost(address.substring(at + 1));
        findings.require(wellFormed, Finding.MAILBOX_FORM);
        add(address);
    }

    /// A dot-atom; outside of ASCII only in the international form, which exists only for those.
    private static boolean isLocalPart(String local, boolean international) {
        if (local.startsWith(".") || local.endsWith(".") || local.contains("..")) return false;
        var foreign = false;
        for (var n = 0; n < local.length(); n++) {
            var c = local.charAt(n);
            if (c > 0x7f) {
                if (!international || c == '\ufffd' || !Character.isDefined(c) || Character.isISOControl(c))
                    return false;
                foreign = true;
            } else if (!isAtom(c) && c != '.') {
                return false;
            }
        }
        return foreign == international;
    }

    private static boolean isAtom(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    private void host(String name) {
        host = true;
        findings.require(!rules.dnsNames().equals("none"), Finding.NAME_KIND, "host");
        var star = name.startsWith("*.");
        var plain = star ? name.substring(2) : name;
        findings.require(isHost(plain) && plain.indexOf('.') > 0, Finding.HOST_FORM);
        add(name);
    }

    /// Labels of letters, digits and inner hyphens; the last one is no number.
    private static boolean isHost(String name) {
        if (name.isEmpty() || name.length() > LONGEST_HOST) return false;
        var from = 0;
        var letters = false;
        for (var n = 0; n <= name.length(); n++) {
            if (n == name.length() || name.charAt(n) == '.') {
                var length = n - from;
                if (length == 0 || length > 63 || name.charAt(from) == '-' || name.charAt(n - 1) == '-') return false;
                if (n == name.length()) return letters;
                from = n + 1;
                letters = false;
                continue;
            }
            var c = name.charAt(n);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') letters = true;
            else if (!(c >= '0' && c <= '9') && c != '-') return false;
        }
        return letters;
    }

    private void add(String name) {
        findings.require(names.add(name.toLowerCase(Locale.ROOT)), Finding.NAME_TWICE);
    }

    /// Octets outside of ASCII become characters that no rule takes.
    private static String ascii(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
