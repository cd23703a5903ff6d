package wariin.x509;

import java.net.URI;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.jspecify.annotations.Nullable;

/// The linter's part for extensions: which must be there, which may, which are critical, and what they say (RFC 5280,
/// 4.2).
final class ExtensionLinter {
    private static final Set<ASN1ObjectIdentifier> PLACES =
            Set.of(Extension.cRLDistributionPoints, Extension.authorityInfoAccess);

    private final Extensions extensions;
    private final CertificateProfile profile;
    private final List<String> findings = new ArrayList<>();

    private ExtensionLinter(Extensions extensions, CertificateProfile profile) {
        this.extensions = extensions;
        this.profile = profile;
    }

    static List<String> lint(
            @Nullable Extensions extensions, CertificateProfile profile, PublicKey subjectKey, PublicKey issuerKey) {
        if (extensions == null) return List.of("It has no extensions");
        var linter = new ExtensionLinter(extensions, profile);
        linter.presence();
        linter.usage(subjectKey);
        linter.keyIdentifiers(subjectKey, issuerKey);
        linter.places();
        linter.policies();
        linter.mailbox();
        return linter.findings;
    }

    /// Extensions already refuses the same one twice.
    private void presence() {
        var required = required();
        var allowed = new HashSet<>(required);
        if (profile.allowsMailboxes() || profile.allowsDnsNames()) allowed.add(Extension.subjectAlternativeName);
        allowed.add(Extension.certificatePolicies);
        if (!profile.rules().keyUsagePeriod().equals("none")) allowed.add(Extension.privateKeyUsagePeriod);
        if (profile.rules().status().equals("unavailable")) allowed.add(Extension.authorityInfoAccess);
        var found = Set.of(extensions.getExtensionOIDs());
        for (var oid : required) require(found.contains(oid), "The extension " + oid + " is missing");
        for (var oid : found) require(allowed.contains(oid), "The extension " + oid + " is not in the profile");
        for (var oid : found) {
            var critical = extensions.getExtension(oid).isCritical();
            require(critical == mustBeCritical(oid), "Criticality of the extension " + oid + " is wrong");
        }
    }

    private Set<ASN1ObjectIdentifier> required() {
        var required = new HashSet<>(Set.of(Extension.keyUsage, Extension.subjectKeyIdentifier));
        if (!profile.isSelfSigned()) required.add(Extension.authorityKeyIdentifier);
        var rules = profile.rules();
        if (rules.basicConstraints()) required.add(Extension.basicConstraints);
        if (!rules.purposes().isEmpty()) required.add(Extension.extendedKeyUsage);
        if (!rules.statementTypes().isEmpty()) required.add(Extension.qCStatements);
        switch (rules.status()) {
            case "no-check" -> required.add(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck);
            case "published" -> required.addAll(PLACES);
            case "unavailable" -> {
                required.add(new ASN1ObjectIdentifier("2.5.29.56"));
                required.add(new ASN1ObjectIdentifier("0.4.0.194121.2.1"));
            }
            default -> {}
        }
        if (rules.ownPolicy().equals("required") || !rules.policies().isEmpty()) {
            required.add(Extension.certificatePolicies);
        }
        return required;
    }

    private boolean mustBeCritical(ASN1ObjectIdentifier oid) {
        return oid.equals(Extension.keyUsage)
                || oid.equals(Extension.basicConstraints)
                || oid.equals(Extension.extendedKeyUsage) && profile.rules().purposesCritical();
    }

    private void usage(PublicKey subjectKey) {
        require(new KeyUsage(profile.keyUsage(subjectKey)).equals(KeyUsage.fromExtensions(extensions)), "The key usage is wrong");
        var purposes = ExtendedKeyUsage.fromExtensions(extensions);
        var allowedPurposes = profile.purposes();
        require((purposes != null) == !allowedPurposes.isEmpty(), "The purposes are wrong");
        if (purposes != null) {
            for (var purpose : purposes.getUsages()) {
                require(
                        allowedPurposes.contains(purpose.getId()),
                        "The certificate has another purpose than its profile");
            }
            require(
                    profile.rules().purposesChosen() || purposes.size() == allowedPurposes.size(),
                    "A purpose is missing");
        }
        if (profile.isAuthority()) {
            var constraints = BasicConstraints.fromExtensions(extensions);
            if (constraints == null) return;
            require(constraints.isCA(), "An authority must say that it is one");
            var length = constraints.getPathLenConstraint();
            var noneBelow = length != null && length.signum() == 0;
            require(noneBelow == (profile.pathLength() != null), "The path length is wrong");
        } else {
            var constraints = BasicConstraints.fromExtensions(extensions);
            require(constraints == null || !constraints.isCA(), "Only an authority says that it is one");
        }
    }

    private void keyIdentifiers(PublicKey subjectKey, PublicKey issuerKey) {
        var subject = SubjectKeyIdentifier.fromExtensions(extensions);
        require(
                subject != null && Arrays.equals(subject.getKeyIdentifier(), KeyIdentifier.of(subjectKey)),
                "The subject key identifier is wrong");
        if (profile.isSelfSigned()) {
            require(subjectKey.equals(issuerKey), "It must be signed with its own key");
            return;
        }
        require(!subjectKey.equals(issuerKey), "The subject's key is the issuer's");
        var authority = AuthorityKeyIdentifier.fromExtensions(extensions);
        require(
                authority != null && Arrays.equals(authority.getKeyIdentifierOctets(), KeyIdentifier.of(issuerKey)),
                "The authority key identifier is wrong");
    }

    private void places() {
        var list = extensions.getExtension(Extension.cRLDistributionPoints);
        if (list == null) return;
        var points = CRLDistPoint.getInstance(list.getParsedValue()).getDistributionPoints();
        require(points.length == 1 && points[0].getReasons() == null, "There is not one distribution point");
        if (points.length == 0 || points[0].getDistributionPoint() == null) return;
        for (var name : GeneralNames.getInstance(
                        points[0].getDistributionPoint().getName())
                .getNames()) place(name);
        var access = AuthorityInformationAccess.fromExtensions(extensions);
        if (access == null) return;
        var kinds = new HashSet<ASN1ObjectIdentifier>();
        for (var description : access.getAccessDescriptions()) {
            kinds.add(description.getAccessMethod());
            place(description.getAccessLocation());
        }
        var both = Set.of(AccessDescription.id_ad_ocsp, AccessDescription.id_ad_caIssuers);
        require(
                kinds.equals(both) || profile.rules().status().equals("unavailable"),
                "Information access must name the responder and the issuer");
    }

    private void place(GeneralName name) {
        var text = name.getName().toString();
        require(
                name.getTagNo() == GeneralName.uniformResourceIdentifier
                        && text.matches("https?://[!-~]+")
                        && URI.create(text).getHost() != null,
                "Not an HTTP address: " + text);
    }

    private void policies() {
        var policies = CertificatePolicies.fromExtensions(extensions);
        var expected = profile.policies().size() + 1;
        require(policies == null || policies.getPolicyInformation().length <= expected, "There are too many policies");
    }

    private void mailbox() {
        var names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
        if (names == null) return;
        for (var name : names.getNames()) {
            var plain = name.getTagNo() == GeneralName.rfc822Name;
            require(
                    plain || name.getTagNo() == GeneralName.otherName || name.getTagNo() == GeneralName.dNSName,
                    "The alternative name is not a mailbox");
            require(!plain || name.getName().toString().matches("[!-~]+@[A-Za-z0-9.-]+"), "Not a mailbox");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) findings.add(otherwise);
    }
}
