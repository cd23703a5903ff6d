package wariin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.IssuancePermit;
import wariin.ca.application.PermittedCertificate;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.application.PreparedOutcome;
import wariin.ca.authority.PolicyArc;
import wariin.ca.revocation.RevocationReason;
import wariin.database.DatabaseTest;
import wariin.x509.CertificateProfile;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

/// Ten thousand random certificates, with their lists, status answers and time-stamps, before other people's programs.
///
/// Batches where a program takes several files, a sample where it starts anew for each; the property
/// `wariin.conformance.sample` makes the samples larger.
@Tag("once")
@DatabaseTest
@TestPropertySource(
        properties = {"wariin.test.platform=conformance", "wariin.ca.policy-arc=" + OutsideProgramsTests.ARC})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutsideProgramsTests {
    private static final int CERTIFICATES = Integer.getInteger("wariin.conformance.certificates", 10_000);
    private static final int SAMPLE = Integer.getInteger("wariin.conformance.sample", 100);
    private static final int BATCH = 500;

    /// Kept for examples (RFC 5612); zlint cannot read the released arc, which is below a UUID.
    static final String ARC = "1.3.6.1.4.1.32473.1";

    /// A permit without officers: what is tested is the certificate.
    private static final class SamplePermit extends IssuancePermit {
        SamplePermit(PreparedCertificate certificate) {
            super(certificate.sha256(), "sample", Map.of());
        }
    }

    private record Issued(CertificateProfile profile, X509Certificate certificate, String issuer) {}

    @Autowired
    private CertificationAuthority authority;

    @Value("${wariin.base-url}")
    private String baseUrl;

    @TempDir
    private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random chance = new Random(4);
    private final List<Issued> issued = new ArrayList<>();
    private final Set<SerialNumber> revoked = new LinkedHashSet<>();
    private Programs programs;

    @BeforeAll
    void issue() throws IOException {
        programs = new Programs(folder);
        var subscribers = new RandomSubscribers(11, new PolicyArc(ARC));
        for (var done = 0; done < CERTIFICATES; done += BATCH) {
            var applications = new ArrayList<CertificateApplication>();
            for (var i = 0; i < Math.min(BATCH, CERTIFICATES - done); i++) applications.add(subscribers.next());
            issue(applications);
        }
        for (var one : issued) {
            Files.writeString(file(one), programs.pem(one.certificate()));
            if (one.profile().revocable() && one.profile().publishesStatus() && chance.nextInt(50) == 0) revoke(one);
        }
        Files.writeString(folder.resolve("root.pem"), programs.pem(authority.root()));
        var others = new StringBuilder();
        for (var one : authority.authorities().entrySet()) {
            Files.writeString(folder.resolve(one.getKey() + ".pem"), programs.pem(one.getValue()));
            var quantum = one.getValue().getPublicKey().getAlgorithm().startsWith("ML-DSA");
            if (!quantum && !one.getValue().equals(authority.root())) others.append(programs.pem(one.getValue()));
        }
        Files.writeString(folder.resolve("issuers.pem"), others);
        waitForLists();
    }

    /// Revocations are gathered for a second before their lists are made.
    private void waitForLists() {
        for (var one : issued) {
            if (!revoked.contains(SerialNumber.of(one.certificate()))) continue;
            var list = listsOf(List.of(one)).iterator().next();
            Awaitility.await().until(() -> Certificates.parseList(fetch(list)).isRevoked(one.certificate()));
        }
    }

    private void issue(List<CertificateApplication> applications) {
        var prepared = new ArrayList<PermittedCertificate>();
        for (var application : applications) {
            var outcome = authority.prepare(application);
            assertThat(outcome)
                    .as("%s for %s", application.profile(), application.subject())
                    .isInstanceOf(PreparedOutcome.Prepared.class);
            var certificate = ((PreparedOutcome.Prepared) outcome).certificate();
            prepared.add(new PermittedCertificate(certificate, new SamplePermit(certificate)));
        }
        var certificates = authority.issueAll(prepared);
        for (var i = 0; i < certificates.size(); i++) {
            var issuer = prepared.get(i).certificate().issuer();
            issued.add(new Issued(applications.get(i).profile(), certificates.get(i), issuer));
        }
    }

    private void revoke(Issued one) {
        var serial = SerialNumber.of(one.certificate());
        authority.revoke(serial, RevocationReason.SUPERSEDED, "sample");
        revoked.add(serial);
    }

    @Test
    void opensslVerifiesAllWithTheirListsAndRefusesJustTheRevokedOnes() throws IOException {
        var lists = new StringBuilder();
        for (var url : listsOf(issued)) {
            lists.append(programs.pem("X509 CRL", fetch(url)));
        }
        lists.append(programs.pem("X509 CRL", fetch(baseUrl + "/pki/root.crl")));
        Files.writeString(folder.resolve("lists.pem"), lists);
        for (var byStatus : issued.stream()
                .collect(Collectors.partitioningBy(one -> one.profile().publishesStatus()))
                .entrySet()) {
            var whole = byStatus.getKey() ? List.of("-crl_check_all", "-CRLfile", "lists.pem") : List.<String>of();
            for (var batch : programs.batches(byStatus.getValue(), BATCH)) {
                var command = new ArrayList<>(List.of("openssl", "verify", "-x509_strict", "-policy_check"));
                command.addAll(List.of("-CAfile", "root.pem", "-untrusted", "issuers.pem"));
                command.addAll(whole);
                batch.forEach(one -> command.add(name(one)));
                var output = programs.run(command).output();
                for (var one : batch) expectVerified(output, one);
            }
        }
    }

    private void expectVerified(String output, Issued one) {
        var file = name(one);
        if (revoked.contains(SerialNumber.of(one.certificate()))) {
            assertThat(output)
                    .contains("error " + file + ": verification failed")
                    .contains("certificate revoked");
        } else {
            assertThat(output.lines().anyMatch((file + ": OK")::equals))
                    .as(() ->
                            one.profile() + " " + one.certificate().getSubjectX500Principal() + "\n" + failures(output))
                    .isTrue();
        }
    }

    private static String failures(String output) {
        return output.lines().filter(line -> !line.endsWith(": OK")).limit(20).collect(Collectors.joining("\n"));
    }

    @Test
    void gnutlsVerifiesASampleAndItsLists() throws IOException {
        for (var one : sample(live())) {
            var chain = authority.chain(one.certificate()).stream()
                    .map(programs::pem)
                    .collect(Collectors.joining());
            Files.writeString(folder.resolve("chain.pem"), chain);
            var result = programs.run(
                    List.of("certtool", "--verify", "--infile", "chain.pem", "--load-ca-certificate", "root.pem"));
            assertThat(result.output()).as(one.profile().id()).contains("Verified. The certificate is trusted.");
        }
        for (var list : sample(List.copyOf(listsOf(issued)))) {
            Files.writeString(folder.resolve("list.pem"), programs.pem("X509 CRL", fetch(list)));
            var issuer = issuerInAddress(list);
            var checked = programs.run(
                    List.of("certtool", "--verify-crl", "--infile", "list.pem", "--load-ca-certificate", issuer));
            assertThat(checked.output()).as(list).contains("Verification output: Verified");
        }
    }

    @Test
    void opensslReadsEveryListOfAllAuthorities() throws IOException {
        for (var list : listsOf(issued)) {
            Files.write(folder.resolve("one.crl"), fetch(list));
            var result = programs.run(List.of(
                    "openssl", "crl", "-inform", "DER", "-in", "one.crl", "-CAfile", issuerInAddress(list), "-noout"));
            assertThat(result.output()).as(list).contains("verify OK");
        }
    }

    @Test
    void nssTakesMailCertificatesForMail() throws IOException {
        Files.createDirectories(folder.resolve("nss"));
        programs.require("certutil", "-N", "-d", "sql:nss", "--empty-password");
        programs.require("certutil", "-A", "-d", "sql:nss", "-n", "root", "-t", "CT,C,C", "-i", "root.pem");
        programs.require("certutil", "-A", "-d", "sql:nss", "-n", "mail", "-t", ",,", "-i", "mail.pem");
        var mail = live().stream().filter(one -> one.profile().needsMailbox()).toList();
        for (var one : sample(mail)) {
            var result = programs.run(List.of("certutil", "-V", "-d", "sql:nss", "-u", "S", "-i", name(one)));
            if (result.status() != 0) { // older versions look certificates up by their name only
                programs.require("certutil", "-A", "-d", "sql:nss", "-n", name(one), "-t", ",,", "-i", name(one));
                result = programs.run(List.of("certutil", "-V", "-d", "sql:nss", "-n", name(one), "-u", "S"));
            }
            assertThat(result.output()).as(one.profile().id()).contains("certificate is valid");
        }
    }

    @Test
    void zlintFindsNoErrorWhereItIsInstalled() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(programs.has("zlint"), "zlint is not installed");
        for (var one : sample(issued)) {
            var result = programs.run(
                    List.of("zlint", "-includeSources", "CABF_SMIME_BR,RFC5280,ETSI_ESI,Community", name(one)));
            assertThat(result.status()).as(result.output()).isZero();
            assertThat(result.output())
                    .as(one.profile().id())
                    .contains("\"pass\"")
                    .doesNotContain("\"error\"", "\"fatal\"");
        }
    }

    @Test
    void opensslAndGnutlsReadStatusAnswers() throws IOException {
        var asked =
                issued.stream().filter(one -> one.profile().publishesStatus()).toList();
        for (var byIssuer :
                asked.stream().collect(Collectors.groupingBy(Issued::issuer)).entrySet()) {
            for (var batch : programs.batches(byIssuer.getValue(), 10)) askOpenssl(byIssuer.getKey(), batch);
        }
        for (var one : sample(live())) {
            if (!one.profile().publishesStatus()) continue;
            askOpenssl(one.issuer(), List.of(one));
            var issuer = one.issuer() + ".pem";
            var answer = programs.run(List.of(
                    "ocsptool",
                    "--ask=" + baseUrl + "/ocsp",
                    "--nonce",
                    "--load-cert",
                    name(one),
                    "--load-issuer",
                    issuer,
                    "--load-trust",
                    issuer));
            assertThat(answer.output())
                    .as(one.profile().id())
                    .contains("Certificate Status: good", "Verifying OCSP Response: Success");
        }
    }

    private void askOpenssl(String issuer, List<Issued> batch) {
        var command = new ArrayList<>(List.of("openssl", "ocsp", "-sha256", "-issuer", issuer + ".pem"));
        for (var one : batch) command.addAll(List.of("-cert", name(one)));
        command.addAll(List.of("-nonce", "-url", baseUrl + "/ocsp", "-CAfile", "root.pem"));
        command.addAll(List.of("-verify_other", issuer + ".pem"));
        var output = programs.run(command).output();
        assertThat(output).contains("Response verify OK").doesNotContain("WARNING", "Nonce Verify error");
        for (var one : batch) {
            var status = revoked.contains(SerialNumber.of(one.certificate())) ? "revoked" : "good";
            assertThat(output).contains(name(one) + ": " + status);
        }
    }

    @Test
    void opensslVerifiesTimeStamps() throws Exception {
        for (var i = 0; i < SAMPLE; i++) {
            var digest = List.of("-sha256", "-sha384", "-sha512").get(i % 3);
            var content = new byte[chance.nextInt(2_000)];
            chance.nextBytes(content);
            Files.write(folder.resolve("stamped"), content);
            var query =
                    new ArrayList<>(List.of("openssl", "ts", "-query", "-data", "stamped", digest, "-out", "q.tsq"));
            if (i % 2 == 0) query.add("-cert");
            if (i % 5 == 0) query.add("-no_nonce");
            programs.require(query.toArray(String[]::new));
            var unit = i % 4 == 3 ? "/tsa/tsu-rsa-1" : "/tsa";
            var request = HttpRequest.newBuilder(URI.create(baseUrl + unit))
                    .header("Content-Type", "application/timestamp-query")
                    .POST(HttpRequest.BodyPublishers.ofFile(folder.resolve("q.tsq")))
                    .build();
            Files.write(
                    folder.resolve("r.tsr"),
                    http.send(request, BodyHandlers.ofByteArray()).body());
            Files.writeString(folder.resolve("units.pem"), units() + Files.readString(folder.resolve("issuers.pem")));
            var result = programs.run(List.of(
                    "openssl",
                    "ts",
                    "-verify",
                    "-queryfile",
                    "q.tsq",
                    "-in",
                    "r.tsr",
                    "-CAfile",
                    "root.pem",
                    "-untrusted",
                    "units.pem"));
            assertThat(result.output()).contains("Verification: OK");
        }
    }

    private String units() {
        return authority.timeStampingUnits().stream()
                .filter(unit ->
                        !unit.certificate().getPublicKey().getAlgorithm().startsWith("ML-DSA"))
                .map(unit -> programs.pem(unit.certificate()))
                .collect(Collectors.joining());
    }

    private List<Issued> live() {
        return issued.stream()
                .filter(one -> !revoked.contains(SerialNumber.of(one.certificate())))
                .toList();
    }

    private <T> List<T> sample(List<T> all) {
        if (all.size() <= SAMPLE) return all;
        return chance.ints(SAMPLE, 0, all.size()).mapToObj(all::get).toList();
    }

    private Path file(Issued one) {
        return folder.resolve(name(one));
    }

    private static String name(Issued one) {
        return SerialNumber.of(one.certificate()) + ".pem";
    }

    private static String issuerInAddress(String url) {
        return url.replaceFirst(".*/pki/", "").replaceFirst("[/.].*", "") + ".pem";
    }

    private Set<String> listsOf(List<Issued> certificates) {
        var urls = new LinkedHashMap<String, String>();
        for (var one : certificates) {
            var extension = one.certificate().getExtensionValue("2.5.29.31");
            if (extension == null) continue;
            var url = listIn(extension);
            urls.put(url, url);
        }
        return urls.keySet();
    }

    private static String listIn(byte[] extension) {
        try {
            var points = CRLDistPoint.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension));
            var names = GeneralNames.getInstance(
                    points.getDistributionPoints()[0].getDistributionPoint().getName());
            return names.getNames()[0].getName().toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] fetch(String url) {
        try {
            var response = http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
            assertThat(response.statusCode()).as(url).isEqualTo(200);
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(url, e);
        }
    }
}
