package wariin.x509;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/// The linter's part for policies: those of the profile, and at most the one that the issuer adds (RFC 5280, 4.2.1.4;
/// S/MIME BR, 7.1.6.1).
final class PolicyLinter {
    private static final String ANY = "2.5.29.32.0";
    private static final String PRACTICE_STATEMENT = "1.3.6.1.5.5.7.2.1";
    private static final int IA5 = 0x16;
    /// Whoever names a policy of others says that it keeps their rules: only a profile may say that.
    private static final String BASELINE = "2.23.140.";
    private static final String ETSI = "0.4.0.";

    private final Findings findings;
    private final ProfileRules rules;

    PolicyLinter(Findings findings, ProfileRules rules) {
        this.findings = findings;
        this.rules = rules;
    }

    void lint(DerReader list) {
        var policies = new HashSet<String>(4);
        while (list.hasMore()) {
            var information = list.into(Der.SEQUENCE);
            var policy = information.oid();
            findings.require(policies.add(policy), Finding.POLICY_TWICE, policy);
            findings.require(rules.authority() || !policy.equals(ANY), Finding.POLICY_ANY);
            if (information.hasMore()) qualifiers(information.into(Der.SEQUENCE));
            information.end();
        }
        for (var policy : rules.policies()) {
            findings.require(policies.contains(policy), Finding.POLICY_MISSING, policy);
        }
        own(policies);
    }

    private void own(Set<String> policies) {
        var own = 0;
        var baseline = 0;
        for (var policy : policies) {
            if (policy.startsWith(BASELINE)) baseline++;
            if (rules.policies().contains(policy)) continue;
            own++;
            findings.require(!policy.startsWith(ETSI), Finding.POLICY_OWN, policy);
        }
        var expected = rules.exclusivePolicies() == null ? 0 : 1;
        findings.require(baseline == expected, Finding.POLICY_EXCLUSIVE);
        var least = rules.ownPolicy().equals("required") ? 1 : 0;
        var most = rules.ownPolicy().equals("none") ? 0 : 1;
        findings.require(own >= least && own <= most, Finding.POLICY_OWN);
    }

    private void qualifiers(DerReader list) {
        var right = list.hasMore();
        while (list.hasMore()) {
            var qualifier = list.into(Der.SEQUENCE);
            right &= qualifier.oid().equals(PRACTICE_STATEMENT) && qualifier.hasNext(IA5);
            var place = new String(qualifier.contents(qualifier.tag()), StandardCharsets.ISO_8859_1);
            right &= place.startsWith("http") && PlaceLinter.isAddress(place) && !list.hasMore();
            qualifier.end();
        }
        findings.require(right, Finding.POLICY_QUALIFIER);
    }
}
