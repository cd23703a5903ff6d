package wariin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.keys.KeyAlgorithm;
import wariin.keys.OfflineKey;
import wariin.x509.AuthorityRequest;
import wariin.x509.Certificates;
import wariin.x509.DistinguishedName;
import wariin.x509.OpenSsl;

class CeremonyCommandTests {
    private static final Instant NOW = Instant.parse("2027-01-15T09:00:00Z");

    @TempDir
    Path folder;

    private Path safe;

    @BeforeEach
    void writePassphrases() throws IOException {
        safe = folder.resolve("safe");
        Files.writeString(folder.resolve("anna"), "the first passphrase\n");
        Files.writeString(folder.resolve("ben"), "the second passphrase\n");
    }

    @Test
    void makesARootSignsAnAuthorityAndRevokesIt() throws Exception {
        request("mail", KeyAlgorithm.EC_P256);

        assertThat(pki("ceremony", sample("root-p384.json"), "--dir", "safe")).isZero();
        assertThat(pki("sign", "mail.csr", "--dir", "safe", "--repository", "http://pki.example"))
                .isZero();
        var mail = certificate("mail");
        var serial = mail.getSerialNumber().toString(16);
        assertThat(pki("list", "--dir", "safe", "--revoke", serial, "--reason", "superseded"))
                .isZero();

        mail.verify(certificate("root").getPublicKey());
        assertThat(mail.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.4");
        var list = list("root");
        list.verify(certificate("root").getPublicKey());
        assertThat(list.getRevokedCertificates()).hasSize(1);
        assertThat(OfflineRoots.number(list)).isEqualTo(2);
        assertThat(pki("record", "--dir", "safe")).isZero();
        assertThat(pki(
                        "lint",
                        "safe/certificates/root.pem",
                        "safe/certificates/mail.pem",
                        "safe/certificates/root.crl"))
                .isZero();
        var openssl = new OpenSsl(folder);
        var verified = openssl.run(
                "verify",
                "-x509_strict",
                "-attime",
                "1800090000",
                "-CAfile",
                "safe/certificates/root.pem",
                "safe/certificates/mail.pem");
        assertThat(verified.output()).contains("OK");
    }

    @Test
    void makesARootThatNoQuantumComputerBreaks() throws Exception {
        request("time-stamping-q", KeyAlgorithm.ML_DSA_65);

        assertThat(pki("ceremony", sample("root-ml-dsa-87.json"), "--dir", "safe"))
                .isZero();
        assertThat(pki(
                        "sign",
                        "time-stamping-q.csr",
                        "--dir",
                        "safe",
                        "--root",
                        "root-q",
                        "--repository",
                        "http://pki.example"))
                .isZero();

        certificate("time-stamping-q").verify(certificate("root-q").getPublicKey());
        assertThat(certificate("root-q").getSigAlgName()).isEqualTo("ML-DSA-87");
    }

    @Test
    void goesOnWhereItWasInterruptedAndOnlyWithTheSameScript() throws Exception {
        var terminal = new TypedTerminal();
        terminal.answers.addAll(List.of("yes", "yes", "yes"));
        assertThat(pki(terminal, false, "ceremony", sample("root-p384.json"), "--dir", "safe"))
                .isEqualTo(1);
        assertThat(terminal.text()).contains("Stopped before the step");

        assertThat(pki("ceremony", sample("root-ml-dsa-87.json"), "--dir", "safe"))
                .isEqualTo(1);
        terminal = new TypedTerminal();
        assertThat(pki(terminal, true, "ceremony", sample("root-p384.json"), "--dir", "safe"))
                .isZero();

        assertThat(terminal.text()).contains("It goes on at step 2 of 5", "The ceremony is complete");
        var kinds = CeremonyRecord.open(new CeremonyFolder(safe)).entries().stream()
                .map(CeremonyRecord.Entry::kind)
                .toList();
        assertThat(kinds).hasSize(7).startsWith(CeremonyRecord.Kind.BEGIN).endsWith(CeremonyRecord.Kind.END);
    }

    @Test
    void findsAKeyThatWasMadeBeforeACrash() throws Exception {
        Files.createDirectories(safe);
        OfflineKey.generate(
                        safe.resolve("root.key"),
                        KeyAlgorithm.EC_P384,
                        "the first passphrase".toCharArray(),
                        "the second passphrase".toCharArray(),
                        new SecureRandom())
                .close();
        var key = OfflineKey.publicKey(safe.resolve("root.key"));

        assertThat(pki("ceremony", sample("root-p384.json"), "--dir", "safe")).isZero();

        assertThat(certificate("root").getPublicKey().getEncoded()).isEqualTo(key.getEncoded());
    }

    @Test
    void opensNothingWithOnePassphraseAlone() throws Exception {
        assertThat(pki("ceremony", sample("root-p384.json"), "--dir", "safe")).isZero();
        Files.writeString(folder.resolve("ben"), "another passphrase\n");
        var terminal = new TypedTerminal();

        assertThat(pki(terminal, true, "list", "--dir", "safe")).isEqualTo(1);

        assertThat(terminal.text()).contains("do not open the key");
    }

    @Test
    void seesThatARecordOrAFileWasChanged() throws Exception {
        assertThat(pki("ceremony", sample("root-p384.json"), "--dir", "safe")).isZero();
        var pem = safe.resolve("certificates/root.pem");
        Files.writeString(pem, Files.readString(pem) + "\n");
        assertThat(pki("record", "--dir", "safe")).isEqualTo(1);

        var record = safe.resolve("record.json");
        Files.writeString(record, Files.readString(record).replace("Anna", "Eve"));
        var terminal = new TypedTerminal();

        assertThat(pki(terminal, true, "record", "--dir", "safe")).isEqualTo(1);
        assertThat(terminal.text()).contains("changed at entry 1");
    }

    @Test
    void needsTwoPeopleAndRefusesASecondRoot() throws Exception {
        var terminal = new TypedTerminal();
        terminal.answers.add("Anna");
        assertThat(command(terminal, List.of("ceremony", sample("root-p384.json"), "--dir", path("safe"))))
                .isEqualTo(1);
        assertThat(terminal.text()).contains("Two people at least");

        assertThat(pki("ceremony", sample("root-p384.json"), "--dir", "safe")).isZero();
        terminal = new TypedTerminal();
        assertThat(pki(terminal, true, "ceremony", sample("root-p384.json"), "--dir", "safe"))
                .isEqualTo(1);
        assertThat(terminal.text()).contains("already");
    }

    @Test
    void saysWhatIsInFilesAndWhatIsWrongWithThem() throws Exception {
        new OpenSsl(folder)
                .run(
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-keyout",
                        "weak.key",
                        "-out",
                        "weak.pem",
                        "-days",
                        "9",
                        "-subj",
                        "/CN=weak");
        var terminal = new TypedTerminal();

        assertThat(pki(terminal, true, "lint", "weak.pem")).isEqualTo(1);
        assertThat(pki(terminal, true, "show", "weak.pem")).isZero();

        assertThat(terminal.text()).contains("CN=weak", "sha256");
    }

    private int pki(String... words) {
        var terminal = new TypedTerminal();
        var code = pki(terminal, true, words);
        if (code != 0) System.out.println(terminal.text());
        return code;
    }

    private int pki(TypedTerminal terminal, boolean yes, String... words) {
        var all = new ArrayList<String>();
        for (var word : words) all.add(word.matches("[a-z/-]+\\.(csr|pem|crl)|safe") ? path(word) : word);
        if (List.of("ceremony", "sign", "list").contains(words[0])) {
            all.addAll(List.of("--passphrase-file", path("anna"), "--passphrase-file", path("ben")));
            all.addAll(List.of("--present", "Anna", "--present", "Ben"));
        }
        if (yes) all.add("--yes");
        return command(terminal, all);
    }

    private int command(TypedTerminal terminal, List<String> words) {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new CeremonyCommand(terminal, new SecureRandom(), clock).execute(words);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String sample(String name) {
        return Path.of("docs/ceremony").resolve(name).toString();
    }

    private void request(String name, KeyAlgorithm algorithm) throws IOException {
        var key = OfflineKey.generate(
                folder.resolve(name + ".key"),
                algorithm,
                "passphrase number one".toCharArray(),
                "passphrase number two".toCharArray(),
                new SecureRandom());
        var purpose = algorithm == KeyAlgorithm.EC_P256 ? "1.3.6.1.5.5.7.3.4" : "1.3.6.1.5.5.7.3.8";
        var subject = DistinguishedName.of("JP", "Example", "Example " + name);
        var request = new AuthorityRequest(subject, key.publicKey(), List.of(purpose));
        Files.write(folder.resolve(name + ".csr"), PkiFile.pem("CERTIFICATE REQUEST", request.signedBy(key::sign)));
        key.close();
    }

    private java.security.cert.X509Certificate certificate(String name) {
        return new CeremonyFolder(safe).certificate(name).orElseThrow();
    }

    private X509CRL list(String name) throws IOException {
        return Certificates.parseList(Files.readAllBytes(safe.resolve("certificates/" + name + ".crl")));
    }
}
