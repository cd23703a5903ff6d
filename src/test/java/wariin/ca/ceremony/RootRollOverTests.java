package wariin.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestClient;
import wariin.ca.TestSubscribers;
import wariin.ca.authority.CaSettings;
import wariin.ca.authority.TimeStampingUnit;
import wariin.ca.status.RevocationLists;
import wariin.database.DatabaseTest;
import wariin.x509.Certificates;
import wariin.x509.OpenSsl;

/// New generations of roots and of time-stamping units.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=roots")
class RootRollOverTests {
    @Autowired
    RollOver rollOver;

    @Autowired
    UnitRollOver units;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    Authorities authorities;

    @Autowired
    RevocationLists lists;

    @Autowired
    KeyCeremony.Books books;

    @Autowired
    KeyCeremony.Writing writing;

    @Autowired
    KeyCeremony.Tools tools;

    @Autowired
    AuthorityContents contents;

    @Autowired
    OfflineCeremony offline;

    @Autowired
    CaSettings settings;

    @Value("${wariin.base-url}")
    String base;

    @TempDir
    Path folder;

    @Test
    void certifiesTheNextRootByTheFormerOneAndPublishesIt() throws Exception {
        var former = authority.root();
        var next = rollOver.next("root").orElseThrow();
        assertThat(next.root()).isTrue();

        rollOver.begin("root", 2, "operators:anna,ben");
        rollOver.begin("root", 2, "operators:anna,ben");
        rollOver.begin("mail", 2, "operators:anna,ben");

        var root = authority.root();
        root.verify(root.getPublicKey());
        assertThat(root.getSubjectX500Principal().getName()).contains("Root Authority 2");
        assertThat(authority.roots())
                .extracting(CertificationAuthority.Root::name, CertificationAuthority.Root::current)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("root", false),
                        org.assertj.core.groups.Tuple.tuple("root-2", true));
        var cross = authority.crossCertificates().get("root-2-cross");
        cross.verify(former.getPublicKey());
        assertThat(cross.getPublicKey()).isEqualTo(root.getPublicKey());
        assertThat(cross.getSubjectX500Principal()).isEqualTo(root.getSubjectX500Principal());
        assertThat(cross.getNotAfter()).isBeforeOrEqualTo(former.getNotAfter());
        assertThat(lists.newest("root-2")).isPresent();
        assertThat(lists.newest("root")).isPresent();
        verifyByThoseWhoKnowOnlyTheFormerRoot();
        assertThat(new String(TestClient.of(base).get("/pki").body())).contains("root-2-cross.cer");
    }

    private void verifyByThoseWhoKnowOnlyTheFormerRoot() throws Exception {
        var client = TestClient.of(base);
        for (var name : List.of("root", "root-2-cross", "mail-2")) {
            Files.write(
                    folder.resolve(name + ".pem"),
                    client.get("/pki/" + name + ".pem").body());
        }
        var said = new OpenSsl(folder)
                .run("verify", "-x509_strict", "-CAfile", "root.pem", "-untrusted", "root-2-cross.pem", "mail-2.pem");
        assertThat(said.output()).contains("mail-2.pem: OK");
    }

    @Test
    void rollsTheRootOfTheOtherTreeOverToo() throws Exception {
        rollOver.begin("root-q", 2, "operators:anna,ben");

        var cross = authority.crossCertificates().get("root-q-2-cross");
        cross.verify(authority.authorities().get("root-q").getPublicKey());
        assertThat(cross.getPublicKey().getAlgorithm()).startsWith("ML-DSA");
    }

    @Test
    void letsTheNextUnitSignFromItsMomentOn() throws Exception {
        var unit = serving("tsu-rsa-1");
        var moment = Instant.now().plus(Duration.ofSeconds(5));
        units.begin("tsu-rsa-1", 2, moment, "operators:anna,ben");
        units.begin("tsu-rsa-1", 2, moment, "operators:anna,ben");

        assertThat(serving("tsu-rsa-1")).isEqualTo(unit);
        assertThat(units.next("tsu-rsa-1")).isEmpty();
        assertThat(part("tsu-rsa-1-2")).isEqualTo(UnitRollOver.Part.COMES);
        while (Instant.now().isBefore(moment.plusMillis(10))) Thread.sleep(100);
        var next = serving("tsu-rsa-1");
        assertThat(next.name()).isEqualTo("tsu-rsa-1-2");
        assertThat(next.key()).isNotEqualTo(unit.key());
        assertThat(next.endOfKeyUsage()).isAfter(Instant.now().plus(Duration.ofDays(1000)));
        assertThat(part("tsu-rsa-1")).isEqualTo(UnitRollOver.Part.FORMER);
        assertThat(authority.chain(next.certificate())).hasSize(3);
        assertThat(authority.allTimeStampingUnits()).contains(unit, next);
        assertThat(units.next("tsu-rsa-1").orElseThrow().name()).isEqualTo("tsu-rsa-1-3");
        assertThat(units.next("nothing")).isEmpty();
    }

    @Test
    void takesUnitsOfAboutASwitchIntoTheEvidence() {
        units.begin("tsu-1", 2, Instant.now(), "operators:anna,ben");

        var both = authorities.recentUnits().stream()
                .map(one -> Certificates.encoded(one.certificate()))
                .toList();
        var evidence = authority.evidenceFor(authority.issue(TestSubscribers.request()));
        assertThat(both).hasSize(2);
        assertThat(evidence.certificates()).containsAll(both);
    }

    /// A root, the unit's authority below it, and the unit, each made by the second generation's steps.
    @Test
    void goesOnAfterACrashAtEveryLineAndMakesNothingTwice() {
        var series = "t-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        ceremony(series, new HashSet<>(), false).perform();
        var crashedAt = new HashSet<String>();
        var from = Instant.now();
        while (crashesAtTheNextNewPoint(series, crashedAt, from))
            assertThat(crashedAt.size()).isLessThan(60);

        // The keys of root, unit and responder at two points each; their certificates and the cross one at four.
        assertThat(crashedAt).hasSize(3 * 2 + 4 * 4);
        var made = ceremony(series, new HashSet<>(), false).steps().stream()
                .map(KeyCeremony.CeremonyStep::step)
                .filter(step -> step.contains(series) && step.contains("-2"))
                .toList();
        assertThat(made).doesNotHaveDuplicates().contains(series + "root-2-cross certificate");
        var root = books.authorities().current(series + "root").orElseThrow();
        assertThat(root.name()).isEqualTo(series + "root-2");
        var cross = tools.issuance().findByHolder(series + "root-2-cross").orElseThrow();
        X509Certificate certificate = Certificates.parse(cross.der());
        assertThat(certificate.getPublicKey()).isEqualTo(root.certificate().getPublicKey());
        assertThat(books.units().of(series + "tsu-1"))
                .extracting(UnitRegister.Generation::name)
                .containsExactly(series + "tsu-1-2");
    }

    private boolean crashesAtTheNextNewPoint(String series, Set<String> crashedAt, Instant from) {
        var ceremony = ceremony(series, crashedAt, true);
        try {
            ceremony.nextGeneration(
                    ceremony.hierarchy().authority(series + "root").orElseThrow(), 2, "anna,ben");
            ceremony.nextUnit(ceremony.hierarchy().unit(series + "tsu-1").orElseThrow(), 2, from, "anna,ben");
            return false;
        } catch (Crash _) {
            return true;
        }
    }

    private KeyCeremony ceremony(String series, Set<String> crashedAt, boolean crashing) {
        var plan = KeyCeremony.Plan.of(settings, series, point -> {
            if (crashing && crashedAt.add(point)) throw new Crash();
        });
        return new KeyCeremony(books, writing, tools, contents, offline, plan);
    }

    private TimeStampingUnit serving(String line) {
        return authority.timeStampingUnits().stream()
                .filter(one -> one.line().equals(line))
                .findFirst()
                .orElseThrow();
    }

    private UnitRollOver.Part part(String name) {
        return units.standings().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .part();
    }

    private static class Crash extends RuntimeException {}
}
