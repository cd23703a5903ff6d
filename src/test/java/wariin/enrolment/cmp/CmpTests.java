package wariin.enrolment.cmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.GenMsgContent;
import org.bouncycastle.asn1.cmp.GenRepContent;
import org.bouncycastle.asn1.cmp.InfoTypeAndValue;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.cmp.GeneralPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessage;
import org.bouncycastle.cert.cmp.ProtectedPKIMessageBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.jcajce.JcePBMac1CalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePBMac1CalculatorProviderBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.ca.CertificationAuthority;
import wariin.enrolment.Command;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;
import wariin.x509.Certificates;

/// OpenSSL's CMP client gets, updates and gives back certificates (RFC 9483).
@ProgramsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CmpTests {
    private static final Provider PROVIDER = new BouncyCastleProvider();

    @Autowired
    ProgramDesk desks;

    @Autowired
    CertificationAuthority authority;

    @Value("${wariin.base-url}")
    String baseUrl;

    @TempDir
    Path folder;

    ProgramDesk.Open desk;
    ProgramDesk.Key key;

    @BeforeEach
    void openDesk() throws Exception {
        if (desk == null) {
            desk = desks.open("device/1", "cmp.example.jp");
            key = desks.key(desk, Protocol.CMP);
        }
        Files.write(folder.resolve("root.der"), authority.root().getEncoded());
        assertThat(openssl("x509", "-inform", "DER", "-in", "root.der", "-out", "root.pem")
                        .status())
                .isZero();
        var fetched = Command.run(
                folder, "curl", "-sS", "--max-time", "20", "-o", "signer.der", baseUrl + "/.well-known/cmp/signer.cer");
        assertThat(fetched.status()).as(fetched.output()).isZero();
        assertThat(openssl("x509", "-inform", "DER", "-in", "signer.der", "-out", "signer.pem")
                        .status())
                .isZero();
        newKey("device.key");
    }

    @Test
    void initializesUpdatesAndRevokes() {
        var first = withSecret("ir", "device.key", "one.cmp.example.jp", "device.pem");
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(verified("device.pem")).isEqualTo(new Command(0, "device.pem: OK\n"));

        newKey("next.key");
        var update = cmp(
                "/.well-known/cmp",
                "-cmd",
                "kur",
                "-cert",
                "device.pem",
                "-key",
                "device.key",
                "-newkey",
                "next.key",
                "-srvcert",
                "signer.pem",
                "-certout",
                "next.pem");
        assertThat(update.status()).as(update.output()).isZero();
        assertThat(verified("next.pem")).isEqualTo(new Command(0, "next.pem: OK\n"));
        assertThat(openssl("x509", "-in", "next.pem", "-noout", "-ext", "subjectAltName")
                        .output())
                .contains("DNS:one.cmp.example.jp");

        var bySignature = cmp(
                "/cmp",
                "-cmd",
                "rr",
                "-cert",
                "next.pem",
                "-key",
                "next.key",
                "-oldcert",
                "next.pem",
                "-srvcert",
                "signer.pem",
                "-revreason",
                "4");
        assertThat(bySignature.status()).as(bySignature.output()).isZero();
        var bySecret = cmp(
                "/cmp",
                "-cmd",
                "rr",
                "-ref",
                key.key().id(),
                "-secret",
                "pass:" + key.secret(),
                "-oldcert",
                "device.pem",
                "-revreason",
                "1");
        assertThat(bySecret.status()).as(bySecret.output()).isZero();
        assertThat(authority.isRevoked(read("device.pem"))).isTrue();
        assertThat(authority.isRevoked(read("next.pem"))).isTrue();

        newKey("third.key");
        var afterwards = cmp(
                "/cmp",
                "-cmd",
                "kur",
                "-cert",
                "next.pem",
                "-key",
                "next.key",
                "-newkey",
                "third.key",
                "-srvcert",
                "signer.pem",
                "-unprotected_errors",
                "-certout",
                "third.pem");
        assertThat(afterwards.status()).isNotZero();
        assertThat(afterwards.output()).contains("revoked");
    }

    @Test
    void answersFurtherRequestsAndPkcs10() {
        var more = withSecret("cr", "device.key", "two.cmp.example.jp", "two.pem");
        assertThat(more.status()).as(more.output()).isZero();
        assertThat(verified("two.pem").status()).isZero();

        newKey("ten.key");
        assertThat(openssl("req", "-new", "-key", "ten.key", "-subj", "/CN=ten.cmp.example.jp", "-out", "ten.csr")
                        .status())
                .isZero();
        var ten = cmp(
                "/cmp/anything",
                "-cmd",
                "p10cr",
                "-ref",
                key.key().id(),
                "-secret",
                "pass:" + key.secret(),
                "-csr",
                "ten.csr",
                "-implicit_confirm",
                "-certout",
                "ten.pem",
                "-chainout",
                "chain.pem");
        assertThat(ten.status()).as(ten.output()).isZero();
        assertThat(verified("ten.pem").status()).isZero();
    }

    @Test
    void refusesWrongSecretsForeignNamesAndOthersCertificates() {
        var wrong = cmp(
                "/cmp",
                "-cmd",
                "ir",
                "-ref",
                key.key().id(),
                "-secret",
                "pass:wrong",
                "-newkey",
                "device.key",
                "-subject",
                "/CN=one.cmp.example.jp",
                "-unprotected_errors",
                "-certout",
                "none.pem");
        assertThat(wrong.status()).isNotZero();
        assertThat(wrong.output()).contains("badMessageCheck");
        var foreign = withSecret("ir", "device.key", "www.example.org", "none.pem");
        assertThat(foreign.status()).isNotZero();
        assertThat(foreign.output()).contains("notAuthorized");
        assertThat(folder.resolve("none.pem")).doesNotExist();

        var mine = withSecret("ir", "device.key", "three.cmp.example.jp", "three.pem");
        assertThat(mine.status()).as(mine.output()).isZero();
        var other = desks.open("device/1", "other-cmp.example.jp");
        var stranger = desks.key(other, Protocol.CMP);
        var theft = cmp(
                "/cmp",
                "-cmd",
                "rr",
                "-ref",
                stranger.key().id(),
                "-secret",
                "pass:" + stranger.secret(),
                "-oldcert",
                "three.pem");
        assertThat(theft.status()).isNotZero();
        assertThat(theft.output()).contains("badCertId");
        assertThat(authority.isRevoked(read("three.pem"))).isFalse();
    }

    /// OpenSSL 3.0 knows neither this question nor this protection.
    @Test
    void tellsTheAuthoritiesUnderPbmac1() throws Exception {
        var name = new GeneralName(new X500Name("CN=client"));
        var question = new InfoTypeAndValue(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.4.17"));
        var nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        var secret = key.secret().toCharArray();
        var message = new ProtectedPKIMessageBuilder(name, name)
                .setTransactionID(UUID.randomUUID().toString().getBytes())
                .setSenderNonce(nonce)
                .setSenderKID(key.key().id().getBytes())
                .setBody(new PKIBody(PKIBody.TYPE_GEN_MSG, new GenMsgContent(question)))
                .build(new JcePBMac1CalculatorBuilder("HmacSHA256", 256)
                        .setProvider(PROVIDER)
                        .setIterationCount(2048)
                        .setPrf(JcePBMac1CalculatorBuilder.PRF_SHA256)
                        .build(secret));

        var answer = new ProtectedPKIMessage(
                new GeneralPKIMessage(sent(message.toASN1Structure().getEncoded())));

        assertThat(answer.verify(
                        new JcePBMac1CalculatorProviderBuilder()
                                .setProvider(PROVIDER)
                                .build(),
                        secret))
                .isTrue();
        assertThat(answer.getHeader().getRecipNonce().getOctets()).isEqualTo(nonce);
        var told = GenRepContent.getInstance(answer.getBody().getContent()).toInfoTypeAndValueArray()[0];
        assertThat(told.getInfoValue().toString()).isNotEmpty();
        assertThat(((org.bouncycastle.asn1.ASN1Sequence) told.getInfoValue()).size())
                .isEqualTo((int)
                        authority.authorities().values().stream().distinct().count());
    }

    @Test
    void answersRubbishWithAnErrorOfTheProtocol() throws Exception {
        var answer = PKIMessage.getInstance(sent("rubbish".getBytes()));

        assertThat(answer.getBody().getType()).isEqualTo(PKIBody.TYPE_ERROR);
    }

    private byte[] sent(byte[] message) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + "/.well-known/cmp"))
                .header("Content-Type", "application/pkixcmp")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    private Command withSecret(String command, String newKey, String host, String to) {
        return cmp(
                "/.well-known/cmp",
                "-cmd",
                command,
                "-ref",
                key.key().id(),
                "-secret",
                "pass:" + key.secret(),
                "-newkey",
                newKey,
                "-subject",
                "/CN=" + host,
                "-sans",
                host,
                "-unprotected_errors",
                "-certout",
                to);
    }

    private Command cmp(String path, String... options) {
        var command = new ArrayList<>(List.of("openssl", "cmp", "-config", "", "-server"));
        command.add(baseUrl.replace("http://", "") + path);
        command.addAll(List.of("-recipient", "/CN=CMP Server", "-total_timeout", "20"));
        command.addAll(List.of(options));
        return Command.run(folder, command);
    }

    private Command verified(String certificate) {
        var issuing = authority.authorities().values().stream().distinct().toList();
        try {
            var pem = new StringBuilder();
            for (var one : issuing) {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(one.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
            Files.writeString(folder.resolve("issuing.pem"), pem);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return openssl(
                "verify",
                "-x509_strict",
                "-purpose",
                "sslclient",
                "-CAfile",
                "root.pem",
                "-untrusted",
                "issuing.pem",
                certificate);
    }

    private java.security.cert.X509Certificate read(String pem) {
        openssl("x509", "-in", pem, "-outform", "DER", "-out", pem + ".der");
        try {
            return Certificates.parse(Files.readAllBytes(folder.resolve(pem + ".der")));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void newKey(String file) {
        assertThat(openssl("genpkey", "-algorithm", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", file)
                        .status())
                .isZero();
    }

    private Command openssl(String... arguments) {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return Command.run(folder, command);
    }
}
