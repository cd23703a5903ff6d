package wariin.x509;

import static wariin.x509.ExtensionRules.AUTHORITY_KEY_IDENTIFIER;
import static wariin.x509.ExtensionRules.BASIC_CONSTRAINTS;
import static wariin.x509.ExtensionRules.CERTIFICATE_POLICIES;
import static wariin.x509.ExtensionRules.DISTRIBUTION_POINTS;
import static wariin.x509.ExtensionRules.EXTENDED_KEY_USAGE;
import static wariin.x509.ExtensionRules.INFORMATION_ACCESS;
import static wariin.x509.ExtensionRules.KEY_USAGE;
import static wariin.x509.ExtensionRules.NO_CHECK;
import static wariin.x509.ExtensionRules.NO_REVOCATION_AVAILABLE;
import static wariin.x509.ExtensionRules.PRIVATE_KEY_USAGE_PERIOD;
import static wariin.x509.ExtensionRules.QC_STATEMENTS;
import static wariin.x509.ExtensionRules.SUBJECT_ALTERNATIVE_NAME;
import static wariin.x509.ExtensionRules.SUBJECT_KEY_IDENTIFIER;
import static wariin.x509.ExtensionRules.VALIDITY_ASSURED;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// The linter's part for extensions: which must be there, which may, which are critical, and what they say (RFC 5280,
/// 4.2).
final class ExtensionLinter {
    private static final String ANY_PURPOSE = "2.5.29.37.0";
    private static final Duration LONGEST_KEY_USE = Duration.ofDays(3 * 366);

    private final Findings findings;
    private final CertificateProfile profile;
    private final ProfileRules rules;
    private final CertificateLinter.Key key;
    private final byte[] issuerKeyIdentifier;
    private final Instant from;
    private final Instant until;
    private final Set<String> found = new HashSet<>(32);
    private Set<String> alternatives = Set.of();

    ExtensionLinter(
            Findings findings,
            CertificateProfile profile,
            CertificateLinter.Key key,
            byte[] issuerKeyIdentifier,
            Instant from,
            Instant until) {
        this.findings = findings;
        this.profile = profile;
        this.rules = profile.rules();
        this.key = key;
        this.issuerKeyIdentifier = issuerKeyIdentifier;
        this.from = from;
        this.until = until;
    }

    /// The alternative names that it found, in small letters.
    Set<String> lint(DerReader list) {
        var expected = profile.extensionRules();
        while (list.hasMore()) {
            var extension = list.into(Der.SEQUENCE);
            var oid = extension.oid();
            var critical = critical(extension, oid);
            var value = extension.contents(Der.OCTET_STRING);
            extension.end();
            findings.require(found.add(oid), Finding.EXTENSION_TWICE, ExtensionRules.nameOf(oid));
            if (!expected.allowed().contains(oid)) {
                forbidden(oid);
                continue;
            }
            findings.require(
                    critical == expected.critical().contains(oid),
                    Finding.EXTENSION_CRITICAL,
                    ExtensionRules.nameOf(oid));
            read(oid, value);
        }
        for (var oid : expected.required()) {
            findings.require(found.contains(oid), Finding.EXTENSION_MISSING, ExtensionRules.nameOf(oid));
        }
        return alternatives;
    }

    /// DER leaves out what is false (X.690, 11.5).
    private boolean critical(DerReader extension, String oid) {
        if (!extension.hasNext(Der.BOOLEAN)) return false;
        var critical = extension.bool();
        findings.require(critical, Finding.EXTENSION_MALFORMED, ExtensionRules.nameOf(oid));
        return critical;
    }

    private void forbidden(String oid) {
        if (oid.equals(DISTRIBUTION_POINTS) && rules.status().equals("unavailable")) {
            findings.add(Finding.UNAVAILABLE_WITH_PLACES);
        } else {
            findings.add(Finding.EXTENSION_FORBIDDEN, ExtensionRules.nameOf(oid));
        }
    }

    private void read(String oid, byte[] value) {
        try {
            var reader = DerReader.over(value);
            read(oid, reader);
            reader.end();
        } catch (MalformedDer e) {
            findings.add(Finding.EXTENSION_MALFORMED, ExtensionRules.nameOf(oid) + ", " + e.getMessage());
        }
    }

    private void read(String oid, DerReader value) {
        switch (oid) {
            case KEY_USAGE -> usage(value.contents(Der.BIT_STRING));
            case EXTENDED_KEY_USAGE -> purposes(value.into(Der.SEQUENCE));
            case BASIC_CONSTRAINTS -> constraints(value.into(Der.SEQUENCE));
            case SUBJECT_KEY_IDENTIFIER ->
                findings.require(
                        Arrays.equals(value.contents(Der.OCTET_STRING), key.identifier()),
                        Finding.SUBJECT_KEY_IDENTIFIER);
            case AUTHORITY_KEY_IDENTIFIER -> authorityKey(value.into(Der.SEQUENCE));
            case PRIVATE_KEY_USAGE_PERIOD -> period(value.into(Der.SEQUENCE));
            case SUBJECT_ALTERNATIVE_NAME ->
                alternatives = new AlternativeNameLinter(findings, rules).lint(value.into(Der.SEQUENCE));
            case DISTRIBUTION_POINTS -> new PlaceLinter(findings, rules).points(value.into(Der.SEQUENCE));
            case INFORMATION_ACCESS -> new PlaceLinter(findings, rules).access(value.into(Der.SEQUENCE));
            case CERTIFICATE_POLICIES -> new PolicyLinter(findings, rules).lint(value.into(Der.SEQUENCE));
            case QC_STATEMENTS -> new StatementLinter(findings, rules).lint(value.into(Der.SEQUENCE));
            case NO_CHECK, NO_REVOCATION_AVAILABLE, VALIDITY_ASSURED -> {
                var isNull = value.hasNext(0x05);
                var octets = value.element();
                findings.require(isNull && octets.length == 2, Finding.NULL_VALUE, ExtensionRules.nameOf(oid));
            }
            default -> throw new MalformedDer("No rule reads it");
        }
    }

    /// Named bits are written without the zeros at their end (X.690, 11.2.2).
    private void usage(byte[] octets) {
        if (octets.length < 2 || octets.length > 3 || octets[0] < 0 || octets[0] > 7) {
            findings.add(Finding.KEY_USAGE_FORM);
            return;
        }
        var last = octets[octets.length - 1] & 0xff;
        var shortest = last != 0 && Integer.numberOfTrailingZeros(last) == octets[0];
        findings.require(shortest, Finding.KEY_USAGE_FORM);
        var bits = octets[1] & 0xff | (octets.length > 2 ? (octets[2] & 0xff) << 8 : 0);
        findings.require(bits == rules.keyUsageBits(key.family()), Finding.KEY_USAGE);
    }

    private void purposes(DerReader list) {
        findings.require(list.hasMore(), Finding.PURPOSES_EMPTY);
        var named = new HashSet<String>(4);
        while (list.hasMore()) {
            var purpose = list.oid();
            findings.require(named.add(purpose), Finding.PURPOSE_TWICE, purpose);
            if (purpose.equals(ANY_PURPOSE)) findings.add(Finding.PURPOSE_ANY);
            else findings.require(rules.purposes().contains(purpose), Finding.PURPOSE_FORBIDDEN, purpose);
        }
        if (rules.purposesChosen()) return;
        for (var purpose : rules.purposes()) {
            findings.require(named.contains(purpose), Finding.PURPOSE_MISSING, purpose);
        }
    }

    private void constraints(DerReader fields) {
        var authority = fields.hasNext(Der.BOOLEAN) && fields.bool();
        findings.require(authority == rules.authority(), Finding.CONSTRAINTS_AUTHORITY);
        var length = fields.hasNext(Der.INTEGER) ? fields.integer() : null;
        fields.end();
        var expected = rules.pathLength();
        var right = expected == null ? length == null : length != null && length.intValue() == expected;
        findings.require(right, Finding.PATH_LENGTH);
    }

    private void authorityKey(DerReader fields) {
        var right = fields.hasNext(0x80) && Arrays.equals(fields.contents(0x80), issuerKeyIdentifier);
        findings.require(right, Finding.AUTHORITY_KEY_IDENTIFIER);
        if (!fields.hasMore()) return;
        findings.add(Finding.AUTHORITY_KEY_ISSUER);
        while (fields.hasMore()) fields.element();
    }

    private void period(DerReader fields) {
        var begins = generalized(fields.contents(0x80));
        var ends = generalized(fields.contents(0x81));
        fields.end();
        var inside = !begins.isBefore(from) && begins.isBefore(ends) && !ends.isAfter(until);
        var length = Duration.between(begins, ends);
        var limited = rules.keyUsagePeriod().equals("allowed") || length.compareTo(LONGEST_KEY_USE) <= 0;
        findings.require(inside && limited, Finding.KEY_PERIOD);
    }

    private static Instant generalized(byte[] digits) {
        return DerReader.over(Der.of(Der.GENERALIZED_TIME, digits)).time();
    }
}
