package wariin.tsa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ClockGuardTests {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration FENCE = Duration.ofSeconds(60);

    private final Wall wall = new Wall();
    private long count = Long.MAX_VALUE - 5; // the counter may run over

    @Test
    void tellsTheTimeWhileBothAgree() {
        var guard = guard(Instant.EPOCH);

        pass(Duration.ofHours(5), Duration.ofHours(5));

        assertThat(guard.time()).isEqualTo(START.plus(Duration.ofHours(5)));
    }

    @Test
    void fencesAfterAJumpInEitherDirectionAndRecovers() {
        for (var jump : new int[] {2, -2}) {
            var guard = guard(Instant.EPOCH);
            guard.time();

            pass(Duration.ofSeconds(10 + jump), Duration.ofSeconds(10));

            assertThatThrownBy(guard::time).isInstanceOf(TimeNotAvailable.class);
            pass(Duration.ofSeconds(59), Duration.ofSeconds(59));
            assertThatThrownBy(guard::time).isInstanceOf(TimeNotAvailable.class);
            pass(Duration.ofSeconds(2), Duration.ofSeconds(2));
            assertThat(guard.time()).isEqualTo(wall.now);
        }
    }

    @Test
    void toleratesSlowCorrection() {
        var guard = guard(Instant.EPOCH);
        for (var minute = 0; minute < 120; minute++) {
            pass(Duration.ofSeconds(61).plusMillis(30), Duration.ofSeconds(61));

            assertThat(guard.time()).isEqualTo(wall.now);
        }
    }

    @Test
    void refusesATimeBeforeTheLastCertifiedOne() {
        var guard = guard(START.plusSeconds(30));

        assertThatThrownBy(guard::time).isInstanceOf(TimeNotAvailable.class);
        pass(Duration.ofSeconds(31), Duration.ofSeconds(31));
        assertThat(guard.time()).isEqualTo(START.plusSeconds(31));
    }

    private ClockGuard guard(Instant earliest) {
        wall.now = START;
        return new ClockGuard(wall, () -> count, FENCE, earliest);
    }

    private void pass(Duration onTheWall, Duration inTruth) {
        wall.now = wall.now.plus(onTheWall);
        count += inTruth.toNanos();
    }

    private static class Wall extends Clock {
        Instant now = START;

        @Override
        public Instant instant() {
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
