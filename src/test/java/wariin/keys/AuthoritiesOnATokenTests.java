package wariin.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.file.Files;
import java.util.List;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestClient;
import wariin.database.DatabaseTest;
import wariin.database.TestDatabase;
import wariin.doctor.Doctor;
import wariin.doctor.Finding;
import wariin.keys.pkcs11.SoftToken;

/// The whole platform whose authorities and units live in a PKCS #11 token, and what happens when it is pulled out.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=authorities-on-a-token")
class AuthoritiesOnATokenTests {

    @DynamicPropertySource
    static void useTheToken(DynamicPropertyRegistry properties) throws Exception {
        SoftToken.insert();
        var pin = TestDatabase.temporaryFolder("wariin-pin").resolve("pin");
        Files.writeString(pin, SoftToken.PIN + "\n");
        properties.add("wariin.keys.pkcs11.library", SoftToken.LIBRARY::toString);
        properties.add("wariin.keys.pkcs11.pin-file", pin::toString);
        properties.add("wariin.keys.pkcs11.label", () -> "wariin-kek-authorities");
        properties.add("wariin.keys.pkcs11.authority-keys", () -> "token");
    }

    @Autowired
    CertificationAuthority authority;

    @Autowired
    SubscriberKeys subscribers;

    @Autowired
    AuthorityKeys authorities;

    @Autowired
    Doctor doctor;

    @Autowired
    JdbcTemplate sql;

    @Value("${wariin.base-url}")
    String base;

    private TestClient client;

    @BeforeEach
    void openTheClient() {
        client = TestClient.of(base);
    }

    @AfterEach
    void putBack() throws Exception {
        if (SoftToken.isAway()) SoftToken.putBack();
    }

    @Test
    void keepsAllButLatticeAndLogKeysInTheToken() {
        var wrapped = sql.queryForList(
                "select distinct algorithm from keys_key where purpose is not null and token_label is null",
                String.class);
        var inToken =
                sql.queryForList("select distinct algorithm from keys_key where token_label is not null", String.class);

        assertThat(wrapped).isSubsetOf("ED25519", "ML_DSA_65", "ML_DSA_87");
        assertThat(inToken).contains("EC_P256", "EC_P384", "RSA_3072");
    }

    @Test
    void signsNothingWhileTheTokenIsAwayAndGoesOnWhenItIsBack() throws Exception {
        assertThat(timeStamp("/tsa")).isZero();
        assertThat(timeStamp("/tsa/tsu-rsa-1")).isZero();
        assertThat(timeStamp("/tsa/tsu-q-1")).isZero();
        assertThat(status()).isEqualTo(OCSPResp.SUCCESSFUL);
        assertThat(keysVerdict()).isEqualTo(Finding.Verdict.HEALTHY);
        var root = authorities.find("ca:root").orElseThrow().id();

        SoftToken.remove();

        assertThat(timeStamp("/tsa")).isEqualTo(PKIFailureInfo.systemFailure);
        assertThat(timeStamp("/tsa/tsu-rsa-1")).isEqualTo(PKIFailureInfo.systemFailure);
        assertThat(status()).isEqualTo(OCSPResp.TRY_LATER);
        assertThat(keysVerdict()).isEqualTo(Finding.Verdict.SICK);
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> authorities.sign(root, new byte[9]))
                .withMessageContaining("no initialised token");
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> authorities.generate(KeyAlgorithm.EC_P256, "ca:while-away"));
        assertThatExceptionOfType(KeysUnusable.class)
                .isThrownBy(() -> subscribers.generate(KeyAlgorithm.EC_P256, "credential-9", "user-9"));
        assertThat(authorities.find("ca:while-away")).isEmpty();

        SoftToken.putBack();
        Thread.sleep(1100);

        assertThat(timeStamp("/tsa")).isZero();
        assertThat(timeStamp("/tsa/tsu-rsa-1")).isZero();
        assertThat(status()).isEqualTo(OCSPResp.SUCCESSFUL);
        assertThat(keysVerdict()).isEqualTo(Finding.Verdict.HEALTHY);
    }

    /// The failure; zero if a token came back.
    private int timeStamp(String path) throws Exception {
        var request = new TimeStampRequestGenerator().generate(TSPAlgorithms.SHA256, new byte[32], BigInteger.TEN);
        var reply = client.post(path, "application/timestamp-query", request.getEncoded());
        var response = new TimeStampResponse(reply.body());
        response.validate(request);
        return response.getTimeStampToken() == null ? response.getFailInfo().intValue() : 0;
    }

    /// With a nonce, so that no kept answer is given.
    private int status() throws Exception {
        var unit = authority.timeStampingUnit().certificate();
        var issuer = authority.chain(unit).get(1);
        var id = new CertificateID(
                new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                new X509CertificateHolder(issuer.getEncoded()),
                unit.getSerialNumber());
        var nonce =
                new org.bouncycastle.asn1.DEROctetString(List.of(1).toString().getBytes());
        var extension = new org.bouncycastle.asn1.x509.Extension(
                org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, nonce.getEncoded());
        var request = new OCSPReqBuilder()
                .addRequest(id)
                .setRequestExtensions(new org.bouncycastle.asn1.x509.Extensions(extension))
                .build();
        var reply = client.post("/ocsp", "application/ocsp-request", request.getEncoded());
        return new OCSPResp(reply.body()).getStatus();
    }

    private Finding.Verdict keysVerdict() {
        return doctor.examine().stream()
                .filter(result -> result.name().equals("keys"))
                .map(result -> result.finding().verdict())
                .findFirst()
                .orElseThrow();
    }
}
