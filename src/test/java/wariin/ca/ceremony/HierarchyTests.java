package wariin.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestClient;
import wariin.ca.status.RevocationLists;
import wariin.database.DatabaseTest;
import wariin.x509.Certificates;
import wariin.x509.OpenSsl;

@DatabaseTest
class HierarchyTests {
    private static final List<String> CLASSICAL =
            List.of("issuing", "mail", "organisation", "one-shot", "time-stamping", "device");

    @TempDir
    Path folder;

    @Value("${wariin.base-url}")
    String base;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    RevocationLists lists;

    @ParameterizedTest
    @ValueSource(strings = {"openssl", "certtool"})
    void otherProgramsAcceptEveryAuthority(String program) throws Exception {
        Assumptions.assumeTrue(isInstalled(program));
        var client = TestClient.of(base);
        for (var name : List.of("root", "issuing", "mail", "organisation", "one-shot", "time-stamping", "device")) {
            Files.write(
                    folder.resolve(name + ".pem"),
                    client.get("/pki/" + name + ".pem").body());
        }
        Files.write(folder.resolve("root.crl"), client.get("/pki/root.crl").body());
        var openssl = new OpenSsl(folder);
        openssl.run("crl", "-inform", "DER", "-in", "root.crl", "-out", "root.crl.pem");

        for (var name : CLASSICAL) {
            var file = name + ".pem";
            var said = program.equals("openssl")
                    ? openssl.run(
                                    "verify",
                                    "-x509_strict",
                                    "-crl_check",
                                    "-policy_check",
                                    "-CAfile",
                                    "root.pem",
                                    "-CRLfile",
                                    "root.crl.pem",
                                    file)
                            .output()
                    : run(
                            "certtool",
                            "--verify",
                            "--load-ca-certificate",
                            "root.pem",
                            "--load-crl",
                            "root.crl.pem",
                            "--infile",
                            file);
            assertThat(said).as(name).containsAnyOf(file + ": OK", "Chain verification output: Verified.");
        }
    }

    @Test
    void theSecondTreeIsOfKeysThatNoQuantumComputerBreaks() throws Exception {
        var root = authority.authorities().get("root-q");
        var stamping = authority.authorities().get("time-stamping-q");
        var unit = authority.timeStampingUnits().stream()
                .filter(one -> one.name().equals("tsu-q-1"))
                .findFirst()
                .orElseThrow()
                .certificate();
        assertThat(List.of(root.getSigAlgName(), stamping.getSigAlgName(), unit.getSigAlgName()))
                .containsExactly("ML-DSA-87", "ML-DSA-87", "ML-DSA-65");
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(unit, stamping));
        var trust = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        trust.setRevocationEnabled(false);

        CertPathValidator.getInstance("PKIX").validate(path, trust);

        assertThat(authority.chain(unit)).containsExactly(unit, stamping, root);
        var list = Certificates.parseList(lists.newest("root-q").orElseThrow().der());
        list.verify(root.getPublicKey());
    }

    @Test
    void eachAuthorityHasOnePurpose() throws Exception {
        for (var name : CLASSICAL) {
            var certificate = authority.authorities().get(name);
            assertThat(certificate.getExtendedKeyUsage()).as(name).isNotEmpty();
            assertThat(certificate.getBasicConstraints()).isZero();
        }
        assertThat(authority.authorities().get("mail").getExtendedKeyUsage()).contains("1.3.6.1.5.5.7.3.4");
        assertThat(authority.authorities().get("time-stamping").getExtendedKeyUsage())
                .containsExactly("1.3.6.1.5.5.7.3.8");
    }

    private static boolean isInstalled(String program) {
        return List.of("/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/").stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place + program)));
    }

    private String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
