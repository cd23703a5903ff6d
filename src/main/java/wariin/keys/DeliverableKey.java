package wariin.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.KeyPair;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.jspecify.annotations.Nullable;

/// A key pair made for somebody else: it lives in memory until it is handed over in a PKCS #12 file that their
/// passphrase opens, and is forgotten then (RFC 7292; PBES2 of RFC 8018). For one thread.
///
/// Encrypted are key and certificates, by AES-256 in CBC mode with PBKDF2 over HMAC-SHA-256; the whole is held by an
/// HMAC-SHA-256. The passphrase is stretched as long for that one, since a guesser takes the cheapest way.
public final class DeliverableKey implements AutoCloseable {

    /// What OWASP asks of PBKDF2 with SHA-256, and the most that NSS accepts.
    private static final int ITERATIONS = 600_000;

    /// Not installed: it only turns these passphrases into keys.
    private static final Provider STRETCHING = new BouncyCastleProvider();

    private final KeyAlgorithm algorithm;
    private @Nullable KeyPair pair;

    private DeliverableKey(KeyAlgorithm algorithm, KeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
    }

    public static DeliverableKey generate(KeyAlgorithm algorithm) {
        return new DeliverableKey(algorithm, KeyPairs.generate(algorithm));
    }

    public PublicKey publicKey() {
        return held().getPublic();
    }

    /// A request for a certificate that proves possession of the key (PKCS #10, RFC 2986).
    public byte[] request(X500Principal subject) {
        var held = held();
        var body = new ByteArrayOutputStream();
        var signer = new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return new DefaultSignatureAlgorithmIdentifierFinder().find(algorithm.signatureAlgorithm());
            }

            @Override
            public OutputStream getOutputStream() {
                return body;
            }

            @Override
            public byte[] getSignature() {
                return KeyPairs.sign(algorithm, held.getPrivate(), held.getPublic(), body.toByteArray());
            }
        };
        try {
            return new JcaPKCS10CertificationRequestBuilder(subject, held.getPublic())
                    .build(signer)
                    .getEncoded();
        } catch (IOException impossible) {
            throw new KeysUnusable("A request could not be written", impossible);
        }
    }

    /// Key and chain in one file. The passphrase is the caller's to clear; nothing here keeps it.
    ///
    /// @param name how programs call the entry
    /// @param chain the certificate of this key first
    public byte[] pkcs12(char[] passphrase, String name, List<X509Certificate> chain) {
        if (!isReadableEverywhere(passphrase)) throw new IllegalArgumentException("Not a passphrase for every program");
        if (!chain.getFirst().getPublicKey().equals(publicKey())) {
            throw new IllegalArgumentException("The certificate is not of this key");
        }
        try {
            var certificates = new PKCS12SafeBag[chain.size()];
            for (var n = 0; n < certificates.length; n++) certificates[n] = bag(chain.get(n), n == 0 ? name : null);
            return new PKCS12PfxPduBuilder()
                    .addData(bag(name, passphrase))
                    .addEncryptedData(encryptor(passphrase), certificates)
                    .build(
                            new JcePKCS12MacCalculatorBuilder(NISTObjectIdentifiers.id_sha256)
                                    .setProvider(STRETCHING)
                                    .setIterationCount(ITERATIONS),
                            passphrase)
                    .getEncoded();
        } catch (IOException | CertificateException | OperatorCreationException | PKCSException impossible) {
            throw new KeysUnusable("A PKCS #12 file could not be made", impossible);
        }
    }

    /// Programs disagree on how letters beyond ASCII become octets, and a file that one of them cannot open is lost.
    public static boolean isReadableEverywhere(char[] passphrase) {
        for (var letter : passphrase) if (letter < ' ' || letter > '~') return false;
        return passphrase.length >= 12 && passphrase.length <= 128;
    }

    /// Forgets the key. Java gives no way to clear its objects; from here on nothing leads to it any more.
    @Override
    public void close() {
        pair = null;
    }

    private KeyPair held() {
        var held = pair;
        if (held == null) throw new IllegalStateException("The key has been forgotten");
        return held;
    }

    private PKCS12SafeBag bag(String name, char[] passphrase) throws OperatorCreationException {
        var secret = held().getPrivate().getEncoded();
        try {
            return new PKCS12SafeBagBuilder(PrivateKeyInfo.getInstance(secret), encryptor(passphrase))
                    .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name))
                    .addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, new DEROctetString(localId()))
                    .build();
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private PKCS12SafeBag bag(X509Certificate certificate, @Nullable String name)
            throws IOException, CertificateException {
        var bag = new PKCS12SafeBagBuilder(new JcaX509CertificateHolder(certificate));
        if (name != null) {
            bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_friendlyName, new DERBMPString(name));
            bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, new DEROctetString(localId()));
        }
        return bag.build();
    }

    /// Ties key and certificate together; any value that both carry will do.
    private static byte[] localId() {
        return new byte[] {1};
    }

    private static OutputEncryptor encryptor(char[] passphrase) throws OperatorCreationException {
        return new JcePKCSPBEOutputEncryptorBuilder(aes256())
                .setProvider(STRETCHING)
                .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
                .setIterationCount(ITERATIONS)
                .build(passphrase);
    }

    private static ASN1ObjectIdentifier aes256() {
        return NISTObjectIdentifiers.id_aes256_CBC;
    }
}
