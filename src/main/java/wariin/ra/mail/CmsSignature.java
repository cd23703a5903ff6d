package wariin.ra.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Hashtable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import wariin.x509.SignatureAlgorithm;

/// Detached signatures over the parts of a letter (CMS, RFC 5652; RFC 8551, 2.5: signing time among what is signed).
final class CmsSignature {

    private CmsSignature() {}

    /// @param chain the signer's certificate first; without the root, which a reader has or does not trust
    /// @param key signs with the key of the first certificate
    static byte[] over(byte[] content, List<X509Certificate> chain, Instant at, UnaryOperator<byte[]> key) {
        var leaf = chain.getFirst();
        var table = new Hashtable<ASN1ObjectIdentifier, Attribute>();
        var time = new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at))));
        table.put(CMSAttributes.signingTime, time);
        try {
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(table)))
                    .build(signer(leaf, key), leaf));
            generator.addCertificates(new JcaCertStore(chain));
            return generator
                    .generate(new CMSProcessableByteArray(content), false)
                    .getEncoded("DER");
        } catch (CMSException | CertificateEncodingException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("A letter could not be signed", impossible);
        }
    }

    private static ContentSigner signer(X509Certificate leaf, UnaryOperator<byte[]> key) {
        var algorithm = AlgorithmIdentifier.getInstance(
                SignatureAlgorithm.of(leaf.getPublicKey()).identifier());
        var signed = new ByteArrayOutputStream();
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return algorithm;
            }

            @Override
            public OutputStream getOutputStream() {
                return signed;
            }

            @Override
            public byte[] getSignature() {
                return key.apply(signed.toByteArray());
            }
        };
    }
}
