package wariin.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.inspection.InspectionJournal.Plan;

/// On a platform of its own, whose own rounds begin twenty seconds after its start: they take what is due at once.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=inspection-schedule")
class InspectionScheduleTests {

    private static final Duration LEASE = Duration.ofMinutes(10);

    @Autowired
    InspectionJournal journal;

    @Autowired
    Inspections inspections;

    @Autowired
    Clock clock;

    @Test
    void givesAPlanToOneRunnerAtATimeUntilItsLeaseEnds() {
        var now = clock.instant().minus(Duration.ofDays(2000)).truncatedTo(ChronoUnit.MICROS);
        var subject = UUID.randomUUID();
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();
        journal.plan(subject, "ca-tm-10", "no-such-check", now);

        var claimed = journal.claim(one, now, LEASE).orElseThrow();
        assertThat(claimed).isEqualTo(new Plan(subject, "ca-tm-10", "no-such-check", now, 0));
        assertThat(journal.claim(other, now, LEASE)).isEmpty();
        var later = now.plus(LEASE).plusSeconds(1);
        assertThat(journal.claim(other, later, LEASE)).isPresent();

        assertThat(journal.release(one, claimed, later, 0)).isFalse();
        assertThat(journal.release(other, claimed, later.plus(Duration.ofDays(1)), 0))
                .isTrue();
        assertThat(journal.claim(one, later, LEASE)).isEmpty();
        journal.hurry(subject, null, later);
        assertThat(journal.claim(one, later, LEASE)).isPresent();
        journal.release(one, claimed, clock.instant().plus(Duration.ofDays(9000)), 0);
    }

    @Test
    void showsAFaultOfOursAndTriesAgainAFewTimesOnly() {
        var subject = UUID.randomUUID();
        // Not due, or the platform's own round could be quicker than this test.
        journal.plan(subject, "ca-tm-10", "no-such-check", clock.instant().plusSeconds(3_600));

        inspections.replan(); // forgets what is no longer there …
        inspections.runDue();
        assertThat(journal.plans(subject)).isEmpty();

        for (var attempt = 1; attempt <= 3; attempt++) {
            journal.plan(subject, "ca-tm-10", "no-such-check", clock.instant().minusSeconds(5));
            inspections.runDue();
            assertThat(journal.plans(subject).getFirst().attempts()).isEqualTo(attempt % 3);
            assertThat(journal.plans(subject).getFirst().nextAt()).isAfter(clock.instant());
            if (attempt < 3) due(subject, attempt);
        }
        assertThat(journal.history(subject, "ca-tm-10", 10))
                .hasSize(3)
                .allSatisfy(run -> assertThat(run.failure()).contains("Nothing is left to look at"));
        journal.forget(List.of());
    }

    /// As if the time had come.
    private void due(UUID subject, int attempts) {
        var runner = UUID.randomUUID();
        var plan = journal.claim(runner, clock.instant().plus(Duration.ofDays(2)), LEASE)
                .orElseThrow();
        assertThat(plan.subject()).isEqualTo(subject);
        journal.release(runner, plan, clock.instant().minusSeconds(5), attempts);
    }

    @Test
    void keepsEveryLookAndEndsTheAbandoned() {
        var plan = new Plan(UUID.randomUUID(), "ca-tm-10", "crl-ocsp-freshness", clock.instant(), 0);
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        journal.begin(first, plan, clock.instant().minus(Duration.ofDays(2)));
        journal.begin(second, plan, clock.instant());
        journal.end(second, Look.satisfied("よい", "Good", Map.of()), "{}", clock.instant());
        journal.end(second, Look.notSatisfied("わるい", "Bad", Map.of()), "{}", clock.instant());

        assertThat(journal.failAbandoned(clock.instant().minus(Duration.ofDays(1)), clock.instant()))
                .isEqualTo(1);

        assertThat(journal.newest(plan.subject())).singleElement().satisfies(run -> {
            assertThat(run.verdict()).isEqualTo(InspectionVerdict.SATISFIED);
            assertThat(String.valueOf(run.reason())).contains("Good");
        });
        assertThat(journal.history(plan.subject(), "ca-tm-10", 10)).hasSize(2);
    }
}
