package wariin.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import wariin.Wariin;

/// A platform whose clock is set while it runs: a file says by how many milliseconds, the system property names it.
/// At the edge of the process, so that nothing but the JVM is needed.
final class SteppedPlatform {
    static final String FILE = "wariin.crash.offset";

    private SteppedPlatform() {}

    public static void main(String[] arguments) {
        new SpringApplication(Wariin.class, Stepping.class).run(arguments);
    }

    /// Not annotated, or every platform of the tests would find it.
    static class Stepping {

        @Bean
        @Primary
        Clock steppedClock() {
            return new SteppedClock();
        }
    }

    private static final class SteppedClock extends Clock {
        private volatile Duration offset = Duration.ZERO;

        SteppedClock() {
            Thread.ofPlatform().daemon().start(this::follow);
        }

        private void follow() {
            try {
                while (true) {
                    offset = Duration.ofMillis(Long.parseLong(Files.readString(Path.of(System.getProperty(FILE)))));
                    Thread.sleep(5);
                }
            } catch (IOException | InterruptedException broken) {
                throw new IllegalStateException(broken);
            }
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(offset);
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
