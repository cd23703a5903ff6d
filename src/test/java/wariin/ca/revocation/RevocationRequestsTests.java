package wariin.ca.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestSubscribers;
import wariin.ca.revocation.RevocationOutcome.Revoked;
import wariin.database.DatabaseTest;
import wariin.journal.Journal;
import wariin.x509.SerialNumber;

@DatabaseTest
class RevocationRequestsTests {
    @Autowired
    RevocationRequests requests;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    Journal journal;

    @Test
    void aReportStartsAClockThatItsKindSets() {
        var serial = issued();

        var key = requests.report(serial, RevocationProblem.KEY_COMPROMISED, "It lies on the street", "somebody")
                .orElseThrow();
        var facts = requests.report(serial, RevocationProblem.FACTS_CHANGED, "She has left", "desk")
                .orElseThrow();

        assertThat(Duration.between(key.reportedAt(), key.deadline())).isEqualTo(Duration.ofHours(24));
        assertThat(Duration.between(facts.reportedAt(), facts.deadline())).isEqualTo(Duration.ofDays(5));
        assertThat(Duration.between(facts.reportedAt(), facts.answerDue())).isEqualTo(Duration.ofHours(24));
        assertThat(key.isOverdue(key.deadline().plusSeconds(1))).isTrue();
        assertThat(requests.open())
                .filteredOn(request -> request.serial().equals(serial))
                .extracting(RevocationRequest::id)
                .containsExactly(key.id(), facts.id());
        assertThat(requests.report(SerialNumber.of("4" + "0".repeat(39)), RevocationProblem.MISUSED, "x", "y"))
                .isEmpty();
        assertThatThrownBy(() -> requests.report(serial, RevocationProblem.MISUSED, " ", "y"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDecisionRevokesOrSaysWhyNotAndIsMadeOnce() {
        var serial = issued();
        var wrong = requests.report(serial, RevocationProblem.MISUSED, "I do not like it", "somebody")
                .orElseThrow();
        var right = requests.report(serial, RevocationProblem.KEY_COMPROMISED, "Here is the key", "somebody")
                .orElseThrow();

        assertThat(requests.refuse(wrong.id(), "That is no misuse", "operator")).isTrue();
        assertThat(requests.refuse(wrong.id(), "Again", "operator")).isFalse();
        assertThat(requests.revoke(wrong.id(), "operator")).isEmpty();
        assertThat(requests.revoke(right.id(), "operator")).get().isInstanceOf(Revoked.class);

        var certificate = authority.find(serial).orElseThrow();
        assertThat(authority.isRevoked(certificate)).isTrue();
        assertThat(authority.isCompromised(certificate.getPublicKey())).isTrue();
        assertThat(requests.about(serial)).allMatch(request -> request.decision() != null);
        assertThat(journal.about(serial.toString()).stream()
                        .map(entry -> entry.act().kind()))
                .containsExactly(
                        "certificate-issued",
                        "revocation-problem-reported",
                        "revocation-problem-reported",
                        "revocation-problem-refused",
                        "certificate-revoked",
                        "revocation-problem-ended");
    }

    private SerialNumber issued() {
        return SerialNumber.of(authority.issue(TestSubscribers.request()));
    }
}
