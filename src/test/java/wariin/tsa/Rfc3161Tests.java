package wariin.tsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.stream.Stream;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestClient;
import wariin.database.DatabaseTest;
import wariin.x509.Der;
import wariin.x509.OpenSsl;

@DatabaseTest
@DisplayName("RFC 3161 over HTTP: what is answered and what is refused, and how")
class Rfc3161Tests {
    private static final String QUERY = "application/timestamp-query";
    private static final byte[] NULL = {5, 0};
    private static final byte[] VERSION = Der.integer(1);
    private static final byte[] GOOD = imprint("2.16.840.1.101.3.4.2.1", NULL, 32);
    private static final byte[] EXTENSIONS = Der.of(Der.CONTEXT, Der.extension("1.2.3.4", false, new byte[] {5, 0}));
    private static final byte[] CRITICAL = Der.of(Der.CONTEXT, Der.extension("1.2.3.4", true, new byte[] {5, 0}));

    @TempDir
    Path folder;

    @Autowired
    TimeStampAuthority tsa;

    @Autowired
    CertificationAuthority authority;

    @Value("${wariin.base-url}")
    String base;

    private TestClient client;

    @BeforeEach
    void openTheClient() {
        client = TestClient.of(base);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("nothing at all", PKIFailureInfo.badDataFormat, new byte[0]),
                refusal("no DER", PKIFailureInfo.badDataFormat, new byte[] {1, 2, 3}),
                refusal("a sequence cut short", PKIFailureInfo.badDataFormat, new byte[] {0x30, 0x40, 2, 1, 1}),
                refusal("an indefinite length", PKIFailureInfo.badDataFormat, new byte[] {0x30, (byte) 0x80, 0, 0}),
                refusal("a version alone", PKIFailureInfo.badDataFormat, Der.sequence(VERSION)),
                refusal("bytes after the end", PKIFailureInfo.badDataFormat, join(Der.sequence(VERSION, GOOD), NULL)),
                refusal("version 0", PKIFailureInfo.badRequest, Der.sequence(Der.integer(0), GOOD)),
                refusal("version 2", PKIFailureInfo.badRequest, Der.sequence(Der.integer(2), GOOD)),
                refusal("a short SHA-256", PKIFailureInfo.badDataFormat, sha2("1", 31)),
                refusal("a long SHA-256", PKIFailureInfo.badDataFormat, sha2("1", 33)),
                refusal("a SHA-512 of the length of SHA-256", PKIFailureInfo.badDataFormat, sha2("3", 32)),
                refusal("an empty hash", PKIFailureInfo.badDataFormat, sha2("1", 0)),
                refusal("SHA-224", PKIFailureInfo.badAlg, sha2("4", 28)),
                refusal("SHA-512/256", PKIFailureInfo.badAlg, sha2("6", 32)),
                refusal("SHA-1", PKIFailureInfo.badAlg, request(imprint("1.3.14.3.2.26", NULL, 20))),
                refusal("MD5", PKIFailureInfo.badAlg, request(imprint("1.2.840.113549.2.5", NULL, 16))),
                refusal("an unknown hash", PKIFailureInfo.badAlg, request(imprint("1.2.3.4.5", NULL, 32))),
                refusal(
                        "parameters of the hash",
                        PKIFailureInfo.badDataFormat,
                        request(imprint("2.16.840.1.101.3.4.2.1", Der.integer(1), 32))),
                refusal("another policy", PKIFailureInfo.unacceptedPolicy, request(GOOD, Der.oid("1.2.3.4"))),
                refusal("an extension", PKIFailureInfo.unacceptedExtension, request(GOOD, EXTENSIONS)),
                refusal("a critical extension", PKIFailureInfo.unacceptedExtension, request(GOOD, CRITICAL)),
                refusal(
                        "fields in another order",
                        PKIFailureInfo.badDataFormat,
                        request(GOOD, Der.integer(7), Der.oid("1.2.3.4"))),
                refusal("a nonce twice", PKIFailureInfo.badDataFormat, request(GOOD, Der.integer(7), Der.integer(7))),
                refusal("a nonce that is padded", PKIFailureInfo.badDataFormat, request(GOOD, new byte[] {2, 2, 0, 1
                })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, int failure, byte[] request) throws Exception {
        for (var unit : tsa.certificates().keySet()) {
            var reply = client.post("/tsa/" + unit, QUERY, request);

            var response = new TimeStampResponse(reply.body());
            assertThat(reply.statusCode()).isEqualTo(200);
            assertThat(response.getStatus()).isEqualTo(PKIStatus.REJECTION);
            assertThat(response.getFailInfo().intValue()).isEqualTo(failure);
            assertThat(response.getTimeStampToken()).isNull();
            assertThat(response.getStatusString()).isNotBlank();
        }
    }

    @Test
    void refusesBelowHttpWhatIsNoQuery() {
        assertThat(client.post("/tsa", QUERY, new byte[9000]).statusCode()).isEqualTo(413);
        assertThat(client.post("/tsa", "text/plain", new byte[9]).statusCode()).isEqualTo(415);
        assertThat(client.post("/tsa", QUERY + "x", new byte[9]).statusCode()).isEqualTo(415);
        assertThat(client.post("/tsa/nobody", QUERY, new byte[9]).statusCode()).isEqualTo(404);
        assertThat(client.get("/tsa").statusCode()).isGreaterThanOrEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-1", "127", "128", "-128", "340282366920938463463374607431768211455"})
    void bringsTheNonceBackBitByBit(BigInteger nonce) throws Exception {
        var response = respond("/tsa", request(GOOD, Der.integer(nonce)));

        assertThat(response.getTimeStampToken().getTimeStampInfo().getNonce()).isEqualTo(nonce);
    }

    @Test
    void givesTheCertificateOnlyWhereItIsWanted() throws Exception {
        var yes = new byte[] {1, 1, -1};
        var no = new byte[] {1, 1, 0};

        assertThat(certificates(request(GOOD, yes))).isEqualTo(1);
        assertThat(certificates(request(GOOD, no))).isZero();
        assertThat(certificates(request(GOOD))).isZero();
    }

    @Test
    void takesAHashWithAndWithoutItsNullParameters() throws Exception {
        assertThat(respond("/tsa", request(GOOD)).getTimeStampToken()).isNotNull();
        assertThat(respond("/tsa", request(imprint("2.16.840.1.101.3.4.2.1", new byte[0], 32)))
                        .getTimeStampToken())
                .isNotNull();
    }

    /// OpenSSL for ECDSA and RSA; Bouncy Castle for all, ML-DSA with them.
    @Test
    void stampsByEachUnitWhatOthersVerify() throws Exception {
        assertThat(tsa.certificates()).containsKeys("tsu-1", "tsu-rsa-1", "tsu-q-1");
        for (var unit : tsa.certificates().entrySet()) {
            for (var digest : new String[] {"SHA-256", "SHA-384", "SHA-512"})
                verify(unit.getKey(), unit.getValue(), digest);
        }
    }

    private void verify(String name, X509Certificate certificate, String digest) throws Exception {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        var hash = MessageDigest.getInstance(digest).digest("契約書".getBytes("UTF-8"));
        var oid = switch (digest) {
            case "SHA-256" -> TSPAlgorithms.SHA256;
            case "SHA-384" -> TSPAlgorithms.SHA384;
            default -> TSPAlgorithms.SHA512;
        };
        var request = generator.generate(oid, hash, BigInteger.valueOf(4711));

        var response = respond("/tsa/" + name, request.getEncoded());

        response.validate(request);
        var token = response.getTimeStampToken();
        var signer = token.toCMSSignedData().getSignerInfos().iterator().next();
        assertThat(signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(new X509CertificateHolder(certificate.getEncoded()))))
                .isTrue();
        assertThat(token.getTimeStampInfo().getTsa()).isNotNull();
        assertThat(token.getTimeStampInfo().getGenTimeAccuracy().getMillis()).isEqualTo(500);
        if (!certificate.getPublicKey().getAlgorithm().startsWith("ML-DSA")) openSsl(request, response, certificate);
    }

    private void openSsl(TimeStampRequest request, TimeStampResponse response, X509Certificate unit) throws Exception {
        Files.write(folder.resolve("q.tsq"), request.getEncoded());
        Files.write(folder.resolve("r.tsr"), response.getEncoded());
        var chain = authority.chain(unit);
        var between = new StringBuilder();
        for (var one : chain.subList(0, chain.size() - 1)) between.append(pem(one));
        Files.writeString(folder.resolve("between.pem"), between);
        Files.writeString(folder.resolve("root.pem"), pem(chain.getLast()));
        var verified = new OpenSsl(folder)
                .run(
                        "ts",
                        "-verify",
                        "-queryfile",
                        "q.tsq",
                        "-in",
                        "r.tsr",
                        "-CAfile",
                        "root.pem",
                        "-untrusted",
                        "between.pem");
        assertThat(verified.output()).contains("Verification: OK");
    }

    private int certificates(byte[] request) throws Exception {
        var token = respond("/tsa", request).getTimeStampToken();
        return token.getCertificates().getMatches(null).size();
    }

    private TimeStampResponse respond(String path, byte[] request) throws Exception {
        var reply = client.post(path, QUERY, request);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type")).contains("application/timestamp-reply");
        assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
        return new TimeStampResponse(reply.body());
    }

    private static String pem(X509Certificate certificate) throws Exception {
        var base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    private static Arguments refusal(String what, int failure, byte[] request) {
        return Arguments.of(what, failure, request);
    }

    private static byte[] sha2(String last, int length) {
        return request(imprint("2.16.840.1.101.3.4.2." + last, NULL, length));
    }

    private static byte[] request(byte[]... fields) {
        return Der.sequence(Der.integer(1), join(fields));
    }

    private static byte[] imprint(String oid, byte[] parameters, int length) {
        return Der.sequence(Der.sequence(Der.oid(oid), parameters), Der.octets(new byte[length]));
    }

    private static byte[] join(byte[]... parts) {
        var all = new java.io.ByteArrayOutputStream();
        for (var part : parts) all.writeBytes(part);
        return all.toByteArray();
    }
}
