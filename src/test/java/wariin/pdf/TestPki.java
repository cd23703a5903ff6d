package wariin.pdf;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.jcajce.JcaCertificateID;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/// A small PKI for tests, new in each run: a root, an authority, signers, a time-stamp unit, OCSP and a CRL.
public final class TestPki {

    /// A key with its certificate and how it signs.
    public record Holder(KeyPair keys, X509Certificate certificate, String algorithm) {

        public byte[] sign(byte[] bytes) {
            return TestPki.sign(keys.getPrivate(), algorithm, bytes);
        }
    }

    public static final TestPki INSTANCE = new TestPki();

    private final Instant now = Instant.now();
    private long serial = now.toEpochMilli();
    public final Holder root = issue("CN=Test Root,O=Wariin Tests,C=JP", ec(), null, Kind.CA);
    public final Holder authority = issue("CN=Test Issuing,O=Wariin Tests,C=JP", ec(), root, Kind.CA);
    public final Holder unit = issue("CN=Test TSU,O=Wariin Tests,C=JP", ec(), authority, Kind.TSU);
    public final Holder signer = issue("CN=Hanako Test,O=Wariin Tests,C=JP", ec(), authority, Kind.SIGNER);
    public final Holder second = issue("CN=Taro Test,O=Wariin Tests,C=JP", ec(), authority, Kind.SIGNER);

    private enum Kind {
        CA,
        TSU,
        SIGNER
    }

    private TestPki() {}

    private static KeyPair ec() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Holder rsaSigner() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            return issue("CN=Rika Test,O=Wariin Tests,C=JP", generator.generateKeyPair(), authority, Kind.SIGNER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public List<X509Certificate> chain(Holder leaf) {
        return List.of(leaf.certificate, authority.certificate, root.certificate);
    }

    private Holder issue(String name, KeyPair keys, Holder issuer, Kind kind) {
        try {
            var algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            var issuerKey = issuer == null ? keys : issuer.keys;
            var utils = new JcaX509ExtensionUtils();
            var builder = new JcaX509v3CertificateBuilder(
                            issuer == null
                                    ? new X500Name(name)
                                    : new JcaX509CertificateHolder(issuer.certificate).getSubject(),
                            BigInteger.valueOf(serial++),
                            Date.from(now.minusSeconds(86400)),
                            Date.from(now.plusSeconds(86400L * 3650)),
                            new X500Name(name),
                            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
                    .addExtension(
                            Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(keys.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            utils.createAuthorityKeyIdentifier(issuerKey.getPublic()));
            switch (kind) {
                case CA ->
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                            .addExtension(
                                    Extension.keyUsage,
                                    true,
                                    new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign | KeyUsage.digitalSignature));
                case TSU ->
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                            .addExtension(
                                    Extension.extendedKeyUsage,
                                    true,
                                    new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
                case SIGNER -> builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
            }
            if (kind != Kind.CA) {
                var access = new AuthorityInformationAccess(
                        AccessDescription.id_ad_ocsp, address("http://test.invalid/ocsp"));
                builder.addExtension(Extension.authorityInfoAccess, false, access);
            } else if (issuer != null) {
                var place = new DistributionPointName(new GeneralNames(address("http://test.invalid/root.crl")));
                var point = new DistributionPoint(place, null, null);
                builder.addExtension(
                        Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
            }
            var encoded = builder.build(contentSigner(issuerKey.getPrivate())).getEncoded();
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return new Holder(keys, certificate, algorithm);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName address(String uri) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, uri);
    }

    private static ContentSigner contentSigner(PrivateKey key) throws Exception {
        return new JcaContentSignerBuilder(key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA")
                .build(key);
    }

    static byte[] sign(PrivateKey key, String algorithm, byte[] bytes) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A time-stamp token over a SHA-256.
    public byte[] stamp(byte[] sha256) {
        try {
            var info = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                    .build(contentSigner(unit.keys.getPrivate()), unit.certificate);
            var generator = new TimeStampTokenGenerator(info, sha1(), new ASN1ObjectIdentifier("1.2.392.999.1"));
            generator.addCertificates(new JcaCertStore(List.of(unit.certificate)));
            var request = new TimeStampRequestGenerator();
            request.setCertReq(true);
            var response = new TimeStampResponseGenerator(generator, TSPAlgorithms.ALLOWED)
                    .generate(request.generate(TSPAlgorithms.SHA256, sha256), BigInteger.valueOf(serial++), new Date());
            return response.getTimeStampToken().getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static DigestCalculator sha1() throws Exception {
        return new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
    }

    /// Chain, OCSP for the leaves, a CRL for the authority and one of the root.
    public ValidationData evidence(Holder leaf) {
        return new ValidationData(
                List.of(der(leaf), der(authority), der(root), der(unit)),
                List.of(ocsp(leaf), ocsp(unit)),
                List.of(crl(root), crl(authority)));
    }

    public static byte[] der(Holder holder) {
        try {
            return holder.certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] ocsp(Holder leaf) {
        try {
            BasicOCSPRespBuilder builder = new JcaBasicOCSPRespBuilder(authority.keys.getPublic(), sha1());
            builder.addResponse(
                    new JcaCertificateID(sha1(), authority.certificate, leaf.certificate.getSerialNumber()),
                    CertificateStatus.GOOD,
                    new Date(),
                    Date.from(now.plusSeconds(86400)));
            var basic = builder.build(
                    contentSigner(authority.keys.getPrivate()),
                    new X509CertificateHolder[] {new JcaX509CertificateHolder(authority.certificate)},
                    new Date());
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, basic)
                    .getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] crl(Holder issuer) {
        try {
            var builder = new JcaX509v2CRLBuilder(issuer.certificate, new Date());
            builder.setNextUpdate(Date.from(now.plusSeconds(86400L * 30)));
            builder.addCRLEntry(BigInteger.TWO, new Date(), CRLReason.superseded);
            return builder.build(contentSigner(issuer.keys.getPrivate())).getEncoded();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
