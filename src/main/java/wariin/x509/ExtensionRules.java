package wariin.x509;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which extensions a profile must and may have, and which of them are critical; follows from its data.
record ExtensionRules(Set<String> required, Set<String> allowed, Set<String> critical) {
    static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    static final String KEY_USAGE = "2.5.29.15";
    static final String PRIVATE_KEY_USAGE_PERIOD = "2.5.29.16";
    static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
    static final String BASIC_CONSTRAINTS = "2.5.29.19";
    static final String DISTRIBUTION_POINTS = "2.5.29.31";
    static final String CERTIFICATE_POLICIES = "2.5.29.32";
    static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    static final String NO_REVOCATION_AVAILABLE = "2.5.29.56";
    static final String INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
    static final String QC_STATEMENTS = "1.3.6.1.5.5.7.1.3";
    static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
    static final String VALIDITY_ASSURED = "0.4.0.194121.2.1";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(SUBJECT_KEY_IDENTIFIER, "subjectKeyIdentifier"),
            Map.entry(KEY_USAGE, "keyUsage"),
            Map.entry(PRIVATE_KEY_USAGE_PERIOD, "privateKeyUsagePeriod"),
            Map.entry(SUBJECT_ALTERNATIVE_NAME, "subjectAltName"),
            Map.entry(BASIC_CONSTRAINTS, "basicConstraints"),
            Map.entry(DISTRIBUTION_POINTS, "cRLDistributionPoints"),
            Map.entry(CERTIFICATE_POLICIES, "certificatePolicies"),
            Map.entry(AUTHORITY_KEY_IDENTIFIER, "authorityKeyIdentifier"),
            Map.entry(EXTENDED_KEY_USAGE, "extKeyUsage"),
            Map.entry(NO_REVOCATION_AVAILABLE, "noRevAvail"),
            Map.entry(INFORMATION_ACCESS, "authorityInfoAccess"),
            Map.entry(QC_STATEMENTS, "qcStatements"),
            Map.entry(NO_CHECK, "ocsp-nocheck"),
            Map.entry(VALIDITY_ASSURED, "validityAssuredShortTerm"));

    static ExtensionRules of(ProfileRules rules) {
        var required = new HashSet<>(Set.of(SUBJECT_KEY_IDENTIFIER, KEY_USAGE));
        var allowed = new HashSet<>(Set.of(CERTIFICATE_POLICIES));
        if (!rules.selfSigned()) required.add(AUTHORITY_KEY_IDENTIFIER);
        if (rules.basicConstraints()) required.add(BASIC_CONSTRAINTS);
        if (!rules.purposes().isEmpty()) required.add(EXTENDED_KEY_USAGE);
        if (!rules.policies().isEmpty() || rules.ownPolicy().equals("required")) required.add(CERTIFICATE_POLICIES);
        if (!rules.statementTypes().isEmpty()) required.add(QC_STATEMENTS);
        if (rules.keyUsagePeriod().equals("required")) required.add(PRIVATE_KEY_USAGE_PERIOD);
        if (rules.keyUsagePeriod().equals("allowed")) allowed.add(PRIVATE_KEY_USAGE_PERIOD);
        switch (rules.status()) {
            case "published" -> required.addAll(Set.of(DISTRIBUTION_POINTS, INFORMATION_ACCESS));
            case "no-check" -> required.add(NO_CHECK);
            case "unavailable" -> {
                required.addAll(Set.of(NO_REVOCATION_AVAILABLE, VALIDITY_ASSURED));
                allowed.add(INFORMATION_ACCESS);
            }
            default -> {}
        }
        if (rules.mailboxes().equals("required") || rules.dnsNames().equals("required")) {
            required.add(SUBJECT_ALTERNATIVE_NAME);
        } else if (!rules.mailboxes().equals("none") || !rules.dnsNames().equals("none")) {
            allowed.add(SUBJECT_ALTERNATIVE_NAME);
        }
        allowed.addAll(required);
        var critical = rules.purposesCritical()
                ? Set.of(KEY_USAGE, BASIC_CONSTRAINTS, EXTENDED_KEY_USAGE)
                : Set.of(KEY_USAGE, BASIC_CONSTRAINTS);
        return new ExtensionRules(Set.copyOf(required), Set.copyOf(allowed), critical);
    }

    /// As people know it; the identifier where they do not.
    static String nameOf(String oid) {
        return NAMES.getOrDefault(oid, oid);
    }
}
