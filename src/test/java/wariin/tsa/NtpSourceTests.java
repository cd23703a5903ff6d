package wariin.tsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wariin.tsa.TimeServer.Lie;
import wariin.tsa.TimeSource.Leap;
import wariin.tsa.TimeSource.Reading;

@DisplayName("RFC 5905: time servers asked as a client")
class NtpSourceTests {
    private final List<TimeServer> servers = new ArrayList<>();

    @AfterEach
    void close() {
        servers.forEach(TimeServer::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 250, -250, 4000})
    void measuresHowFarTheClockIsOff(int offset) throws Exception {
        var source = source(4);
        for (var server : servers) server.offset = Duration.ofMillis(offset);

        var reading = (Reading.Known) source.read();

        assertThat(reading.offset()).isBetween(Duration.ofMillis(offset - 100), Duration.ofMillis(offset + 100));
        assertThat(reading.uncertainty()).isBetween(Duration.ZERO, Duration.ofMillis(200));
        assertThat(reading.leap()).isEqualTo(Leap.NONE);
        assertThat(reading.sources()).hasSize(4);
    }

    @Test
    void followsTheMajorityAgainstOneThatLies() throws Exception {
        var source = source(4);
        servers.get(2).offset = Duration.ofSeconds(30);

        var reading = (Reading.Known) source.read();

        assertThat(reading.offset()).isBetween(Duration.ofMillis(-200), Duration.ofMillis(200));
    }

    @Test
    void believesNobodyWhereHalfSaysThis() throws Exception {
        var source = source(4);
        servers.get(0).offset = Duration.ofSeconds(30);
        servers.get(1).offset = Duration.ofSeconds(30);

        assertThat(((Reading.Lost) source.read()).reason()).isEqualTo("The time servers do not agree");
    }

    @Test
    void countsASilentServerAsOneThatDoesNotAgree() throws Exception {
        var source = source(3);
        servers.get(0).lie = Lie.SILENT;
        assertThat(source.read()).isInstanceOf(Reading.Known.class);

        servers.get(1).lie = Lie.SILENT;

        assertThat(source.read()).isInstanceOf(Reading.Lost.class);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "LEAP_INSERT"})
    void takesNoAnswerFromAServerThat(Lie lie) throws Exception {
        var source = source(1);
        servers.getFirst().lie = lie;

        var reading = (Reading.Lost) source.read();

        assertThat(reading.reason()).isEqualTo("No time server answers");
        assertThat(reading.sources()).hasSize(1);
    }

    @Test
    void leavesAServerInPeaceThatAskedForIt() throws Exception {
        var source = source(1);
        servers.getFirst().lie = Lie.KISS_OF_DEATH;

        for (var n = 0; n < 5; n++) source.read();

        assertThat(servers.getFirst().asked).isEqualTo(1);
        assertThat(((Reading.Lost) source.read()).sources().getFirst()).contains("asked not to be asked");
    }

    @Test
    void hearsOfALeapSecondFromMost() throws Exception {
        var source = source(3);
        servers.get(0).lie = Lie.LEAP_INSERT;
        assertThat(((Reading.Known) source.read()).leap()).isEqualTo(Leap.NONE);

        servers.get(1).lie = Lie.LEAP_INSERT;

        assertThat(((Reading.Known) source.read()).leap()).isEqualTo(Leap.INSERT);
    }

    @Test
    void isNotKeptWaitingByWhatDoesNotExist() {
        var source = new NtpSource(List.of("127.0.0.1:1", "127.0.0.1:2"), Clock.systemUTC(), new SecureRandom());
        var begin = System.nanoTime();

        assertThat(source.read()).isInstanceOf(Reading.Lost.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T01:02:03.456Z",
                "2036-02-07T06:28:15.9Z",
                "2036-02-07T06:28:16Z",
                "2100-01-01T00:00:00Z"
            })
    void readsTimesOfThisEraAndTheNext(Instant at) {
        var read = NtpPacket.instant(NtpPacket.stamp(at), at.plusSeconds(86_400));

        assertThat(Duration.between(read, at).abs()).isLessThan(Duration.ofNanos(10));
    }

    private NtpSource source(int count) throws Exception {
        for (var n = 0; n < count; n++) servers.add(TimeServer.start());
        return new NtpSource(servers.stream().map(TimeServer::address).toList(), Clock.systemUTC(), new SecureRandom());
    }
}
