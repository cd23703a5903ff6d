package wariin.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.jspecify.annotations.Nullable;

/// All that a certificate shall say, from which its to-be-signed body follows (RFC 5280, 4.1).
///
/// @param policy what the issuer adds to the policies of the profile, such as the level of assurance
/// @param keyUsagePeriod how long the private key is used, if that is shorter than the certificate's life
/// @param purposes which purposes of the profile it names, where the profile leaves the choice; else empty
public record CertificateContent(
        CertificateProfile profile,
        SerialNumber serial,
        X500Principal issuer,
        DistinguishedName subject,
        Instant notBefore,
        Instant notAfter,
        PublicKey subjectKey,
        PublicKey issuerKey,
        @Nullable Dissemination dissemination,
        @Nullable String policy,
        List<AlternativeName> names,
        @Nullable Duration keyUsagePeriod,
        List<String> purposes) {

    private static final byte[] VERSION_3 = Der.of(Der.CONTEXT, Der.integer(2));
    private static final ASN1ObjectIdentifier NO_REVOCATION_AVAILABLE = new ASN1ObjectIdentifier("2.5.29.56");
    private static final ASN1ObjectIdentifier VALIDITY_ASSURED = new ASN1ObjectIdentifier("0.4.0.194121.2.1");

    /// Where the issuer publishes what a relying party needs.
    ///
    /// @param ocsp where the status is asked; null for a root that is off the network and only publishes lists
    /// @param disclosure the statement in short for readers (EN 319 412-5, 4.3.4), an https address in English
    public record Dissemination(
            String revocationList,
            String issuerCertificate,
            @Nullable String ocsp,
            String statement,
            @Nullable String disclosure) {

        public Dissemination(String revocationList, String issuerCertificate, @Nullable String ocsp, String statement) {
            this(revocationList, issuerCertificate, ocsp, statement, null);
        }
    }

    public CertificateContent {
        names = List.copyOf(names);
        purposes = List.copyOf(purposes);
    }

    /// One that names all purposes of its profile.
    public CertificateContent(
            CertificateProfile profile,
            SerialNumber serial,
            X500Principal issuer,
            DistinguishedName subject,
            Instant notBefore,
            Instant notAfter,
            PublicKey subjectKey,
            PublicKey issuerKey,
            @Nullable Dissemination dissemination,
            @Nullable String policy,
            List<AlternativeName> names,
            @Nullable Duration keyUsagePeriod) {
        this(
                profile,
                serial,
                issuer,
                subject,
                notBefore,
                notAfter,
                subjectKey,
                issuerKey,
                dissemination,
                policy,
                names,
                keyUsagePeriod,
                List.of());
    }

    /// The same with an end of the private key's use that comes before the end of the certificate (RFC 3280, 4.2.1.4).
    public CertificateContent withKeyUsagePeriod(Duration period) {
        return with(period, purposes);
    }

    /// The same authority, limited to these purposes (RFC 5280, 4.2.1.12, as CAs use it: S/MIME BR, 7.1.5).
    public CertificateContent withPurposes(List<String> only) {
        return with(keyUsagePeriod, only);
    }

    private CertificateContent with(@Nullable Duration period, List<String> only) {
        return new CertificateContent(
                profile,
                serial,
                issuer,
                subject,
                notBefore,
                notAfter,
                subjectKey,
                issuerKey,
                dissemination,
                policy,
                names,
                period,
                only);
    }

    /// The body in DER: this is what is linted, stored, and then signed.
    public byte[] toBeSigned() {
        try {
            return Der.sequence(
                    VERSION_3,
                    Der.integer(serial.value()),
                    SignatureAlgorithm.of(issuerKey).identifier(),
                    issuer.getEncoded(),
                    Der.sequence(Der.time(notBefore), Der.time(notAfter)),
                    subject.encoded(),
                    subjectKey.getEncoded(),
                    Der.of(Der.CONTEXT + 3, extensions().generate().getEncoded(ASN1Encoding.DER)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ExtensionsGenerator extensions() throws IOException {
        var rules = profile.rules();
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(profile.keyUsage(subjectKey)));
        if (rules.basicConstraints()) {
            extensions.addExtension(Extension.basicConstraints, true, basicConstraints(rules));
        }
        purposes(rules, extensions);
        extensions.addExtension(
                Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(KeyIdentifier.of(subjectKey)));
        if (!rules.selfSigned()) {
            extensions.addExtension(
                    Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(KeyIdentifier.of(issuerKey)));
        }
        policies(rules, extensions);
        status(rules, extensions);
        if (!names.isEmpty()) {
            extensions.addExtension(Extension.subjectAlternativeName, false, SubjectNames.encoded(names));
        }
        if (!rules.statementTypes().isEmpty()) {
            var disclosure = dissemination == null ? null : dissemination.disclosure();
            extensions.addExtension(
                    Extension.qCStatements,
                    false,
                    QualifiedStatements.encoded(rules.statements(), rules.statementTypes(), disclosure));
        }
        if (keyUsagePeriod != null) {
            extensions.addExtension(Extension.privateKeyUsagePeriod, false, usagePeriod(keyUsagePeriod));
        }
        return extensions;
    }

    private static BasicConstraints basicConstraints(ProfileRules rules) {
        if (!rules.authority()) return new BasicConstraints(false);
        return rules.pathLength() == null ? new BasicConstraints(true) : new BasicConstraints(rules.pathLength());
    }

    private void purposes(ProfileRules rules, ExtensionsGenerator extensions) throws IOException {
        var named = rules.purposesChosen()
                ? purposes
                : rules.purposes().stream().sorted().toList();
        if (named.isEmpty()) return;
        var ids = named.stream()
                .map(oid -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid)))
                .toArray(KeyPurposeId[]::new);
        extensions.addExtension(Extension.extendedKeyUsage, rules.purposesCritical(), new ExtendedKeyUsage(ids));
    }

    private void status(ProfileRules rules, ExtensionsGenerator extensions) throws IOException {
        switch (rules.status()) {
            case "no-check" ->
                extensions.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
            case "unavailable" -> {
                extensions.addExtension(NO_REVOCATION_AVAILABLE, false, DERNull.INSTANCE);
                extensions.addExtension(VALIDITY_ASSURED, false, DERNull.INSTANCE);
                if (dissemination != null) {
                    extensions.addExtension(Extension.authorityInfoAccess, false, issuerAccess(dissemination));
                }
            }
            default -> {
                if (dissemination == null) return;
                extensions.addExtension(Extension.cRLDistributionPoints, false, distributionPoint(dissemination));
                extensions.addExtension(Extension.authorityInfoAccess, false, informationAccess(dissemination));
            }
        }
    }

    /// The issuer's own policy comes first: it is the most special one.
    private void policies(ProfileRules rules, ExtensionsGenerator extensions) throws IOException {
        var all = new ArrayList<PolicyInformation>();
        if (policy != null) all.add(policy(policy));
        for (var fixed : rules.policies()) {
            all.add(all.isEmpty() ? policy(fixed) : new PolicyInformation(new ASN1ObjectIdentifier(fixed)));
        }
        if (all.isEmpty()) return;
        var encoded = new CertificatePolicies(all.toArray(PolicyInformation[]::new));
        extensions.addExtension(Extension.certificatePolicies, false, encoded);
    }

    private PolicyInformation policy(String identifier) {
        if (dissemination == null) return new PolicyInformation(new ASN1ObjectIdentifier(identifier));
        var statement = new PolicyQualifierInfo(dissemination.statement());
        return new PolicyInformation(new ASN1ObjectIdentifier(identifier), new DERSequence(statement));
    }

    private static AuthorityInformationAccess issuerAccess(Dissemination places) {
        return new AuthorityInformationAccess(
                AccessDescription.id_ad_caIssuers,
                new GeneralName(GeneralName.uniformResourceIdentifier, places.issuerCertificate()));
    }

    private static CRLDistPoint distributionPoint(Dissemination places) {
        var name = new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, places.revocationList())));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    private static AuthorityInformationAccess informationAccess(Dissemination places) {
        if (places.ocsp() == null) return issuerAccess(places);
        return new AuthorityInformationAccess(new AccessDescription[] {
            new AccessDescription(
                    AccessDescription.id_ad_ocsp,
                    new GeneralName(GeneralName.uniformResourceIdentifier, places.ocsp())),
            new AccessDescription(
                    AccessDescription.id_ad_caIssuers,
                    new GeneralName(GeneralName.uniformResourceIdentifier, places.issuerCertificate()))
        });
    }

    private DERSequence usagePeriod(Duration period) {
        var fields = new ASN1EncodableVector();
        fields.add(new DERTaggedObject(false, 0, new DERGeneralizedTime(Date.from(notBefore))));
        fields.add(new DERTaggedObject(false, 1, new DERGeneralizedTime(Date.from(notBefore.plus(period)))));
        return new DERSequence(fields);
    }
}
