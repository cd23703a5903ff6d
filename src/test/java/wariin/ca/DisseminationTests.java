package wariin.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.ca.authority.AssuranceLevel;
import wariin.ca.authority.PolicyArc;
import wariin.ca.revocation.RevocationReason;
import wariin.database.DatabaseTest;
import wariin.x509.Certificates;
import wariin.x509.Der;
import wariin.x509.KeyIdentifier;
import wariin.x509.OpenSsl;
import wariin.x509.SerialNumber;
import wariin.x509.StatusRequest.CertificateId;

@DatabaseTest
class DisseminationTests {
    @TempDir
    Path folder;

    @Autowired
    CertificationAuthority authority;

    @Value("${wariin.base-url}")
    String base;

    private TestClient client;
    private OpenSsl openssl;
    private X509Certificate leaf;

    @BeforeEach
    void issueAndFetch() throws IOException {
        client = TestClient.of(base);
        openssl = new OpenSsl(folder);
        leaf = authority.issue(TestSubscribers.request());
        Files.write(folder.resolve("leaf.cer"), Certificates.encoded(leaf));
        Files.write(
                folder.resolve("issuing.cer"), client.get("/pki/issuing.cer").body());
        Files.write(folder.resolve("root.pem"), client.get("/pki/root.pem").body());
        pem("leaf");
        pem("issuing");
    }

    @Test
    void opensslAcceptsTheChainWithAllLists() throws IOException {
        var pems = new StringBuilder();
        var between = new StringBuilder();
        for (var name : new String[] {"issuing", "time-stamping"}) {
            between.append(new String(client.get("/pki/" + name + ".pem").body(), StandardCharsets.US_ASCII));
        }
        Files.writeString(folder.resolve("between.pem"), between);
        for (var name : new String[] {"root", "issuing", "time-stamping"}) {
            var path = name.equals("issuing") ? listPath(leaf) : "/pki/" + name + ".crl";
            Files.write(folder.resolve(name + ".crl"), client.get(path).body());
            pems.append(
                    openssl.run("crl", "-inform", "DER", "-in", name + ".crl").output());
        }
        Files.writeString(folder.resolve("all.pem"), pems);
        Files.write(
                folder.resolve("unit.cer"),
                Certificates.encoded(authority.timeStampingUnit().certificate()));
        pem("unit");

        var verified = openssl.run(
                "verify",
                "-x509_strict",
                "-crl_check_all",
                "-CAfile",
                "root.pem",
                "-untrusted",
                "between.pem",
                "-CRLfile",
                "all.pem",
                "leaf.pem",
                "unit.pem");
        var list = openssl.run(
                "crl", "-inform", "DER", "-in", "issuing.crl", "-CAfile", "issuing.pem", "-noout", "-crlnumber");

        assertThat(verified).isEqualTo(new OpenSsl.Result(0, "leaf.pem: OK\nunit.pem: OK\n"));
        assertThat(list.output()).contains("verify OK", "crlNumber=");
    }

    @ParameterizedTest
    @CsvSource({"sha1, -nonce", "sha256, -nonce", "sha1, -no_nonce", "sha256, -no_nonce"})
    void opensslSeesARevocationAtOnce(String digest, String nonce) throws IOException {
        var before = ocsp(digest, nonce);
        authority.revoke(SerialNumber.of(leaf), RevocationReason.KEY_COMPROMISE, "test");
        var after = ocsp(digest, nonce);

        assertThat(before).contains("Response verify OK", "leaf.pem: good").doesNotContain("WARNING");
        assertThat(after).contains("Response verify OK", "leaf.pem: revoked", "Reason: keyCompromise");
        await().untilAsserted(() -> assertThat(
                        Certificates.parseList(client.get(listPath(leaf)).body())
                                .isRevoked(leaf))
                .isTrue());
    }

    @Test
    void neverCallsAnUnknownCertificateGood() {
        var unknown = openssl.run(
                "ocsp",
                "-issuer",
                "issuing.pem",
                "-serial",
                "0x4" + "1".repeat(39),
                "-url",
                base + "/ocsp",
                "-CAfile",
                "root.pem");
        // The number is known, but under another issuer.
        var elsewhere = openssl.run(
                "ocsp",
                "-issuer",
                "root.pem",
                "-serial",
                "0x" + SerialNumber.of(leaf),
                "-url",
                base + "/ocsp",
                "-CAfile",
                "root.pem");

        assertThat(unknown.output()).contains("Response verify OK", ": unknown");
        assertThat(elsewhere.output()).contains("Response verify OK", ": unknown");
    }

    @Test
    void answersByGetHoweverTheSlashesAreWritten() throws Exception {
        openssl.run("ocsp", "-issuer", "issuing.pem", "-cert", "leaf.pem", "-no_nonce", "-reqout", "q.der");
        var base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(folder.resolve("q.der")));
        var escaped = base64.replace("/", "%2F").replace("+", "%2B").replace("=", "%3D");

        var response = client.get("/ocsp/" + escaped);
        var again = client.get("/ocsp/" + base64);
        var known = client.get(
                "/ocsp/" + escaped,
                "If-None-Match",
                response.headers().firstValue("ETag").orElseThrow());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/ocsp-response");
        assertThat(response.headers().firstValue("Cache-Control"))
                .get()
                .asString()
                .contains("max-age=", "public");
        assertThat(response.headers().map()).containsKeys("Last-Modified", "Expires", "ETag");
        assertThat(again.body()).isEqualTo(response.body());
        assertThat(known.statusCode()).isEqualTo(304);
        var answer = (BasicOCSPResp) new OCSPResp(response.body()).getResponseObject();
        assertThat(answer.getResponses()[0].getCertStatus()).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing, '', 1",
        "no DER, 010203, 1",
        "an empty sequence, 3000, 1",
    })
    void refusesWhatIsNoRequest(String what, String hex, int status) throws IOException {
        var response =
                client.post("/ocsp", "application/ocsp-request", HexFormat.of().parseHex(hex));

        assertThat(new OCSPResp(response.body()).getStatus()).isEqualTo(status);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void refusesToAnswerForAnotherAuthority() throws IOException {
        var id = CertificateId.of("SHA-256", new byte[32], new byte[32], SerialNumber.of(leaf));
        var request = Der.sequence(Der.sequence(Der.sequence(Der.sequence(id.encoded()))));

        assertThat(new OCSPResp(client.post("/ocsp", "application/ocsp-request", request)
                                .body())
                        .getStatus())
                .isEqualTo(6);
    }

    @Test
    void answersSeveralAtOnceButNotTooMuch() throws Exception {
        var issuer = authority.authorities().get("issuing");
        var name = KeyIdentifier.ofName("SHA-1", issuer.getSubjectX500Principal());
        var id = CertificateId.of(
                        "SHA-1", name, KeyIdentifier.hash("SHA-1", issuer.getPublicKey()), SerialNumber.of(leaf))
                .encoded();
        var two = Der.sequence(Der.sequence(Der.sequence(Der.sequence(id), Der.sequence(id))));

        var answer = (BasicOCSPResp) new OCSPResp(
                        client.post("/ocsp", "application/ocsp-request", two).body())
                .getResponseObject();
        var large = client.post("/ocsp", "application/ocsp-request", new byte[9000]);

        assertThat(answer.getResponses()).hasSize(2);
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void showsItsPagesInTwoLanguages() {
        assertThat(page("/pki?lang=ja")).contains("認証局", "フィンガープリント").doesNotContain("??");
        assertThat(page("/pki?lang=en"))
                .contains("Certification authorities", "Show the record")
                .doesNotContain("??");
        assertThat(page("/pki/cps?lang=ja")).contains("認証業務運用規程", "730").doesNotContain("??");
        assertThat(page("/pki/cps?lang=en"))
                .contains(PolicyArc.RELEASED.of(AssuranceLevel.EMAIL_CONFIRMED), "one-time code");
        assertThat(client.get("/pki/nobody.crl").statusCode()).isEqualTo(404);
    }

    /// Where the certificate says that its list is.
    private String listPath(X509Certificate certificate) {
        var points = CRLDistPoint.getInstance(DEROctetString.getInstance(certificate.getExtensionValue("2.5.29.31"))
                .getOctets());
        var names = GeneralNames.getInstance(
                points.getDistributionPoints()[0].getDistributionPoint().getName());
        return names.getNames()[0].getName().toString().substring(base.length());
    }

    private String page(String path) {
        return new String(client.get(path, "Accept", "text/html").body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private String ocsp(String digest, String nonce) {
        return openssl.run(
                        "ocsp",
                        "-" + digest,
                        "-issuer",
                        "issuing.pem",
                        "-cert",
                        "leaf.pem",
                        nonce,
                        "-url",
                        base + "/ocsp",
                        "-CAfile",
                        "root.pem")
                .output();
    }

    private void pem(String name) {
        openssl.run("x509", "-inform", "DER", "-in", name + ".cer", "-out", name + ".pem");
    }
}
