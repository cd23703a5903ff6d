package wariin.ca.ceremony;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import wariin.ca.authority.Authority;
import wariin.ca.authority.AuthorityPurpose;
import wariin.x509.CertificateLinter;
import wariin.x509.CertificateProfile;
import wariin.x509.KeyIdentifier;
import wariin.x509.LintOutcome;

/// The certificate that was brought for a request, and the chain to a root that was brought with it or is trusted here.
///
/// @param faults why it cannot be used; empty if it can
/// @param findings what our own linter would say against it: to be known, since others issue by other profiles
record BroughtChain(List<X509Certificate> chain, List<String> faults, List<String> findings) {
    private static final int LONGEST = 5;

    /// Empty if no certificate for this key was brought.
    static Optional<BroughtChain> of(
            PublicKey key, AuthorityPurpose purpose, BroughtFiles brought, Collection<Authority> known, Instant now) {
        var candidates = new ArrayList<>(brought.certificates());
        known.stream().filter(Authority::isRoot).map(Authority::certificate).forEach(candidates::add);
        return brought.certificates().stream()
                .filter(one -> Arrays.equals(one.getPublicKey().getEncoded(), key.getEncoded()))
                .findFirst()
                .map(leaf -> check(leaf, purpose, candidates, now));
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    X509Certificate root() {
        return chain.getLast();
    }

    private static BroughtChain check(
            X509Certificate leaf, AuthorityPurpose purpose, List<X509Certificate> candidates, Instant now) {
        var faults = new ArrayList<String>();
        var chain = new ArrayList<>(List.of(leaf));
        while (!isSelfIssued(chain.getLast())) {
            var last = chain.getLast();
            var issuer = candidates.stream().filter(one -> issued(one, last)).findFirst();
            if (issuer.isEmpty() || chain.size() == LONGEST) {
                faults.add("No chain leads to a root: the certificate of "
                        + last.getIssuerX500Principal().getName() + " is missing");
                break;
            }
            chain.add(issuer.get());
        }
        if (chain.size() == 1) faults.add("It is signed with its own key");
        if (chain.size() > 1 && isSelfIssued(chain.getLast()) && !issued(chain.getLast(), chain.getLast())) {
            faults.add("The root is not signed with its own key");
        }
        if (!Arrays.equals(KeyIdentifier.ofSubject(leaf), KeyIdentifier.of(leaf.getPublicKey()))) {
            faults.add("Its subject key identifier is not the one in the request, by which our certificates name it");
        }
        purposes(leaf, purpose, faults);
        for (var n = 0; n < chain.size(); n++) authority(chain.get(n), n, now, faults);
        return new BroughtChain(List.copyOf(chain), List.copyOf(faults), findings(chain, purpose));
    }

    /// @param below how many authorities stand below it in this chain
    private static void authority(X509Certificate one, int below, Instant now, List<String> faults) {
        var name = one.getSubjectX500Principal().getName();
        if (one.getBasicConstraints() < 0) faults.add(name + " may not issue: it says that it is no authority");
        else if (below > 0 && one.getBasicConstraints() < below - 1) {
            faults.add(name + " does not allow so many authorities below it");
        }
        var usage = one.getKeyUsage();
        if (usage == null || !usage[5] || below == 0 && !usage[6]) {
            faults.add(name + " may not sign certificates" + (below == 0 ? " and revocation lists" : ""));
        }
        if (now.isBefore(one.getNotBefore().toInstant())) faults.add(name + " is not valid yet");
        if (now.isAfter(one.getNotAfter().toInstant())) faults.add(name + " is not valid any more");
    }

    private static void purposes(X509Certificate leaf, AuthorityPurpose purpose, List<String> faults) {
        try {
            var named = leaf.getExtendedKeyUsage();
            if (named == null || named.contains("2.5.29.37.0")) return;
            // What our certificates need first of all; the second purpose of an authority may be left out.
            var needed = AuthorityContents.purposes(purpose).getFirst();
            if (!named.contains(needed)) faults.add("It may not be used for what it was asked for: " + needed);
        } catch (CertificateParsingException e) {
            faults.add("Its purposes cannot be read");
        }
    }

    private static List<String> findings(List<X509Certificate> chain, AuthorityPurpose purpose) {
        if (chain.size() < 2) return List.of();
        try {
            var body = chain.getFirst().getTBSCertificate();
            var outcome = CertificateLinter.lint(
                    body, CertificateProfile.ISSUING_2, chain.get(1).getPublicKey());
            return outcome instanceof LintOutcome.Failed(var found) ? found : List.of();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return List.of("It cannot be read: " + e.getMessage());
        }
    }

    static boolean isSelfIssued(X509Certificate one) {
        return one.getSubjectX500Principal().equals(one.getIssuerX500Principal());
    }

    static boolean issued(X509Certificate issuer, X509Certificate subject) {
        if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) return false;
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    static boolean signed(X509Certificate issuer, X509CRL list) {
        if (!issuer.getSubjectX500Principal().equals(list.getIssuerX500Principal())) return false;
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
