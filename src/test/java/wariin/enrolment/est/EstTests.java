package wariin.enrolment.est;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.enrolment.Command;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;

/// curl and OpenSSL get certificates over EST and check them (RFC 7030).
@ProgramsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstTests {

    @Autowired
    ProgramDesk desks;

    @Value("${wariin.base-url}")
    String baseUrl;

    @TempDir
    Path folder;

    ProgramDesk.Open desk;
    ProgramDesk.Key key;

    @BeforeEach
    void openDesk() {
        if (desk != null) return;
        desk = desks.open("device/1", "est.example.jp");
        key = desks.key(desk, Protocol.EST);
    }

    @Test
    void enrolsAndReEnrolsADeviceThatOpenSslVerifies() throws Exception {
        authorities();
        request("printer.est.example.jp", "ec", "ec_paramgen_curve:P-256");
        var first = enrol("simpleenroll", key.secret());
        assertThat(first.output()).contains("HTTP/1.1 200").contains("smime-type=certs-only");
        certificate();
        assertThat(verified()).isEqualTo(new Command(0, "device.pem: OK\n"));
        assertThat(openssl("x509", "-in", "device.pem", "-noout", "-ext", "subjectAltName")
                        .output())
                .contains("DNS:printer.est.example.jp");

        request("printer.est.example.jp", "ec", "ec_paramgen_curve:P-256");
        var second = enrol(desk.id() + "/simplereenroll", key.secret());
        assertThat(second.output()).contains("HTTP/1.1 200");
        certificate();
        assertThat(verified()).isEqualTo(new Command(0, "device.pem: OK\n"));

        request("never.est.example.jp", "ec", "ec_paramgen_curve:P-256");
        assertThat(enrol("simplereenroll", key.secret()).output())
                .contains("HTTP/1.1 400")
                .contains("no valid certificate with these names");
    }

    @Test
    void saysWhatRequestsShouldBe() throws Exception {
        var answer = curl("/.well-known/est/csrattrs", "-o", "wishes.b64");

        assertThat(answer.output()).contains("application/csrattrs");
        Files.write(folder.resolve("wishes.der"), decoded("wishes.b64"));
        assertThat(openssl("asn1parse", "-inform", "DER", "-in", "wishes.der").output())
                .contains("id-ecPublicKey", "prime256v1", "ecdsa-with-SHA256");
    }

    @Test
    void refusesStrangersAndWrongSecrets() throws Exception {
        request("printer.est.example.jp", "ec", "ec_paramgen_curve:P-256");

        assertThat(enrol("simpleenroll", "wrong").output()).contains("HTTP/1.1 401", "WWW-Authenticate: Basic");
        var withoutAny = curl("/.well-known/est/simpleenroll", "--data-binary", "@r.b64");
        assertThat(withoutAny.output()).contains("HTTP/1.1 401");
        var other = desks.open("device/1", "other-est.example.jp");
        assertThat(enrol(other.id() + "/simpleenroll", key.secret()).output()).contains("HTTP/1.1 404");
    }

    @ParameterizedTest
    @CsvSource({
        "elsewhere.example.org, ec, ec_paramgen_curve:P-256, domain",
        "printer.est.example.jp, rsa, rsa_keygen_bits:2048, RSA key",
        "printer.est.example.jp, ec, ec_paramgen_curve:P-521, curve"
    })
    void refusesNamesOutsideTheRuleAndWeakKeys(String name, String algorithm, String option, String why)
            throws Exception {
        request(name, algorithm, option);

        var answer = enrol("simpleenroll", key.secret());

        assertThat(answer.output()).contains("HTTP/1.1 400").contains(why);
    }

    @Test
    void refusesWhatIsNoRequestAndWhatItDoesNotDo() throws Exception {
        Files.writeString(folder.resolve("r.b64"), "aGVsbG8=");

        assertThat(enrol("simpleenroll", key.secret()).output())
                .contains("HTTP/1.1 400", "not a certification request");
        assertThat(enrol("serverkeygen", key.secret()).output()).contains("HTTP/1.1 501", "Keys are made where");
        assertThat(enrol("fullcmc", key.secret()).output()).contains("HTTP/1.1 501");
        var json = curl(
                "/.well-known/est/simpleenroll",
                "-u",
                key.key().id() + ":" + key.secret(),
                "-H",
                "Content-Type: application/json",
                "--data-binary",
                "{}");
        assertThat(json.output()).contains("HTTP/1.1 415");
    }

    private void authorities() throws Exception {
        var answer = curl("/.well-known/est/cacerts", "-o", "ca.b64");
        assertThat(answer.output()).contains("application/pkcs7-mime").contains("Content-Transfer-Encoding: base64");
        Files.write(folder.resolve("ca.p7"), decoded("ca.b64"));
        assertThat(openssl("pkcs7", "-inform", "DER", "-in", "ca.p7", "-print_certs", "-out", "ca.pem")
                        .status())
                .isZero();
    }

    private void request(String name, String algorithm, String option) {
        assertThat(openssl("genpkey", "-algorithm", algorithm, "-pkeyopt", option, "-out", "device.key")
                        .status())
                .isZero();
        assertThat(openssl(
                                "req",
                                "-new",
                                "-key",
                                "device.key",
                                "-subj",
                                "/CN=" + name,
                                "-outform",
                                "DER",
                                "-out",
                                "r.der")
                        .status())
                .isZero();
        assertThat(openssl("base64", "-in", "r.der", "-out", "r.b64").status()).isZero();
    }

    private Command enrol(String operation, String secret) {
        return curl(
                "/.well-known/est/" + operation,
                "-u",
                key.key().id() + ":" + secret,
                "-H",
                "Content-Type: application/pkcs10",
                "-H",
                "Content-Transfer-Encoding: base64",
                "--data-binary",
                "@r.b64",
                "-o",
                "answer.b64");
    }

    private void certificate() throws Exception {
        Files.write(folder.resolve("device.p7"), decoded("answer.b64"));
        assertThat(openssl("pkcs7", "-inform", "DER", "-in", "device.p7", "-print_certs", "-out", "device.pem")
                        .status())
                .isZero();
    }

    private Command verified() {
        return openssl("verify", "-x509_strict", "-purpose", "sslclient", "-CAfile", "ca.pem", "device.pem");
    }

    private byte[] decoded(String file) throws Exception {
        return Base64.getMimeDecoder().decode(Files.readAllBytes(folder.resolve(file)));
    }

    /// With the headers of the answer, and what it says if it is no file.
    private Command curl(String path, String... options) {
        var command = new ArrayList<>(List.of("curl", "-sS", "-D", "-", "--max-time", "20"));
        command.addAll(List.of(options));
        command.add(baseUrl + path);
        var answer = Command.run(folder, command);
        var file = folder.resolve("answer.b64");
        if (!command.contains("answer.b64") || !Files.exists(file)) return answer;
        try {
            return new Command(answer.status(), answer.output() + Files.readString(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Command openssl(String... arguments) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return Command.run(folder, command);
    }
}
