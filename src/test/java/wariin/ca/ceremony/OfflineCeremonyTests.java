package wariin.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.ca.authority.Authority;
import wariin.ca.authority.CaSettings;
import wariin.ca.authority.CaSettings.Ceremony;
import wariin.ca.authority.PolicyArc;
import wariin.ca.status.RevocationLists;
import wariin.ceremony.CeremonyCommand;
import wariin.database.DatabaseTest;
import wariin.x509.OpenSsl;

@DatabaseTest
class OfflineCeremonyTests {
    @TempDir
    Path folder;

    @Autowired
    KeyCeremony.Books books;

    @Autowired
    KeyCeremony.Writing writing;

    @Autowired
    KeyCeremony.Tools tools;

    @Autowired
    AuthorityContents contents;

    @Autowired
    OfflineCeremony.Shelf shelf;

    @Autowired
    RevocationLists lists;

    @Autowired
    KeyCeremony ownCeremony;

    private final String series = "t-" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private Path brought;

    @BeforeEach
    void writePassphrases() throws IOException {
        Files.writeString(folder.resolve("anna"), "the first passphrase");
        Files.writeString(folder.resolve("ben"), "the second passphrase");
        brought = folder.resolve("data/ceremony/certificates");
    }

    @Test
    void waitsForItsOwnRootAndGoesOnWhenTheCertificatesAreBrought() throws Exception {
        assertThatThrownBy(() -> ceremony(true, _ -> {}).perform())
                .isInstanceOf(CeremonyPending.class)
                .hasMessageContaining("7 authorities wait")
                .hasMessageContaining("first-ceremony.json");
        assertThatThrownBy(() -> ceremony(true, _ -> {}).perform()).isInstanceOf(CeremonyPending.class);

        makeOffline();
        copy(folder.resolve("safe/certificates"), brought);
        ceremony(true, _ -> {}).perform();

        var root = authority("root");
        assertThat(root.key()).isNull();
        for (var name : List.of("issuing", "mail", "organisation", "one-shot", "time-stamping", "device")) {
            authority(name).certificate().verify(root.certificate().getPublicKey());
            assertThat(authority(name).key()).isNotNull();
        }
        authority("time-stamping-q")
                .certificate()
                .verify(authority("root-q").certificate().getPublicKey());
        assertThat(tools.issuance().findByHolder(series + "tsu-q-1")).isPresent();
        assertThat(tools.issuance().newestResponder(root.name())).isEmpty();
        assertThat(books.ceremony().has(series + "complete")).isTrue();
        ceremony(true, _ -> {}).perform();
    }

    @Test
    void goesOnAfterACrashAtEveryLine() throws Exception {
        var crashedAt = new HashSet<String>();
        var pending = 0;
        for (var run = 0; run < 200; run++) {
            try {
                ceremony(true, point -> {
                            if (crashedAt.add(point)) throw new Crash();
                        })
                        .perform();
                break;
            } catch (Crash _) {
                // the next start
            } catch (CeremonyPending _) {
                assertThat(++pending).isEqualTo(1);
                makeOffline();
                copy(folder.resolve("safe/certificates"), brought);
            }
        }

        assertThat(books.ceremony().has(series + "complete")).isTrue();
        assertThat(books.authorities().all().stream().filter(one -> one.name().startsWith(series)))
                .hasSize(9);
    }

    @Test
    void standsBelowSomebodyElsesAuthority() throws Exception {
        assertThatThrownBy(() -> ceremony(false, _ -> {}).perform()).isInstanceOf(CeremonyPending.class);
        var openssl = foreignAuthority();

        assertThatThrownBy(() -> ceremony(false, _ -> {}).perform())
                .isInstanceOf(CeremonyPending.class)
                .hasMessageContaining("revocation list of");
        foreignList(openssl);
        ceremony(false, _ -> {}).perform();

        var root = books.authorities().current(series + "root").orElseThrow();
        assertThat(root.certificate().getSubjectX500Principal().getName()).contains("Somebody Else");
        var unit = tools.issuance().findByHolder(series + "tsu-1").orElseThrow();
        Files.write(folder.resolve("unit.cer"), unit.der());
        openssl.run("x509", "-inform", "DER", "-in", "unit.cer", "-out", "unit.pem");
        var verified = openssl.run(
                "verify",
                "-x509_strict",
                "-purpose",
                "timestampsign",
                "-CAfile",
                "foreign.pem",
                "-untrusted",
                series + "time-stamping.pem",
                "unit.pem");
        assertThat(verified.output()).contains("unit.pem: OK");
        var seen = new Authorities(ownCeremony, books.authorities(), tools.issuance(), tools.keys(), writing.clock());
        assertThat(seen.roots()).extracting(Authority::certificate).contains(root.certificate());
    }

    @Test
    void refusesWhatWasNotAskedFor() throws Exception {
        assertThatThrownBy(() -> ceremony(false, _ -> {}).perform()).isInstanceOf(CeremonyPending.class);
        var openssl = foreignAuthority();
        foreignList(openssl);
        sign(openssl, series + "mail", "basicConstraints=CA:false\nsubjectKeyIdentifier=hash");

        assertThatThrownBy(() -> ceremony(false, _ -> {}).perform())
                .isInstanceOf(CeremonyPending.class)
                .hasMessageContaining(series + "mail cannot be used")
                .hasMessageContaining("no authority")
                .hasMessageContaining("subject key identifier");

        Files.writeString(brought.resolve("note.pem"), "nothing");
        assertThatThrownBy(() -> ceremony(false, _ -> {}).perform()).hasMessageContaining("note.pem");
    }

    private KeyCeremony ceremony(boolean postQuantum, java.util.function.Consumer<String> witness) {
        var settings = new CaSettings(
                "JP",
                "Wariin",
                false,
                postQuantum,
                Ceremony.OFFLINE,
                4,
                Duration.ofDays(730),
                null,
                PolicyArc.RELEASED);
        var offline = new OfflineCeremony(shelf, contents, folder.resolve("data"));
        var plan = KeyCeremony.Plan.of(settings, series, witness);
        return new KeyCeremony(books, writing, tools, contents, offline, plan);
    }

    private void makeOffline() {
        var script = folder.resolve("data/ceremony/requests/first-ceremony.json");
        var words = new ArrayList<>(List.of("ceremony", script.toString(), "--dir", folder.resolve("safe") + ""));
        for (var person : List.of("anna", "ben")) {
            words.addAll(List.of("--present", person, "--passphrase-file", folder.resolve(person) + ""));
        }
        words.add("--yes");
        assertThat(CeremonyCommand.run(words)).isZero();
    }

    private OpenSsl foreignAuthority() throws IOException {
        var openssl = new OpenSsl(folder);
        openssl.run(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-384",
                "-nodes",
                "-keyout",
                "foreign.key",
                "-out",
                "foreign.pem",
                "-days",
                "3650",
                "-subj",
                "/C=JP/O=Else/CN=Somebody Else",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign");
        for (var name : List.of("issuing", "mail", "organisation", "one-shot", "time-stamping", "device")) {
            sign(openssl, series + name, "");
        }
        Files.copy(folder.resolve("foreign.pem"), brought.resolve("foreign.pem"));
        return openssl;
    }

    private void sign(OpenSsl openssl, String name, String extensions) throws IOException {
        Files.writeString(folder.resolve("extensions"), "authorityKeyIdentifier=keyid\n" + extensions + "\n");
        var request = folder.resolve("data/ceremony/requests/" + name + ".csr").toString();
        openssl.run(
                "x509",
                "-req",
                "-in",
                request,
                "-CA",
                "foreign.pem",
                "-CAkey",
                "foreign.key",
                "-CAcreateserial",
                "-copy_extensions",
                "copy",
                "-days",
                "3000",
                "-sha384",
                "-extfile",
                "extensions",
                "-out",
                name + ".pem");
        Files.copy(folder.resolve(name + ".pem"), brought.resolve(name + ".pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void foreignList(OpenSsl openssl) throws IOException {
        Files.writeString(folder.resolve("index.txt"), "");
        Files.writeString(folder.resolve("crlnumber"), "01\n");
        Files.writeString(folder.resolve("ca.cnf"), """
                [ca]
                default_ca = here
                [here]
                database = index.txt
                crlnumber = crlnumber
                default_md = sha384
                default_crl_days = 30
                crl_extensions = list
                [list]
                authorityKeyIdentifier = keyid
                """);
        openssl.run(
                "ca",
                "-config",
                "ca.cnf",
                "-gencrl",
                "-cert",
                "foreign.pem",
                "-keyfile",
                "foreign.key",
                "-out",
                "foreign.crl");
        Files.copy(folder.resolve("foreign.crl"), brought.resolve("foreign.crl"));
    }

    private Authority authority(String line) {
        return books.authorities().current(series + line).orElseThrow();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static class Crash extends RuntimeException {}
}
