package wariin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.keys.KeyAlgorithm;
import wariin.keys.OfflineKey;
import wariin.keys.pkcs11.SoftToken;
import wariin.x509.AuthorityRequest;
import wariin.x509.DistinguishedName;
import wariin.x509.OpenSsl;
import wariin.x509.OutsideProgram;

/// A root whose key is in a PKCS #11 token (SoftHSM), with a PIN of two halves.
class TokenCeremonyTests {
    private static final String PREPARED = "prepared by one";

    @TempDir
    Path folder;

    private Path configuration;

    @BeforeEach
    void prepare() throws Exception {
        Assumptions.assumeTrue(Files.exists(SoftToken.LIBRARY), "SoftHSM2 is not installed (apt install softhsm2)");
        configuration = Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + Files.createDirectory(folder.resolve("tokens"))
                        + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        for (var label : List.of("ceremony", "another")) {
            outside(
                    "softhsm2-util",
                    "--init-token",
                    "--free",
                    "--label",
                    label,
                    "--pin",
                    PREPARED,
                    "--so-pin",
                    "31415");
        }
        Files.writeString(folder.resolve("anna"), "anna's half\n");
        Files.writeString(folder.resolve("ben"), "ben's half\n");
        Files.writeString(folder.resolve("wrong"), "a wrong half\n");
        Files.writeString(folder.resolve("anna-file"), "the first passphrase\n");
        Files.writeString(folder.resolve("ben-file"), "the second passphrase\n");
        request();
    }

    @Test
    void keepsTheKeyOfARootInATokenWhosePinTwoPeopleMake() throws Exception {
        var said = pki(
                typed("tokens"),
                typed("pin", "--label", "ceremony")
                        .answered(PREPARED, "anna's half", "anna's half", "ben's half", "ben's half"),
                ceremony("root-p384.json", "safe", "anna", "ben"),
                act("sign", "safe", "anna", "ben", path("mail.csr"), "--repository", "http://pki.example"),
                act("list", "safe", "anna", "ben"),
                new Typed(List.of("record", "--dir", path("safe")), List.of()),
                new Typed(
                        List.of("lint", path("safe/certificates/root.pem"), path("safe/certificates/root.crl")),
                        List.of()));

        assertThat(said)
                .doesNotContain("exit 1")
                .contains("'another'", "has a PIN of two halves", "The record is whole");
        assertThat(said)
                .containsPattern("its key root-[0-9a-f]{8} was made in the token 'ceremony' \\(SoftHSM project"
                        + " SoftHSM v2, serial number [0-9a-f]{16}\\) and cannot leave it");
        assertThat(Files.readString(folder.resolve("safe/record.txt")))
                .contains("in the token 'ceremony'", "root.token");
        assertThat(folder.resolve("safe/root.key")).doesNotExist();
        assertThat(new OpenSsl(folder)
                        .run(
                                "verify",
                                "-x509_strict",
                                "-CAfile",
                                "safe/certificates/root.pem",
                                "safe/certificates/mail.pem")
                        .output())
                .contains("mail.pem: OK");
        if (OutsideProgram.isPresent("pkcs11-tool")) {
            var objects = outside(
                    "pkcs11-tool",
                    "--module",
                    SoftToken.LIBRARY.toString(),
                    "--token-label",
                    "ceremony",
                    "--login",
                    "--pin",
                    "anna's halfben's half",
                    "--list-objects",
                    "--type",
                    "privkey");
            assertThat(objects).contains("never extractable", "local", "sensitive");
        }
    }

    @Test
    void opensNothingWithOneHalfOrAnotherToken() throws Exception {
        var said = pki(
                typed("pin", "--label", "ceremony").answered("not the PIN"),
                typed("pin", "--label", "ceremony")
                        .answered(PREPARED, "anna's half", "anna's half", "ben's half", "ben's half"),
                ceremony("root-p384.json", "safe", "anna", "ben"));
        assertThat(said).containsSubsequence("not that of the token", "exit 1", "exit 0", "exit 0");

        var refused = pki(
                act("list", "safe", "anna", "wrong"),
                act("list", "safe", "ben", "anna"),
                new Typed(
                        List.of("list", "--dir", path("safe"), "--present", "A", "--present", "B", "--yes"), List.of()),
                act("list", "safe", "anna", "ben").with("--label", "another"));

        assertThat(refused)
                .containsSubsequence(
                        "not that of the token",
                        "exit 1",
                        "not that of the token",
                        "exit 1",
                        "connect it, and name its module with --token",
                        "exit 1",
                        "not in 'another'",
                        "exit 1");
    }

    @Test
    void makesWhatNoTokenMakesInFilesAndSaysSo() throws Exception {
        var both = Files.writeString(folder.resolve("both.json"), """
            {"ceremony": "Two roots", "steps": [
              {"act": "make-root", "root": "root", "algorithm": "EC-P384", "country": "JP",
               "organisation": "Example", "commonName": "Example Root"},
              {"act": "make-root", "root": "root-q", "algorithm": "ML-DSA-87", "country": "JP",
               "organisation": "Example", "commonName": "Example Root Q"},
              {"act": "list", "root": "root"}, {"act": "list", "root": "root-q"}, {"act": "verify"}]}
            """);
        var begin = typed("pin", "--label", "ceremony")
                .answered(PREPARED, "anna's half", "anna's half", "ben's half", "ben's half");

        var said = pki(
                begin,
                ceremony(both.toString(), "one", "anna", "ben"),
                ceremony(both.toString(), "two", "anna", "ben").with("--in-token", "root"));

        assertThat(said)
                .containsSubsequence("A token makes no ML-DSA-87 keys", "exit 1", "The ceremony is complete", "exit 0");
        assertThat(folder.resolve("two/root.token")).exists();
        assertThat(folder.resolve("two/root-q.key")).exists();
        assertThat(folder.resolve("two/root-q.token")).doesNotExist();
    }

    @Test
    void findsTheKeyThatAnInterruptedStepMade() throws Exception {
        var said = pki(
                typed("pin", "--label", "ceremony")
                        .answered(PREPARED, "anna's half", "anna's half", "ben's half", "ben's half"),
                ceremony("root-p384.json", "safe", "anna", "ben"));
        assertThat(said).doesNotContain("exit 1");
        Files.createDirectories(folder.resolve("again"));
        Files.copy(folder.resolve("safe/root.token"), folder.resolve("again/root.token"));

        assertThat(pki(ceremony("root-p384.json", "again", "anna", "ben"))).contains("exit 0");

        var first =
                new CeremonyFolder(folder.resolve("safe")).certificate("root").orElseThrow();
        var again =
                new CeremonyFolder(folder.resolve("again")).certificate("root").orElseThrow();
        assertThat(again.getPublicKey()).isEqualTo(first.getPublicKey());
        assertThat(again).isNotEqualTo(first);
    }

    /// One command, and what people type at it.
    private record Typed(List<String> words, List<String> answers) {
        Typed answered(String... answers) {
            return new Typed(words, List.of(answers));
        }

        /// The last word on an option counts here.
        Typed with(String option, String value) {
            var all = new ArrayList<>(words);
            var at = all.indexOf(option);
            if (at >= 0) all.set(at + 1, value);
            else all.addAll(List.of(option, value));
            return new Typed(List.copyOf(all), answers);
        }
    }

    private static Typed typed(String... words) {
        var all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--token", SoftToken.LIBRARY.toString()));
        return new Typed(List.copyOf(all), List.of());
    }

    private Typed ceremony(String script, String safe, String first, String second) {
        var path = script.startsWith("/")
                ? script
                : Path.of("docs/ceremony", script).toAbsolutePath().toString();
        return act("ceremony", safe, first, second, path);
    }

    private Typed act(String command, String safe, String first, String second, String... more) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        all.addAll(List.of("--dir", path(safe), "--token", SoftToken.LIBRARY.toString(), "--label", "ceremony"));
        for (var half : List.of(first, second)) all.addAll(List.of("--pin-file", path(half)));
        for (var file : List.of("anna-file", "ben-file")) all.addAll(List.of("--passphrase-file", path(file)));
        all.addAll(List.of("--present", "Anna", "--present", "Ben", "--yes"));
        return new Typed(List.copyOf(all), List.of());
    }

    private String pki(Typed... commands) throws Exception {
        var lines = new ArrayList<String>();
        for (var command : commands) {
            lines.add(String.join(TypedPki.BETWEEN, command.words()));
            lines.add(String.join(TypedPki.BETWEEN, command.answers()));
        }
        var typed = Files.write(folder.resolve("typed"), lines);
        return outside(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TypedPki.class.getName(),
                typed.toString());
    }

    private String outside(String... command) throws Exception {
        var output = folder.resolve("output");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(Map.of("SOFTHSM2_CONF", configuration.toString()));
        var process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("It hangs: " + Files.readString(output));
        }
        var said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void request() throws IOException {
        var key = OfflineKey.generate(
                folder.resolve("mail.key"),
                KeyAlgorithm.EC_P256,
                "passphrase number one".toCharArray(),
                "passphrase number two".toCharArray(),
                new SecureRandom());
        var subject = DistinguishedName.of("JP", "Example", "Example mail");
        var request = new AuthorityRequest(subject, key.publicKey(), List.of("1.3.6.1.5.5.7.3.4"));
        Files.write(folder.resolve("mail.csr"), PkiFile.pem("CERTIFICATE REQUEST", request.signedBy(key::sign)));
        key.close();
    }
}
