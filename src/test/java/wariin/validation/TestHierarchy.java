package wariin.validation;

import eu.europa.esig.dss.crl.CRLUtils;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLToken;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPSource;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.util.CollectionStore;

/// A whole small hierarchy made afresh: root, issuing authority, OCSP responder, time-stamp authority and subscribers.
public final class TestHierarchy {

    public record Subscriber(KeyPair keys, X509Certificate certificate) {}

    private static final X500Name ROOT_NAME = new X500Name("CN=Test Root,O=Wariin Tests,C=JP");
    private static final X500Name ISSUER_NAME = new X500Name("CN=Test Issuing CA,O=Wariin Tests,C=JP");

    private final SecureRandom random = new SecureRandom();
    private final Instant start;
    private final Map<BigInteger, Instant> revoked = new HashMap<>();
    private final KeyPair rootKeys = keys();
    private final KeyPair issuerKeys = keys();
    private final KeyPair stampKeys = keys();
    private final KeyPair responderKeys = keys();
    private final X509Certificate root;
    private final X509Certificate issuer;
    private final X509Certificate stamp;
    private final X509Certificate responder;

    public TestHierarchy(Instant start) {
        this(start, Map.of());
    }

    /// @param critical further extensions of the issuing authority
    TestHierarchy(Instant start, Map<ASN1ObjectIdentifier, ASN1Encodable> critical) {
        this.start = start;
        root = authority(ROOT_NAME, ROOT_NAME, rootKeys, rootKeys, Map.of());
        issuer = authority(ISSUER_NAME, ROOT_NAME, issuerKeys, rootKeys, critical);
        stamp = special("CN=Test Time-Stamp Unit,O=Wariin Tests,C=JP", stampKeys, KeyPurposeId.id_kp_timeStamping);
        responder = special("CN=Test OCSP,O=Wariin Tests,C=JP", responderKeys, KeyPurposeId.id_kp_OCSPSigning);
    }

    public X509Certificate root() {
        return root;
    }

    X509Certificate issuer() {
        return issuer;
    }

    public Subscriber subscriber(String subject, Duration valid, String... policies) {
        var keys = keys();
        var builder = builder(new X500Name(subject), ISSUER_NAME, keys, valid);
        try {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
            var address = new GeneralNames(new GeneralName(GeneralName.rfc822Name, "signer@example.jp"));
            builder.addExtension(Extension.subjectAlternativeName, false, address);
            for (var policy : policies) {
                var information = new PolicyInformation(new ASN1ObjectIdentifier(policy));
                builder.addExtension(Extension.certificatePolicies, false, new CertificatePolicies(information));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new Subscriber(keys, certificate(builder, issuerKeys));
    }

    void revoke(X509Certificate certificate, Instant at) {
        revoked.put(certificate.getSerialNumber(), at);
    }

    /// Time-stamps as of now, SHA-256 or whatever is asked for.
    TimestampBinary stamp(DigestAlgorithm algorithm, byte[] digest) {
        try {
            var calculators = new JcaDigestCalculatorProviderBuilder().build();
            var sha256 = calculators.get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256));
            var info =
                    new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", stampKeys.getPrivate(), stamp);
            var tokens = new TimeStampTokenGenerator(info, sha256, new ASN1ObjectIdentifier("1.2.3.4"));
            tokens.addCertificates(new CollectionStore<>(java.util.List.of(new JcaX509CertificateHolder(stamp))));
            var request = new TimeStampRequestGenerator();
            request.setCertReq(true);
            var answer = new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                    .generate(
                            request.generate(new ASN1ObjectIdentifier(algorithm.getOid()), digest),
                            new BigInteger(64, random),
                            new Date());
            return new TimestampBinary(answer.getTimeStampToken().getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    OCSPSource ocsp() {
        return this::ocspAnswer;
    }

    private OCSPToken ocspAnswer(CertificateToken certificate, CertificateToken issuerToken) {
        if (!issuerToken.getCertificate().equals(issuer)) return null;
        try {
            var calculators = new JcaDigestCalculatorProviderBuilder().build();
            var id = new CertificateID(
                    calculators.get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer),
                    certificate.getSerialNumber());
            var at = revoked.get(certificate.getSerialNumber());
            CertificateStatus status =
                    at == null ? CertificateStatus.GOOD : new RevokedStatus(Date.from(at), CRLReason.keyCompromise);
            var sha1 = calculators.get(CertificateID.HASH_SHA1);
            var builder = new JcaBasicOCSPRespBuilder(responderKeys.getPublic(), sha1);
            builder.addResponse(id, status, new Date(), Date.from(Instant.now().plus(Duration.ofDays(7))));
            var holders = new org.bouncycastle.cert.X509CertificateHolder[] {new JcaX509CertificateHolder(responder)};
            var answer = builder.build(signer(responderKeys), holders, new Date());
            return new OCSPToken(answer, answer.getResponses()[0], certificate, issuerToken);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    CRLSource crl() {
        return (certificate, issuerToken) -> {
            try {
                if (!issuerToken.getCertificate().equals(root)) return null;
                var binary = CRLUtils.buildCRLBinary(rootCrl().getEncoded());
                return new CRLToken(certificate, CRLUtils.buildCRLValidity(binary, issuerToken));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private X509CRLHolder rootCrl() throws Exception {
        var builder = new JcaX509v2CRLBuilder(root.getSubjectX500Principal(), new Date());
        builder.setNextUpdate(Date.from(Instant.now().plus(Duration.ofDays(30))));
        builder.addExtension(Extension.cRLNumber, false, new org.bouncycastle.asn1.x509.CRLNumber(BigInteger.ONE));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(root));
        return builder.build(signer(rootKeys));
    }

    private X509Certificate authority(
            X500Name subject,
            X500Name by,
            KeyPair keys,
            KeyPair signing,
            Map<ASN1ObjectIdentifier, ASN1Encodable> critical) {
        var builder = builder(subject, by, keys, Duration.ofDays(3650));
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            for (var one : critical.entrySet()) builder.addExtension(one.getKey(), true, one.getValue());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return certificate(builder, signing);
    }

    private X509Certificate special(String subject, KeyPair keys, KeyPurposeId purpose) {
        var builder = builder(new X500Name(subject), ISSUER_NAME, keys, Duration.ofDays(3000));
        try {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
            if (purpose == KeyPurposeId.id_kp_OCSPSigning) {
                builder.addExtension(
                        OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, org.bouncycastle.asn1.DERNull.INSTANCE);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return certificate(builder, issuerKeys);
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, X500Name by, KeyPair keys, Duration valid) {
        var builder = new JcaX509v3CertificateBuilder(
                by,
                new BigInteger(120, random).setBit(119),
                Date.from(start),
                Date.from(start.plus(valid)),
                subject,
                keys.getPublic());
        try {
            // Where a status would be had; nobody listens there, and nobody must ask.
            var crl = new GeneralName(GeneralName.uniformResourceIdentifier, "http://127.0.0.1:9/crl");
            var point = new DistributionPoint(new DistributionPointName(new GeneralNames(crl)), null, null);
            builder.addExtension(
                    Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {point}));
            var ocsp = new GeneralName(GeneralName.uniformResourceIdentifier, "http://127.0.0.1:9/ocsp");
            var access = new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, ocsp);
            builder.addExtension(Extension.authorityInfoAccess, false, access);
            var extensions = new JcaX509ExtensionUtils();
            var issuing = by.equals(ROOT_NAME) ? rootKeys : issuerKeys;
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(keys.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    extensions.createAuthorityKeyIdentifier(issuing.getPublic()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return builder;
    }

    private static X509Certificate certificate(JcaX509v3CertificateBuilder builder, KeyPair signing) {
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(signing)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(KeyPair keys) throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
