package wariin.ca.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.ca.authority.CaSettings;
import wariin.ca.authority.CaSettings.Ceremony;
import wariin.ca.authority.PolicyArc;
import wariin.database.DatabaseTest;
import wariin.x509.Certificates;

@DatabaseTest
class KeyCeremonyTests {
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
            assertThat(crashedAt.size()).isLessThan(200);

        assertThat(crashedAt).hasSize(20 * 2 + 20 * 4); // nine authorities, three units and eight responders
        var steps = ceremony.steps().stream()
                .map(KeyCeremony.CeremonyStep::step)
                .filter(step -> step.contains(series))
                .toList();
        assertThat(steps).doesNotHaveDuplicates().hasSize(20 + 20 + 1);
        assertThat(books.authorities().all().stream().filter(one -> one.name().startsWith(series)))
                .hasSize(9);
        for (var holder : List.of(series + "root", series + "issuing", series + "tsu-1")) {
            assertThat(tools.issuance().findByHolder(holder)).hasValueSatisfying(stored -> {
                assertThat(stored.profile()).doesNotStartWith("subscriber");
                assertThat(stored.der()).isNotNull();
            });
        }
    }

    @Test
    void makesAnRsaAuthorityWhereOneIsConfigured() throws Exception {
        var series = "t-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        var withRsa = new CaSettings(
                "JP", "Wariin", true, false, Ceremony.AUTOMATIC, 4, Duration.ofDays(730), null, PolicyArc.RELEASED);
        var plan = KeyCeremony.Plan.of(withRsa, series, _ -> {});

        new KeyCeremony(books, writing, tools, contents, offline, plan).perform();

        var rsa = books.authorities().find(series + "issuing-rsa").orElseThrow();
        var root = books.authorities().find(series + "root").orElseThrow();
        rsa.certificate().verify(root.certificate().getPublicKey());
        assertThat(rsa.certificate().getPublicKey().getAlgorithm()).isEqualTo("RSA");
        var responder = tools.issuance().newestResponder(rsa.name()).orElseThrow();
        assertThat(Certificates.parse(responder.der()).getSigAlgName()).isEqualTo("SHA256withRSA");
    }

    /// Runs the ceremony and lets it fail at the first point where it never failed; false when it came through.
    private boolean crashesAtTheNextNewPoint(String series, Set<String> crashedAt) {
        var plan = KeyCeremony.Plan.of(settings, series, point -> {
            if (crashedAt.add(point)) throw new Crash();
        });
        try {
            new KeyCeremony(books, writing, tools, contents, offline, plan).perform();
            return false;
        } catch (Crash _) {
            return true;
        }
    }

    private static class Crash extends RuntimeException {}
}
