package wariin.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
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
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.OtherName;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.asn1.x509.PolicyQualifierInfo;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.jspecify.annotations.Nullable;

/// All that a certificate shall say, from which its to-be-signed body follows (RFC 5280, 4.1).
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
        @Nullable String email,
        @Nullable Duration keyUsagePeriod) {

    private static final ASN1ObjectIdentifier SMTP_UTF8_MAILBOX = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9");

    /// Where the issuer publishes what a relying party needs.
    public record Dissemination(String revocationList, String issuerCertificate, String ocsp, String statement) {}

    /// The same with an end of the private key's use that comes before the end of the certificate (RFC 3280, 4.2.1.4).
    public CertificateContent withKeyUsagePeriod(Duration period) {
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
                email,
                period);
    }

    /// The body in DER: this is what is linted, stored, and then signed.
    public byte[] toBeSigned() {
        try {
            var body = new V3TBSCertificateGenerator();
            body.setSerialNumber(new ASN1Integer(serial.value()));
            body.setSignature(AlgorithmIdentifier.getInstance(
                    SignatureAlgorithm.of(issuerKey).identifier()));
            body.setIssuer(X500Name.getInstance(issuer.getEncoded()));
            body.setSubject(subject.toX500Name());
            body.setStartDate(new Time(Date.from(notBefore)));
            body.setEndDate(new Time(Date.from(notAfter)));
            body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(subjectKey.getEncoded()));
            body.setExtensions(extensions().generate());
            return body.generateTBSCertificate().getEncoded("DER");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ExtensionsGenerator extensions() throws IOException {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(profile.keyUsage()));
        if (profile.isAuthority()) {
            var constraints = profile == CertificateProfile.ROOT ? new BasicConstraints(true) : new BasicConstraints(0);
            extensions.addExtension(Extension.basicConstraints, true, constraints);
        } else if (profile == CertificateProfile.LIST_SIGNER) {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        }
        if (profile.purpose().isPresent()) {
            var purpose = new ExtendedKeyUsage(profile.purpose().get());
            extensions.addExtension(Extension.extendedKeyUsage, profile.isPurposeCritical(), purpose);
        }
        extensions.addExtension(
                Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(KeyIdentifier.of(subjectKey)));
        if (!profile.isSelfSigned()) {
            extensions.addExtension(
                    Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(KeyIdentifier.of(issuerKey)));
        }
        if (policy != null) extensions.addExtension(Extension.certificatePolicies, false, policies(policy));
        if (profile == CertificateProfile.OCSP_SIGNER) {
            extensions.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        } else if (dissemination != null) {
            extensions.addExtension(Extension.cRLDistributionPoints, false, distributionPoint(dissemination));
            extensions.addExtension(Extension.authorityInfoAccess, false, informationAccess(dissemination));
        }
        if (email != null) extensions.addExtension(Extension.subjectAlternativeName, false, mailbox(email));
        if (keyUsagePeriod != null) {
            extensions.addExtension(Extension.privateKeyUsagePeriod, false, usagePeriod(keyUsagePeriod));
        }
        return extensions;
    }

    private CertificatePolicies policies(String identifier) {
        if (dissemination == null) {
            return new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(identifier)));
        }
        var statement = new PolicyQualifierInfo(dissemination.statement());
        return new CertificatePolicies(
                new PolicyInformation(new ASN1ObjectIdentifier(identifier), new DERSequence(statement)));
    }

    private static CRLDistPoint distributionPoint(Dissemination places) {
        var name = new DistributionPointName(
                new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, places.revocationList())));
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    private static AuthorityInformationAccess informationAccess(Dissemination places) {
        return new AuthorityInformationAccess(new AccessDescription[] {
            new AccessDescription(
                    AccessDescription.id_ad_ocsp,
                    new GeneralName(GeneralName.uniformResourceIdentifier, places.ocsp())),
            new AccessDescription(
                    AccessDescription.id_ad_caIssuers,
                    new GeneralName(GeneralName.uniformResourceIdentifier, places.issuerCertificate()))
        });
    }

    /// An address whose local part is not ASCII is a SmtpUTF8Mailbox (RFC 9598); any other is an rfc822Name.
    private static GeneralNames mailbox(String address) {
        var at = address.lastIndexOf('@');
        var local = address.substring(0, at);
        var domain = address.substring(at + 1);
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(local)) {
            return new GeneralNames(new GeneralName(GeneralName.rfc822Name, local + "@" + IDN.toASCII(domain)));
        }
        var utf8 = new DERUTF8String(local + "@" + IDN.toASCII(domain));
        return new GeneralNames(new GeneralName(GeneralName.otherName, new OtherName(SMTP_UTF8_MAILBOX, utf8)));
    }

    private DERSequence usagePeriod(Duration period) {
        var fields = new ASN1EncodableVector();
        fields.add(new DERTaggedObject(false, 0, new DERGeneralizedTime(Date.from(notBefore))));
        fields.add(new DERTaggedObject(false, 1, new DERGeneralizedTime(Date.from(notBefore.plus(period)))));
        return new DERSequence(fields);
    }
}
