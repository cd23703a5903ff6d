package wariin.tsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wariin.tsa.TimeSource.Leap;
import wariin.tsa.TimeSource.Reading;

class ClockGuardTests {
    private static final Instant START = Instant.parse("2026-11-22T00:00:05Z");
    private static final Duration FENCE = Duration.ofSeconds(60);
    private static final ClockGuard.Limits LIMITS =
            new ClockGuard.Limits(Duration.ofMillis(500), Duration.ofMillis(100), FENCE);

    private final Wall wall = new Wall();
    private final ClockRecord record = new ClockRecord(LIMITS.alarm());
    private final Scripted source = new Scripted();
    private long count = Long.MAX_VALUE - 5; // the counter may run over

    @Nested
    class WithNobodyToAsk {

        @Test
        void tellsTheTimeWhileBothAgree() {
            var guard = guard(Instant.EPOCH);

            pass(Duration.ofHours(5), Duration.ofHours(5));

            assertThat(guard.time().at()).isEqualTo(START.plus(Duration.ofHours(5)));
        }

        @ParameterizedTest
        @ValueSource(ints = {2000, -2000, 60, -60})
        void fencesAfterAJumpInEitherDirectionAndRecovers(int jump) {
            var guard = guard(Instant.EPOCH);
            guard.time();

            pass(Duration.ofMillis(1000 + jump), Duration.ofMillis(1000));

            refused(guard::time, "set");
            pass(Duration.ofSeconds(59), Duration.ofSeconds(59));
            refused(guard::time, "being watched");
            pass(Duration.ofSeconds(2), Duration.ofSeconds(2));
            assertThat(guard.time().at()).isEqualTo(wall.now);
            assertThat(record.drain(true).stream().mapToInt(ClockMinute::steps).sum())
                    .isEqualTo(1);
        }

        @Test
        void toleratesSlowCorrection() {
            var guard = guard(Instant.EPOCH);
            for (var minute = 0; minute < 120; minute++) {
                pass(Duration.ofSeconds(61).plusMillis(30), Duration.ofSeconds(61));

                assertThat(guard.time().at()).isEqualTo(wall.now);
            }
        }

        @Test
        void refusesATimeBeforeTheLastCertifiedOne() {
            var guard = guard(START.plusSeconds(30));

            refused(guard::time, "behind");
            pass(Duration.ofSeconds(31), Duration.ofSeconds(31));
            assertThat(guard.time().at()).isEqualTo(START.plusSeconds(31));
        }

        @Test
        void refusesWhereALeapSecondCouldBe() {
            wall.now = Instant.parse("2026-12-31T23:59:57Z");
            var guard = new ClockGuard(wall, () -> count, LIMITS, source, Instant.EPOCH, record);

            assertThat(guard.time().at()).isEqualTo(wall.now);
            pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
            refused(guard::time, "leap second");
            pass(Duration.ofSeconds(3), Duration.ofSeconds(3));
            refused(guard::time, "leap second");
            pass(Duration.ofSeconds(1), Duration.ofSeconds(1));
            assertThat(guard.time().at()).isEqualTo(wall.now);
        }
    }

    @Nested
    class WithServersToAsk {

        @Test
        void lendsTheTimeForTwoSecondsFromTheQuestion() {
            var guard = known(0, 10, Leap.NONE);
            source.delay = Duration.ofMillis(300);
            guard.renew();

            pass(Duration.ofMillis(1699), Duration.ofMillis(1699));
            assertThat(guard.time().at()).isEqualTo(wall.now);
            pass(Duration.ofMillis(1), Duration.ofMillis(1));
            refused(guard::time, "older than two seconds");
        }

        @Test
        void endsTheLeaseWhenTheServersAreLost() {
            var guard = known(0, 10, Leap.NONE);
            guard.renew();
            guard.time();

            source.reading = new Reading.Lost("No time server answers", List.of());
            guard.renew();

            refused(guard::time, "No time server answers");
            assertThat(record.drainEvents()).extracting(ClockEvent::kind).containsExactly(ClockEvent.Kind.LOST);
        }

        @ParameterizedTest
        @CsvSource({"0, 499, true", "0, 500, false", "480, 19, true", "-480, 20, false", "2000, 1, false"})
        void isNotFurtherOffThanTokensPromise(int offset, int uncertainty, boolean lent) {
            var guard = known(offset, uncertainty, Leap.NONE);
            guard.renew();

            if (lent) assertThat(guard.time().at()).isEqualTo(wall.now);
            else refused(guard::time, "The clock is off");
        }

        @Test
        void saysThatTheClockDriftsBeforeItIsTooLate() {
            var guard = known(99, 1, Leap.NONE);
            guard.renew();
            assertThat(guard.drifts()).isFalse();

            source.reading = reading(-100, 1, Leap.NONE);
            guard.renew();

            assertThat(guard.drifts()).isTrue();
            guard.time();
            assertThat(record.drainEvents()).extracting(ClockEvent::kind).containsExactly(ClockEvent.Kind.DRIFTS);
        }

        @ParameterizedTest
        @CsvSource({
            "NONE, 2026-11-30T23:59:59Z, true",
            "INSERT, 2026-11-30T23:59:59.9Z, false",
            "INSERT, 2026-12-01T00:00:01Z, false",
            "INSERT, 2026-12-01T00:00:02Z, true",
            "DELETE, 2026-11-30T23:59:58Z, false",
            "INSERT, 2026-11-29T23:59:59Z, true",
            "UNKNOWN, 2026-11-10T12:00:00Z, false"
        })
        void refusesNearALeapSecondAndWhereNoneKnows(Leap leap, Instant at, boolean lent) {
            source.reading = reading(0, 1, leap);
            wall.now = at;
            var guard = new ClockGuard(wall, () -> count, LIMITS, source, Instant.EPOCH, record);
            source.patience = Duration.ofMillis(400);
            guard.renew();

            if (lent) assertThat(guard.time().at()).isEqualTo(at);
            else refused(guard::time, "leap second");
        }

        @Test
        void letsNoTokenOutThatWasMadeAcrossAStep() {
            var guard = known(0, 1, Leap.NONE);
            guard.renew();
            var moment = guard.time();

            pass(Duration.ofMillis(61), Duration.ofMillis(10));

            refused(() -> guard.confirm(moment), "set");
            refused(guard::time, "set");
        }

        @Test
        void letsNoTokenOutThatWasMadeAcrossAStepThatANewLeaseHides() {
            var guard = known(0, 1, Leap.NONE);
            guard.renew();
            var moment = guard.time();

            pass(Duration.ofMillis(61), Duration.ofMillis(10));
            guard.renew();

            refused(() -> guard.confirm(moment), "set");
        }

        @Test
        void letsNoTokenOutOfAProcessThatStoodStill() {
            var guard = known(0, 1, Leap.NONE);
            guard.renew();
            var moment = guard.time();
            pass(Duration.ofMillis(1500), Duration.ofMillis(1500));
            refused(() -> guard.confirm(moment), "stood still");

            pass(Duration.ofSeconds(9), Duration.ofSeconds(9));
            refused(() -> guard.confirm(moment), "older than two seconds");
            guard.renew();
            refused(() -> guard.confirm(moment), "stood still");
            guard.confirm(guard.time());
        }

        @Test
        void countsItselfWhatItWaitsBetweenTwoLooksAtTheClock() {
            var guard = known(0, 1, Leap.NONE);
            guard.renew();

            wall.pauseAtNextLook = Duration.ofMillis(200); // taken off the processor between two reads

            assertThat(guard.time().at()).isAfter(START);
        }
    }

    private ClockGuard guard(Instant earliest) {
        wall.now = START;
        return new ClockGuard(wall, () -> count, LIMITS, source, earliest, record);
    }

    private ClockGuard known(int offset, int uncertainty, Leap leap) {
        source.patience = Duration.ofMillis(400);
        source.reading = reading(offset, uncertainty, leap);
        return guard(Instant.EPOCH);
    }

    private static Reading reading(int offset, int uncertainty, Leap leap) {
        return new Reading.Known(Duration.ofMillis(offset), Duration.ofMillis(uncertainty), leap, List.of("server"));
    }

    private void pass(Duration onTheWall, Duration inTruth) {
        wall.now = wall.now.plus(onTheWall);
        count += inTruth.toNanos();
    }

    private static void refused(Runnable call, String words) {
        assertThatExceptionOfType(TimeNotAvailable.class).isThrownBy(call::run).withMessageContaining(words);
    }

    private class Scripted implements TimeSource {
        Reading reading = new Reading.Unwatched();
        Duration patience = Duration.ZERO;
        Duration delay = Duration.ZERO;

        @Override
        public Reading read() {
            pass(delay, delay);
            return reading;
        }

        @Override
        public Duration patience() {
            return patience;
        }
    }

    private class Wall extends Clock {
        Instant now = START;
        Duration pauseAtNextLook = Duration.ZERO;

        @Override
        public Instant instant() {
            pass(pauseAtNextLook, pauseAtNextLook);
            pauseAtNextLook = Duration.ZERO;
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
