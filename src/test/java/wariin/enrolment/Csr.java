package wariin.enrolment;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// Certification requests as programs make them.
public record Csr(KeyPair keys, byte[] der) {

    /// The same request, which also says what the key shall be for.
    public Csr with(int usage) {
        try {
            var old = new PKCS10CertificationRequest(der);
            var builder = new JcaPKCS10CertificationRequestBuilder(old.getSubject(), keys.getPublic());
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(old.getRequestedExtensions().getExtension(Extension.subjectAlternativeName));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            return signed(builder, extensions, keys);
        } catch (IOException | OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public static Csr dns(String... names) {
        return of("CN=" + names[0], GeneralName.dNSName, newKeys(), names);
    }

    public static Csr mail(String subject, String... addresses) {
        return of(subject, GeneralName.rfc822Name, newKeys(), addresses);
    }

    public static Csr of(String subject, int type, KeyPair keys, String... names) {
        try {
            var builder = new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic());
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(Arrays.stream(names)
                            .map(name -> new GeneralName(type, name))
                            .toArray(GeneralName[]::new)));
            return signed(builder, extensions, keys);
        } catch (IOException | OperatorCreationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Csr signed(
            JcaPKCS10CertificationRequestBuilder builder, ExtensionsGenerator extensions, KeyPair keys)
            throws IOException, OperatorCreationException {
        builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
        var algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        var signer = new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
        return new Csr(keys, builder.build(signer).getEncoded());
    }

    public static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String base64url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(der);
    }

    public String pem() {
        return "-----BEGIN CERTIFICATE REQUEST-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END CERTIFICATE REQUEST-----\n";
    }
}
