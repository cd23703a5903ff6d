package wariin.inspection;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// An authority in memory whose certificates, lists and answers point to a server on this machine.
final class FixtureAuthority {

    static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    final KeyPair keys = ec();
    final String places;
    final X509Certificate root;
    private long serial = 1_000_000_000_000_000_000L;

    FixtureAuthority(String places) throws Exception {
        this.places = places;
        root = certificate("CN=Fixture Root,O=Fixture,C=JP", keys, true);
    }

    static KeyPair ec() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate issue(String name, KeyPair subject) throws Exception {
        return certificate(name, subject, false);
    }

    private X509Certificate certificate(String name, KeyPair subject, boolean authority) throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=Fixture Root,O=Fixture,C=JP"),
                BigInteger.valueOf(serial++).shiftLeft(20),
                Date.from(NOW.minus(Duration.ofDays(1))),
                Date.from(NOW.plus(Duration.ofDays(300))),
                new X500Name(name),
                subject.getPublic());
        if (authority) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        } else {
            builder.addExtension(Extension.cRLDistributionPoints, false, lists());
            builder.addExtension(Extension.authorityInfoAccess, false, access());
            var host = new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost"));
            builder.addExtension(Extension.subjectAlternativeName, false, host);
        }
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer(keys)));
    }

    private ASN1Encodable lists() {
        var name = new GeneralName(GeneralName.uniformResourceIdentifier, places + "/root.crl");
        return new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(new DistributionPointName(new GeneralNames(name)), null, null)
        });
    }

    private ASN1Encodable access() {
        return new AuthorityInformationAccess(new AccessDescription[] {
            new AccessDescription(
                    AccessDescription.id_ad_ocsp,
                    new GeneralName(GeneralName.uniformResourceIdentifier, places + "/ocsp")),
            new AccessDescription(
                    AccessDescription.id_ad_caIssuers,
                    new GeneralName(GeneralName.uniformResourceIdentifier, places + "/root.cer"))
        });
    }

    byte[] list(Instant from, Instant until, KeyPair signer) throws Exception {
        var builder = new JcaX509v2CRLBuilder(root, Date.from(from)).setNextUpdate(Date.from(until));
        return builder.build(signer(signer)).getEncoded();
    }

    byte[] answer(byte[] request, boolean revoked, Instant until, KeyPair signer) throws Exception {
        var digests = new JcaDigestCalculatorProviderBuilder().build();
        var asked = new OCSPReq(request).getRequestList()[0].getCertID();
        var builder = new JcaBasicOCSPRespBuilder(keys.getPublic(), digests.get(RespID.HASH_SHA1));
        var status = revoked ? new RevokedStatus(Date.from(NOW), CRLReason.keyCompromise) : CertificateStatus.GOOD;
        builder.addResponse(asked, status, Date.from(NOW.minusSeconds(60)), Date.from(until), null);
        var basic = builder.build(
                signer(signer), new JcaX509CertificateHolder[] {new JcaX509CertificateHolder(root)}, Date.from(NOW));
        return new OCSPRespBuilder().build(OCSPResp.SUCCESSFUL, basic).getEncoded();
    }

    private static ContentSigner signer(KeyPair keys) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }
}
