package wariin.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.database.DatabaseTest;
import wariin.keys.AuthorityKeys;
import wariin.x509.Certificates;

@DatabaseTest
class KeyCeremonyTests {
    @Autowired
    KeyCeremony.Books books;

    @Autowired
    KeyCeremony.Writing writing;

    @Autowired
    AuthorityKeys keys;

    @Autowired
    Issuance issuance;

    @Autowired
    CertificateContents contents;

    @Autowired
    KeyCeremony ceremony;

    @Test
    void wasRecordedStepByStep() {
        var steps = ceremony.steps().stream()
                .filter(step -> !step.step().startsWith("t-"))
                .toList();

        assertThat(steps)
                .extracting(KeyCeremony.CeremonyStep::step)
                .startsWith("root key", "root certificate")
                .contains("issuing certificate", "tsu-1 certificate", "ocsp-issuing/1 certificate", "complete");
        assertThat(steps).allSatisfy(step -> assertThat(step.sha256()).hasSize(64));
    }

    @Test
    void goesOnAfterACrashAtEveryLineAndMakesNothingTwice() {
        var series = "t-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        var crashedAt = new HashSet<String>();
        while (crashesAtTheNextNewPoint(series, crashedAt))
            assertThat(crashedAt.size()).isLessThan(100);

        assertThat(crashedAt).hasSize(5 * 2 + 5 * 4); // five keys, five certificates
        var steps = ceremony.steps().stream()
                .map(KeyCeremony.CeremonyStep::step)
                .filter(step -> step.contains(series))
                .toList();
        assertThat(steps).doesNotHaveDuplicates().hasSize(5 + 5 + 1);
        assertThat(books.authorities().all().stream().filter(one -> one.name().startsWith(series)))
                .hasSize(2);
        for (var holder : List.of(series + "root", series + "issuing", series + "tsu-1")) {
            assertThat(books.certificates().findByHolder(holder)).hasValueSatisfying(stored -> {
                assertThat(stored.profile()).doesNotStartWith("subscriber");
                assertThat(stored.der()).isNotNull();
            });
        }
    }

    @Test
    void makesAnRsaAuthorityWhereOneIsConfigured() throws Exception {
        var series = "t-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        var plan = new KeyCeremony.Plan(series, true, _ -> {});

        new KeyCeremony(books, writing, keys, issuance, contents, plan).perform();

        var rsa = books.authorities().find(series + "issuing-rsa").orElseThrow();
        var root = books.authorities().find(series + "root").orElseThrow();
        rsa.certificate().verify(root.certificate().getPublicKey());
        assertThat(rsa.certificate().getPublicKey().getAlgorithm()).isEqualTo("RSA");
        var responder = books.certificates().newestResponder(rsa.name()).orElseThrow();
        assertThat(Certificates.parse(responder.der()).getSigAlgName()).isEqualTo("SHA256withRSA");
    }

    /// Runs the ceremony and lets it fail at the first point where it never failed; false when it came through.
    private boolean crashesAtTheNextNewPoint(String series, Set<String> crashedAt) {
        var plan = new KeyCeremony.Plan(series, false, point -> {
            if (crashedAt.add(point)) throw new Crash();
        });
        try {
            new KeyCeremony(books, writing, keys, issuance, contents, plan).perform();
            return false;
        } catch (Crash _) {
            return true;
        }
    }

    private static class Crash extends RuntimeException {}
}
