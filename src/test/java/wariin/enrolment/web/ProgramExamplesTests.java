package wariin.enrolment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.ca.CertificationAuthority;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.x509.Certificates;

/// The commands of a desk's programs page, copied from the page and run as they are.
@ProgramsTest
class ProgramExamplesTests {

    @Autowired
    ProgramDesk desks;

    @Autowired
    CertificationAuthority authority;

    @Value("${wariin.base-url}")
    String baseUrl;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "EST, device, DNS:device.examples.example.jp",
        "CMP, device, DNS:device.examples.example.jp",
        "REST, device, DNS:device.examples.example.jp",
        "EST, mail-organisation, email:office@examples.example.jp",
        "CMP, mail-organisation, email:office@examples.example.jp",
        "REST, mail-organisation, email:office@examples.example.jp",
        "EST, mail-sponsor, email:hanako@examples.example.jp",
        "CMP, mail-sponsor, email:hanako@examples.example.jp",
        "REST, mail-sponsor, email:hanako@examples.example.jp",
        "CMP, mail-multipurpose, email:hanako@examples.example.jp",
        "EST, organisation-seal, ''",
        "REST, organisation-seal, ''",
        "CMP, person, ''",
        "REST, person, ''"
    })
    void bringACertificate(String protocol, String profile, String name) throws Exception {
        var page = new ProgramsPage(desks, profile + "/1", protocol);

        for (var block : page.commands()) {
            var ran = Shell.run(folder, Map.of(), block);
            assertThat(ran.status()).as("%s%n%s", block, ran.output()).isZero();
        }

        check(name);
    }

    /// Of the key that the commands made, and good for everybody who trusts the root.
    private void check(String name) throws Exception {
        Files.write(folder.resolve("root.der"), Certificates.encoded(authority.root()));
        var leaf = Shell.run(folder, Map.of(), "openssl x509 -in certificate.pem -outform DER | base64 -w0");
        var certificate = Certificates.parse(
                java.util.Base64.getDecoder().decode(leaf.output().strip()));
        var chain = new StringBuilder();
        for (var one : authority.chain(certificate)) {
            chain.append("-----BEGIN CERTIFICATE-----\n")
                    .append(java.util.Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(Certificates.encoded(one)))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        Files.writeString(folder.resolve("chain.pem"), chain.toString());
        var judged = Shell.run(folder, Map.of(), """
                openssl x509 -inform DER -in root.der -out root.pem
                openssl x509 -in certificate.pem -out leaf.pem
                openssl verify -CAfile root.pem -untrusted chain.pem leaf.pem
                openssl x509 -in leaf.pem -noout -pubkey | cmp - <(openssl pkey -in device.key -pubout)
                openssl x509 -in leaf.pem -noout -text
                """);
        assertThat(judged.status()).as(judged.output()).isZero();
        assertThat(judged.output()).contains("leaf.pem: OK", name);
    }

    /// What a mail program is told leads to an account.
    @Test
    void nameTheDirectoryAndTheKeyForMailPrograms() throws Exception {
        var page = new ProgramsPage(desks, "mail-sponsor/1", "ACME");
        var said = page.commands().getFirst();

        var directory = said.replaceAll("(?s).*directory +(\\S+).*", "$1");
        var asked = Shell.run(folder, Map.of(), "curl -fsS '" + directory + "'");

        assertThat(asked.output()).contains("externalAccountRequired").contains("newAccount");
        assertThat(said).containsPattern("key id +[a-z2-7]{16}\n").containsPattern("HMAC key +[A-Za-z0-9_-]{43}\n");
    }

    @Test
    void areNotGivenForAcmeWhereItGivesNoCertificates() {
        var desk = desks.open("person/1", "examples.example.jp");
        var answer = ProgramsPage.ask(desk, "ACME");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("for devices and mail addresses only");
    }

    /// Certbot keeps its files where its own settings say; the command stays as it is.
    @Test
    @Tag("heavy")
    void bringACertificateByCertbot() throws Exception {
        Assumptions.assumeTrue(Shell.run(folder, Map.of(), "certbot --version").status() == 0, "certbot is missing");
        Files.createDirectories(folder.resolve("letsencrypt"));
        var settings = new StringBuilder();
        for (var place : new String[] {"config", "work", "logs"}) {
            settings.append("%s-dir = %s%n".formatted(place, folder.resolve(place)));
        }
        Files.writeString(folder.resolve("letsencrypt/cli.ini"), settings);
        var environment = Map.of("XDG_CONFIG_HOME", folder.toString());
        var page = new ProgramsPage(desks, "device/1", "ACME");

        var ran = Shell.run(folder, environment, page.commands().getFirst());

        assertThat(ran.status()).as(ran.output()).isZero();
        var live = folder.resolve("config/live/device.examples.example.jp");
        Files.copy(live.resolve("cert.pem"), folder.resolve("certificate.pem"));
        Files.copy(live.resolve("privkey.pem"), folder.resolve("device.key"));
        check("DNS:device.examples.example.jp");
        for (var command : page.documented(baseUrl)) {
            var next = Shell.run(folder, environment, command);
            assertThat(next.status()).as("%s%n%s", command, next.output()).isZero();
        }
    }
}
