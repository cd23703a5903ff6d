package wariin.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wariin.tsl.SampleKeys;

/// What a key is handed over in must open in every program that people have.
class DeliverableKeyTests {

    private static final String PASSPHRASE = "tsuki no 'hikari' #2026 \"ok\"";
    private static final Instant NOW = Instant.now();

    private static SampleKeys.Holder root;
    private static X509Certificate leaf;
    private static byte[] file;

    @TempDir
    Path folder;

    @BeforeAll
    static void handOver() {
        root = SampleKeys.selfSigned(
                "CN=Sample CA,O=Sample,C=JP", SampleKeys.ec("secp384r1"), SampleKeys.Use.AUTHORITY, NOW);
        try (var key = DeliverableKey.generate(KeyAlgorithm.EC_P256)) {
            leaf = certified(key);
            file = key.pkcs12(PASSPHRASE.toCharArray(), "山田 花子", List.of(leaf, root.certificate()));
        }
    }

    @Test
    void opensInJava() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(file), PASSPHRASE.toCharArray());

        var alias = store.aliases().nextElement();
        assertThat(alias).isEqualTo("山田 花子");
        assertThat(store.getCertificateChain(alias)).containsExactly(leaf, root.certificate());
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign((PrivateKey) store.getKey(alias, PASSPHRASE.toCharArray()));
        signer.update(file);
        var signature = signer.sign();
        signer.initVerify(leaf.getPublicKey());
        signer.update(file);
        assertThat(signer.verify(signature)).isTrue();
    }

    @Test
    void opensInKeytool() throws Exception {
        var shown = run("keytool", "-list", "-v", "-keystore", kept(), "-storepass", PASSPHRASE);

        assertThat(shown.text()).contains("PrivateKeyEntry").contains("Certificate chain length: 2");
    }

    @Test
    void opensInOpenSslWhichSeesNothingOld() throws Exception {
        var shown = run("openssl", "pkcs12", "-in", kept(), "-passin", "pass:" + PASSPHRASE, "-info", "-nodes");

        assertThat(shown.status()).isZero();
        assertThat(shown.text())
                .contains("MAC: sha256, Iteration 600000")
                .contains("PKCS7 Encrypted data: PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256")
                .contains("Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 600000, PRF hmacWithSHA256")
                .contains("BEGIN PRIVATE KEY");
        var wrong = run("openssl", "pkcs12", "-in", kept(), "-passin", "pass:another one", "-nodes");
        assertThat(wrong.status()).isNotZero();
        assertThat(wrong.text()).doesNotContain("BEGIN");
    }

    @Test
    void opensInNss() throws Exception {
        installed("pk12util");
        var database = "sql:" + folder.resolve("nss");
        Files.createDirectory(folder.resolve("nss"));
        assertThat(run("certutil", "-N", "-d", database, "--empty-password").status())
                .isZero();

        var taken = run("pk12util", "-i", kept(), "-d", database, "-W", PASSPHRASE, "-K", "");

        assertThat(taken.text()).contains("PKCS12 IMPORT SUCCESSFUL");
        assertThat(run("certutil", "-K", "-d", database).text()).contains("山田 花子");
    }

    /// The way that docs/certificates.md describes for a card or a token.
    @Test
    void goesIntoAToken() throws Exception {
        installed("softhsm2-util");
        installed("pkcs11-tool");
        var tokens = Files.createDirectory(folder.resolve("tokens"));
        var settings = Files.writeString(folder.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\n");
        var environment = Map.of("SOFTHSM2_CONF", settings.toString());
        assertThat(run(environment, "softhsm2-util --init-token --free --label card --pin 271828 --so-pin 31415926")
                        .status())
                .isZero();
        var p12 = "openssl pkcs12 -in " + kept() + " -passin file:pass ";
        Files.writeString(folder.resolve("pass"), PASSPHRASE);
        assertThat(run(p12 + "-nocerts -nodes -out key.pem").status()).isZero();
        assertThat(run(p12 + "-clcerts -nokeys -out cert.pem").status()).isZero();
        assertThat(run("openssl pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out key.der")
                        .status())
                .isZero();
        assertThat(run("openssl x509 -in cert.pem -outform DER -out cert.der").status())
                .isZero();

        var tool = "pkcs11-tool --module /usr/lib/softhsm/libsofthsm2.so --login --pin 271828 --token-label card ";
        assertThat(run(environment, tool + "--write-object key.der --type privkey --id 01 --label mine")
                        .status())
                .isZero();
        assertThat(run(environment, tool + "--write-object cert.der --type cert --id 01 --label mine")
                        .status())
                .isZero();
        Files.writeString(folder.resolve("hash"), "0123456789abcdef0123456789abcdef");
        assertThat(run(
                                environment,
                                tool
                                        + "--sign --mechanism ECDSA --id 01 --input-file hash --output-file signature"
                                        + " --signature-format openssl")
                        .status())
                .isZero();

        var verifier = Signature.getInstance("NONEwithECDSA");
        verifier.initVerify(leaf.getPublicKey());
        verifier.update("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        assertThat(verifier.verify(Files.readAllBytes(folder.resolve("signature"))))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"EC_P256", "EC_P384", "RSA_3072"})
    void provesPossession(KeyAlgorithm algorithm) throws Exception {
        try (var key = DeliverableKey.generate(algorithm)) {
            Files.write(folder.resolve("request.der"), key.request(new X500Principal("CN=Hana Yamada,C=JP")));
        }

        var shown = run("openssl req -verify -inform DER -in request.der -noout -subject");

        assertThat(shown.text()).contains("self-signature verify OK").contains("Hana Yamada");
    }

    @Test
    void isForgotten() {
        var key = DeliverableKey.generate(KeyAlgorithm.EC_P256);
        var certificate = certified(key);
        key.close();

        assertThatThrownBy(() -> key.pkcs12(PASSPHRASE.toCharArray(), "name", List.of(certificate)))
                .hasMessageContaining("forgotten");
        assertThatThrownBy(key::publicKey).hasMessageContaining("forgotten");
    }

    @Test
    void refusesPassphrasesAndCertificatesThatWouldBeOfNoUse() {
        try (var key = DeliverableKey.generate(KeyAlgorithm.EC_P256)) {
            var mine = List.of(certified(key));
            for (var wrong : List.of("short", "パスフレーズは十二文字以上です", "x".repeat(129), "with\nline and more")) {
                assertThatThrownBy(() -> key.pkcs12(wrong.toCharArray(), "name", mine))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> key.pkcs12(PASSPHRASE.toCharArray(), "name", List.of(leaf)))
                    .hasMessageContaining("not of this key");
        }
    }

    private static X509Certificate certified(DeliverableKey key) {
        return SampleKeys.certificate(
                "CN=Hana Yamada,O=Sample,C=JP",
                new KeyPair(key.publicKey(), null),
                root,
                SampleKeys.Use.PERSON,
                NOW.minus(Duration.ofHours(1)),
                NOW.plus(Duration.ofDays(365)));
    }

    private String kept() throws IOException {
        return Files.write(folder.resolve("mine.p12"), file).toString();
    }

    private record Shown(int status, String text) {}

    private Shown run(String words) throws Exception {
        return run(Map.of(), words);
    }

    private Shown run(Map<String, String> environment, String words) throws Exception {
        return run(environment, words.strip().split(" +"));
    }

    private Shown run(String... command) throws Exception {
        return run(Map.of(), command);
    }

    private Shown run(Map<String, String> environment, String[] command) throws Exception {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new java.io.File("/dev/null"));
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C.UTF-8");
        var process = builder.start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Shown(process.exitValue(), text);
    }

    private static void installed(String program) throws Exception {
        var found =
                new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
        Assumptions.assumeTrue(found, program + " is not installed");
    }
}
