package wariin.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wariin.timestamp.TimeStampQuery.Reading;
import wariin.x509.OpenSsl;
import wariin.x509.TestAuthority;

class TokenTemplateTests {
    private static final TestAuthority ROOT = TestAuthority.root("secp384r1");
    private static final String POLICY = "2.25.1234.2.1";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "RSA"})
    void isVerifiedByOpenSslAndBouncyCastleAndIsNeverLongerThanAnnounced(String algorithm) throws Exception {
        var keys = TestAuthority.keys(algorithm);
        var unit = ROOT.issue(ROOT.unit(keys));
        var template = new TokenTemplate(unit, POLICY, Duration.ofMillis(500));
        var hash = MessageDigest.getInstance("SHA-256").digest("契約書".getBytes("UTF-8"));
        var at = Instant.now();
        var serial = BigInteger.ONE.shiftLeft(64).add(BigInteger.TEN);

        var der = template.token(
                TimeStampQuery.over(ImprintAlgorithm.SHA_256, hash), serial, at, message -> sign(keys, message));

        var token = new TimeStampToken(new CMSSignedData(der));
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(new X509CertificateHolder(unit.getEncoded())));
        assertThat(token.getTimeStampInfo().getSerialNumber()).isEqualTo(serial);
        assertThat(token.getTimeStampInfo().getGenTime()).isEqualTo(Date.from(at));
        assertThat(token.getTimeStampInfo().getGenTimeAccuracy().getMillis()).isEqualTo(500);
        assertThat(token.getTimeStampInfo().getPolicy().getId()).isEqualTo(POLICY);
        assertThat(der.length).isLessThanOrEqualTo(template.tokenSize()).isGreaterThan(template.tokenSize() - 20);
        Files.write(folder.resolve("token.der"), der);
        Files.writeString(folder.resolve("file"), "契約書");
        writeRoot();
        var verified = new OpenSsl(folder)
                .run("ts", "-verify", "-data", "file", "-token_in", "-in", "token.der", "-CAfile", "root.pem");
        assertThat(verified.output()).contains("Verification: OK");
    }

    @ParameterizedTest
    @CsvSource({"sha256, true, true", "sha384, false, true", "sha512, true, false"})
    void answersOpenSslQueries(String digest, boolean nonce, boolean certificate) throws Exception {
        var keys = TestAuthority.keys("secp256r1");
        var unit = ROOT.issue(ROOT.unit(keys));
        var template = new TokenTemplate(unit, POLICY, Duration.ofMillis(500));
        Files.writeString(folder.resolve("file"), "contract");
        Files.write(folder.resolve("unit.cer"), unit.getEncoded());
        writeRoot();
        var openssl = new OpenSsl(folder);
        openssl.run("x509", "-inform", "DER", "-in", "unit.cer", "-out", "unit.pem");
        var arguments = new ArrayList<>(List.of("ts", "-query", "-data", "file", "-" + digest, "-out", "q.tsq"));
        if (!nonce) arguments.add("-no_nonce");
        if (certificate) arguments.add("-cert");
        openssl.run(arguments.toArray(String[]::new));
        var query = ((Reading.Understood) TimeStampQuery.read(Files.readAllBytes(folder.resolve("q.tsq")))).query();

        var token = template.token(query, BigInteger.TWO, Instant.now(), message -> sign(keys, message));
        Files.write(folder.resolve("r.tsr"), TokenTemplate.response(token));

        var verified = openssl.run(
                "ts",
                "-verify",
                "-queryfile",
                "q.tsq",
                "-in",
                "r.tsr",
                "-CAfile",
                "root.pem",
                "-untrusted",
                "unit.pem");
        assertThat(verified.output()).contains("Verification: OK");
        assertThat(query.nonce() != null).isEqualTo(nonce);
        assertThat(query.certificateWanted()).isEqualTo(certificate);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 20260102030405Z",
        "2026-01-02T03:04:05.100Z, 20260102030405.1Z",
        "2026-01-02T03:04:05.120Z, 20260102030405.12Z",
        "2026-01-02T03:04:05.020Z, 20260102030405.02Z",
        "2026-01-02T03:04:05.003Z, 20260102030405.003Z",
        "2026-01-02T03:04:05.023999Z, 20260102030405.023Z",
        "2026-01-02T03:04:05.123Z, 20260102030405.123Z"
    })
    void writesTimeWithoutTrailingZeros(String at, String expected) throws Exception {
        var keys = TestAuthority.keys("secp256r1");
        var template = new TokenTemplate(ROOT.issue(ROOT.unit(keys)), POLICY, Duration.ofSeconds(1));

        var der = template.token(
                TimeStampQuery.over(ImprintAlgorithm.SHA_256, new byte[32]),
                BigInteger.TWO,
                Instant.parse(at),
                message -> sign(keys, message));

        var info = new TimeStampToken(new CMSSignedData(der)).getTimeStampInfo().toASN1Structure();
        assertThat(info.getGenTime().getTimeString()).isEqualTo(expected);
    }

    /// OpenSSL's time-stamping knows no ML-DSA, so Bouncy Castle is the judge here.
    @ParameterizedTest
    @CsvSource({"ML-DSA-65, 3309", "ML-DSA-87, 4627"})
    void signsWithMlDsa(String algorithm, int signature) throws Exception {
        var keys = KeyPairGenerator.getInstance(algorithm, "SUN").generateKeyPair();
        var unit = ROOT.issue(ROOT.unit(keys));
        var template = new TokenTemplate(unit, POLICY, Duration.ofMillis(500));

        var der = template.token(
                TimeStampQuery.over(ImprintAlgorithm.SHA_512, new byte[64]),
                BigInteger.TWO,
                Instant.now(),
                message -> sign(keys, message));

        var token = new TimeStampToken(new CMSSignedData(der));
        var signer = token.toCMSSignedData().getSignerInfos().iterator().next();
        assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(new X509CertificateHolder(unit.getEncoded()))))
                .isTrue();
        assertThat(signer.getSignature()).hasSize(signature);
        assertThat(signer.getDigestAlgorithmID().getAlgorithm()).isEqualTo(NISTObjectIdentifiers.id_sha512);
        var attribute = signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        var identifier = SigningCertificateV2.getInstance(
                        attribute.getAttrValues().getObjectAt(0))
                .getCerts()[0];
        assertThat(identifier.getHashAlgorithm().getAlgorithm()).isEqualTo(NISTObjectIdentifiers.id_sha512);
        assertThat(identifier.getCertHash())
                .isEqualTo(MessageDigest.getInstance("SHA-512").digest(unit.getEncoded()));
    }

    @Test
    void saysItsNameAndThatItIsQualifiedWhereTheFormWantsIt() throws Exception {
        var keys = TestAuthority.keys("secp256r1");
        var unit = ROOT.issue(ROOT.unit(keys));
        var form = new TokenTemplate.Form(POLICY, Duration.ofSeconds(1), true, true);

        var der = new TokenTemplate(unit, form)
                .token(
                        TimeStampQuery.over(ImprintAlgorithm.SHA_256, new byte[32]),
                        BigInteger.TWO,
                        Instant.now(),
                        message -> sign(keys, message));

        var token = new TimeStampToken(new CMSSignedData(der));
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(new X509CertificateHolder(unit.getEncoded())));
        var info = token.getTimeStampInfo().toASN1Structure();
        assertThat(info.getTsa().getTagNo()).isEqualTo(GeneralName.directoryName);
        assertThat(info.getTsa().getName().toASN1Primitive().getEncoded())
                .isEqualTo(unit.getSubjectX500Principal().getEncoded());
        var statements = info.getExtensions().getExtension(Extension.qCStatements);
        assertThat(statements.isCritical()).isFalse();
        assertThat(QCStatement.getInstance(ASN1Sequence.getInstance(statements.getParsedValue())
                                .getObjectAt(0))
                        .getStatementId()
                        .getId())
                .isEqualTo("0.4.0.19422.1.1");
    }

    private static byte[] sign(KeyPair keys, byte[] message) {
        return TestAuthority.sign(keys, message);
    }

    private void writeRoot() throws Exception {
        Files.write(folder.resolve("root.cer"), ROOT.certificate().getEncoded());
        new OpenSsl(folder).run("x509", "-inform", "DER", "-in", "root.cer", "-out", "root.pem");
    }
}
