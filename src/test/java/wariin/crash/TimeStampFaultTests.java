package wariin.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.crash.Stampers.Reply;
import wariin.tsa.TimeServer;

/// Takes the clock, the time servers and the processor away from a platform that stamps, and judges every token by
/// the test's own clock.
@Tag("heavy")
class TimeStampFaultTests {
    private static final int CLIENTS = 4;
    private static final int KILLS = Integer.getInteger("wariin.crash.rounds", 5);

    @TempDir
    Path folder;

    private final List<TimeServer> servers = new ArrayList<>();

    @BeforeEach
    void startServers() throws Exception {
        for (var n = 0; n < 3; n++) servers.add(TimeServer.start());
    }

    @AfterEach
    void stopServers() {
        servers.forEach(TimeServer::close);
    }

    @Test
    void certifiesNoTimeOfAStandstillNorAfterTheServersAreLost() throws Exception {
        try (var platform = ChildPlatform.start(folder, Map.of(), ntp()).awaitReady();
                var stampers = new Stampers(platform.url, CLIENTS)) {
            awaitToken(stampers);
            for (var n = 0; n < 3; n++) standStill(platform, stampers);
            assertTold(platform, 3);
            loseTheServers(stampers);
        }
    }

    private static void standStill(ChildPlatform platform, Stampers stampers) throws Exception {
        Thread.sleep(1000);
        platform.signal("STOP");
        var stopped = Instant.now();
        Thread.sleep(3000);
        var continued = Instant.now();
        platform.signal("CONT");
        awaitToken(stampers);
        Thread.sleep(6000); // the record is written every five seconds
        var after = stampers.since(continued);
        // What was finished when the process stopped may leave later: it tells the time at which it was made.
        var finished = after.stream()
                .filter(reply -> reply.isToken() && reply.time().isBefore(continued))
                .toList();
        System.out.println("Stood still for 3 s: " + told(after) + ", " + finished.size() + " finished before");
        assertThat(finished)
                .hasSizeLessThanOrEqualTo(CLIENTS)
                .allSatisfy(reply -> assertThat(reply.time()).isBefore(stopped.plusMillis(20)));
    }

    private void loseTheServers(Stampers stampers) throws Exception {
        servers.forEach(server -> server.lie = TimeServer.Lie.SILENT);
        var silent = Instant.now();
        Thread.sleep(5000);
        var late = stampers.since(silent.plusMillis(2500));
        var last = stampers.all().stream()
                .filter(Reply::isToken)
                .map(Reply::time)
                .max(Instant::compareTo)
                .orElseThrow();
        System.out.println("Servers silent: last time certified "
                + Duration.between(silent, last).toMillis() + " ms later; then " + told(late));
        assertThat(Duration.between(silent, last)).isLessThanOrEqualTo(Duration.ofMillis(2010));
        assertThat(late).isNotEmpty().noneMatch(Reply::isToken);
        servers.forEach(server -> server.lie = TimeServer.Lie.NONE);
        awaitToken(stampers);
    }

    @Test
    void certifiesNoTimeOfAClockThatWasSet() throws Exception {
        var offset = Files.writeString(folder.resolve("offset"), "0");
        try (var platform = ChildPlatform.startStepped(folder, offset, ntp()).awaitReady();
                var stampers = new Stampers(platform.url, CLIENTS)) {
            for (var step : List.of("2000", "-2000")) {
                awaitToken(stampers);
                Thread.sleep(1000);
                set(offset, step);
                var stepped = Instant.now();
                Thread.sleep(6000); // twice the fence: the servers do not agree with the clock afterwards either
                var after = stampers.since(stepped.plusMillis(100));
                System.out.println("Clock set by " + step + " ms: " + told(after));
                assertThat(after).isNotEmpty().noneMatch(Reply::isToken);
                set(offset, "0");
                var back = Instant.now();
                awaitToken(stampers);
                var first = stampers.since(back).stream()
                        .filter(Reply::isToken)
                        .map(Reply::received)
                        .min(Instant::compareTo)
                        .orElseThrow();
                System.out.println("Clock put right: first token "
                        + Duration.between(back, first).toMillis() + " ms later");
                assertThat(Duration.between(back, first)).isGreaterThan(Duration.ofMillis(2900));
            }
            Thread.sleep(6000);
            assertTold(platform, 4);
        }
    }

    @Test
    void givesNoNumberTwiceWhenKilled() throws Exception {
        var serials = new HashSet<java.math.BigInteger>();
        var tokens = 0;
        List<Reply> known = List.of();
        for (var round = 0; round <= KILLS; round++) {
            try (var platform = ChildPlatform.start(folder, Map.of(), ntp()).awaitReady()) {
                assertWrittenDown(platform, known);
                if (round == KILLS) break;
                var stampers = new Stampers(platform.url, CLIENTS);
                awaitToken(stampers);
                Thread.sleep(3500 + (long) (Math.random() * 1000));
                var killed = Instant.now();
                platform.kill();
                stampers.close();
                var got = stampers.all().stream().filter(Reply::isToken).toList();
                got.forEach(reply -> serials.add(reply.serial()));
                tokens += got.size();
                // Once a second; twice that, since the machine may be busy.
                known = got.stream()
                        .filter(reply -> reply.received().isBefore(killed.minusMillis(2500)))
                        .toList();
                assertThat(serials).hasSize(tokens);
            }
        }
        System.out.println("After " + KILLS + " kills: " + tokens + " tokens, " + serials.size() + " numbers");
    }

    /// A sample of them.
    private static void assertWrittenDown(ChildPlatform platform, List<Reply> tokens) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            for (var n = 0; n < tokens.size(); n += Math.max(1, tokens.size() / 20)) {
                var address =
                        URI.create(platform.url + "/tsa/tokens/" + tokens.get(n).token());
                var request = HttpRequest.newBuilder(address)
                        .header("Accept", "application/json")
                        .build();
                var reply = client.send(request, BodyHandlers.ofString());
                assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
            }
        }
    }

    private String[] ntp() {
        var addresses = servers.stream().map(TimeServer::address).collect(Collectors.joining(","));
        return Stream.of("clock=ntp", "ntp-servers=" + addresses, "fence=3s")
                .map(setting -> "--wariin.tsa." + setting)
                .toArray(String[]::new);
    }

    /// At once: a file that is there in half says no time.
    private static void set(Path file, String offset) throws Exception {
        var fresh = Files.writeString(file.resolveSibling("fresh"), offset);
        Files.move(
                fresh,
                file,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /// One line of the running log for each trouble.
    private static void assertTold(ChildPlatform platform, int times) throws Exception {
        assertThat(platform.output()
                        .lines()
                        .filter(line -> line.contains("ERROR") && line.contains("wariin.tsa.ClockWatch")))
                .hasSizeGreaterThanOrEqualTo(times);
    }

    private static void awaitToken(Stampers stampers) throws Exception {
        var from = Instant.now();
        var end = from.plusSeconds(60);
        while (stampers.since(from).stream().noneMatch(Reply::isToken)) {
            assertThat(Instant.now()).as("a token comes within a minute").isBefore(end);
            Thread.sleep(20);
        }
    }

    private static String told(List<Reply> replies) {
        var tokens = replies.stream().filter(Reply::isToken).count();
        return tokens + " tokens, " + (replies.size() - tokens) + " refusals";
    }
}
