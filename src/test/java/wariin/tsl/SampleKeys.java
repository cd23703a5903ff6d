package wariin.tsl;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import wariin.x509.Certificates;
import wariin.x509.SignatureAlgorithm;

/// Keys with certificates for sample lists, new in each run.
public final class SampleKeys {
    private static final AtomicLong SERIAL = new AtomicLong(1000);

    /// A key, its certificate, and the signer of lists that it may be.
    public record Holder(KeyPair keys, X509Certificate certificate) implements ListSigner {

        @Override
        public SignatureAlgorithm algorithm() {
            return SignatureAlgorithm.of(keys.getPublic());
        }

        @Override
        public byte[] sign(byte[] toBeSigned) {
            try {
                var signature = Signature.getInstance(algorithm().jcaName());
                signature.initSign(keys.getPrivate());
                signature.update(toBeSigned);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// What a certificate is for.
    public enum Use {
        AUTHORITY,
        LIST_SIGNER,
        TIME_STAMPS,
        PERSON
    }

    private SampleKeys() {}

    public static KeyPair ec(String curve) {
        return keys("EC", new ECGenParameterSpec(curve));
    }

    public static KeyPair rsa() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Self-signed, good for ten years from a day ago.
    public static Holder selfSigned(String name, KeyPair keys, Use use, Instant now) {
        var from = now.minus(Duration.ofDays(1));
        return new Holder(keys, certificate(name, keys, null, use, from, from.plus(Duration.ofDays(3650))));
    }

    public static Holder issued(String name, Holder issuer, Use use, Instant from, Instant to) {
        var keys = ec("secp256r1");
        return new Holder(keys, certificate(name, keys, issuer, use, from, to));
    }

    private static KeyPair keys(String algorithm, ECGenParameterSpec curve) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(curve);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Without an issuer, self-signed.
    public static X509Certificate certificate(
            String name, KeyPair keys, Holder issuer, Use use, Instant from, Instant to) {
        try {
            var issuerName = issuer == null
                    ? new X500Name(name)
                    : X500Name.getInstance(
                            issuer.certificate().getSubjectX500Principal().getEncoded());
            var issuerKeys = issuer == null ? keys : issuer.keys();
            var identifiers = new JcaX509ExtensionUtils();
            var builder = new JcaX509v3CertificateBuilder(
                            issuerName,
                            BigInteger.valueOf(SERIAL.incrementAndGet()),
                            Date.from(from),
                            Date.from(to),
                            new X500Name(name),
                            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(keys.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
            extensions(builder, use);
            var algorithm = SignatureAlgorithm.of(issuerKeys.getPublic()).jcaName();
            var signer = new JcaContentSignerBuilder(algorithm).build(issuerKeys.getPrivate());
            return Certificates.parse(builder.build(signer).getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void extensions(X509v3CertificateBuilder builder, Use use) throws Exception {
        switch (use) {
            case AUTHORITY ->
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            case LIST_SIGNER ->
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .addExtension(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(
                                        KeyPurposeId.getInstance(new ASN1ObjectIdentifier(Names.LIST_SIGNING))));
            case TIME_STAMPS ->
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .addExtension(
                                Extension.extendedKeyUsage,
                                true,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            case PERSON -> builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
        }
    }
}
