package wariin.demo;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certification authority that does not exist: its certificate is registered, and one that it issued can be asked
/// about. Its key ends with the demo.
final class SampleAuthority {

    private static final X500Name SUBJECT =
            new X500Name("C=JP,O=Sample Certification Authority Co.\\, Ltd.,CN=Sample Certification Authority");

    private final KeyPair pair;
    private final SecureRandom random;
    private final X509Certificate certificate;

    SampleAuthority(SecureRandom random, Instant now) {
        try {
            this.random = random;
            this.pair = pair();
            this.certificate = certificate(SUBJECT, pair.getPublic(), now, 3650, true);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException broken) {
            throw new IllegalStateException("The sample authority could not be made", broken);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    /// A certificate of a person in a sample company, valid from now for a year.
    X509Certificate issue(Instant now) {
        try {
            var subject = new X500Name("C=JP,O=Sample Trading Co.\\, Ltd.,CN=Sample Person");
            return certificate(subject, pair().getPublic(), now, 365, false);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException broken) {
            throw new IllegalStateException("The sample certificate could not be made", broken);
        }
    }

    private X509Certificate certificate(X500Name subject, PublicKey key, Instant from, int days, boolean authority)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var extensions = new JcaX509ExtensionUtils();
        var builder = new JcaX509v3CertificateBuilder(
                        SUBJECT,
                        new BigInteger(120, random).setBit(120),
                        Date.from(from.minus(1, ChronoUnit.MINUTES)),
                        Date.from(from.plus(days, ChronoUnit.DAYS)),
                        subject,
                        key)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority))
                .addExtension(
                        Extension.keyUsage,
                        true,
                        new KeyUsage(authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.nonRepudiation))
                .addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        extensions.createAuthorityKeyIdentifier(pair.getPublic()));
        PrivateKey signer = pair.getPrivate();
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer)));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
