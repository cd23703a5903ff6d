package wariin.x509;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;

/// The data of one version of a profile, as its JSON file says it.
///
/// @param statement what the profile is, in a sentence
/// @param commonName what the common name must be: free, person, organisation, or dns
/// @param mailboxes whether addresses are in the alternative names: none, allowed, required
/// @param keyUsage the key usages for each family of keys: EC, RSA, ML-DSA
/// @param purposesChosen whether each certificate names some of the purposes instead of all
/// @param policies the policies that each certificate names
/// @param ownPolicy whether the issuer adds one: none, allowed, required
/// @param exclusivePolicies the arc of which exactly one policy must be there, if any
/// @param statements QCStatements without more to say, such as QcCompliance, as object identifiers (EN 319 412-5, 4.2)
/// @param statementTypes the types of QCStatements, as object identifiers (EN 319 412-5, 4.2.3)
/// @param status published by list and responder; no-check (RFC 6960, 4.2.2.2.1); unavailable (RFC 9608); none
/// @param keyUsagePeriod whether the private key ends earlier: none, allowed, required
/// @param httpOnly whether places must be named by http, not https
record ProfileRules(
        String name,
        int version,
        String statement,
        List<String> standards,
        String issuedBy,
        Duration longest,
        boolean revocable,
        boolean suspendable,
        boolean selfSigned,
        boolean authority,
        @Nullable Integer pathLength,
        boolean basicConstraints,
        Subject subject,
        String commonName,
        String mailboxes,
        String dnsNames,
        Map<String, List<String>> keyUsage,
        Set<String> purposes,
        boolean purposesCritical,
        boolean purposesChosen,
        List<String> policies,
        String ownPolicy,
        @Nullable String exclusivePolicies,
        List<String> statements,
        List<String> statementTypes,
        String status,
        String keyUsagePeriod,
        boolean httpOnly) {

    /// @param person whether given name and surname, or a pseudonym, are there: none, allowed, required
    record Subject(Set<String> required, Set<String> allowed, String person) {
        Subject {
            required = Set.copyOf(required);
            allowed = Set.copyOf(allowed);
        }
    }

    private static final Map<String, Integer> USAGES = Map.of(
            "digitalSignature", KeyUsage.digitalSignature,
            "nonRepudiation", KeyUsage.nonRepudiation,
            "keyEncipherment", KeyUsage.keyEncipherment,
            "keyAgreement", KeyUsage.keyAgreement,
            "keyCertSign", KeyUsage.keyCertSign,
            "cRLSign", KeyUsage.cRLSign);

    ProfileRules {
        standards = List.copyOf(standards);
        keyUsage = Map.copyOf(keyUsage);
        purposes = Set.copyOf(purposes);
        policies = List.copyOf(policies);
        statements = List.copyOf(statements);
        statementTypes = List.copyOf(statementTypes);
    }

    /// As KeyUsage numbers the bits; none for a family that the profile does not know.
    int keyUsageBits(PublicKey key) {
        return keyUsageBits(KeyFamily.of(key));
    }

    int keyUsageBits(String family) {
        var bits = 0;
        for (var usage : keyUsage.getOrDefault(family, List.of())) bits |= USAGES.get(usage);
        return bits;
    }
}
