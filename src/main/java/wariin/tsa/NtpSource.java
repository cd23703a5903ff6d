package wariin.tsa;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import wariin.tsa.Agreement.Statement;

/// Asks several time servers at once and believes what most of them agree on (RFC 5905, client mode).
///
/// Servers are the operator's own, since they are asked once a second. Not authenticated: whoever can answer in the
/// place of most servers can lie (RFC 8915 is what the machine's own time service is for).
final class NtpSource implements TimeSource {
    static final Duration PATIENCE = Duration.ofMillis(400);
    private static final long SILENCE = Duration.ofMinutes(1).toNanos();
    private static final int PORT = 123;

    private sealed interface Answer {
        record Said(Statement statement, Leap leap) implements Answer {}

        record Unusable(String server, String why) implements Answer {}
    }

    private final List<String> servers;
    private final Clock clock;
    private final SecureRandom random;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Long> silentUntil = new ConcurrentHashMap<>();

    /// @param servers `host` or `host:port`
    NtpSource(List<String> servers, Clock clock, SecureRandom random) {
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("wariin.tsa.clock=ntp needs servers: set wariin.tsa.ntp-servers");
        }
        this.servers = List.copyOf(servers);
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Reading read() {
        var statements = new ArrayList<Statement>();
        var leaps = new ConcurrentHashMap<String, Leap>();
        var told = new ArrayList<String>();
        for (var answer : ask()) {
            switch (answer) {
                case Answer.Said(var statement, var leap) -> {
                    statements.add(statement);
                    leaps.put(statement.server(), leap);
                    told.add(statement.server() + " " + statement.offset().toNanos() / 1000 + "±"
                            + statement.uncertainty().toNanos() / 1000 + " µs");
                }
                case Answer.Unusable(var server, var why) -> told.add(server + " " + why);
            }
        }
        return Agreement.of(statements, servers.size())
                .<Reading>map(agreed ->
                        new Reading.Known(agreed.offset(), agreed.uncertainty(), leap(agreed.members(), leaps), told))
                .orElseGet(() -> new Reading.Lost(
                        statements.isEmpty() ? "No time server answers" : "The time servers do not agree", told));
    }

    private List<Answer> ask() {
        try {
            var questions = servers.stream()
                    .<Callable<Answer>>map(server -> () -> ask(server))
                    .toList();
            var answers = new ArrayList<Answer>();
            for (var answer : threads.invokeAll(questions, 2 * PATIENCE.toMillis(), MILLISECONDS))
                answers.add(of(answer));
            return answers;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static Answer of(Future<Answer> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException | CancellationException _) {
            return new Answer.Unusable("a server", "cannot be asked");
        }
    }

    private Answer ask(String server) {
        var silent = silentUntil.get(server);
        if (silent != null && silent - System.nanoTime() > 0) {
            return new Answer.Unusable(server, "asked not to be asked");
        }
        try (var socket = new DatagramSocket()) {
            socket.connect(address(server)); // answers from elsewhere are dropped
            var secret = random.nextLong();
            var query = NtpPacket.query(secret);
            var begin = clock.instant();
            var beginCount = System.nanoTime();
            socket.send(new DatagramPacket(query, query.length));
            var bytes = receive(socket, beginCount);
            var took = Duration.ofNanos(System.nanoTime() - beginCount);
            var packet = NtpPacket.read(bytes);
            var fault = packet.fault(secret);
            if (packet.wantsSilence() && packet.origin() == secret) {
                silentUntil.put(server, System.nanoTime() + SILENCE);
            }
            if (fault != null) return new Answer.Unusable(server, fault);
            return statement(server, packet, begin, took);
        } catch (SocketTimeoutException _) {
            return new Answer.Unusable(server, "does not answer");
        } catch (IOException unreachable) {
            return new Answer.Unusable(server, "cannot be reached");
        }
    }

    /// All that could make the answer wrong is added up: half the way, and what the server says of itself.
    private static Answer statement(String server, NtpPacket packet, java.time.Instant begin, Duration took) {
        var received = NtpPacket.instant(packet.received(), begin);
        var sent = NtpPacket.instant(packet.sent(), begin);
        var end = begin.plus(took);
        var offset = Duration.between(begin, received)
                .plus(Duration.between(end, sent))
                .dividedBy(2);
        var delay = took.minus(Duration.between(received, sent));
        if (delay.isNegative()) return new Answer.Unusable(server, "tells no time");
        var uncertainty = delay.dividedBy(2)
                .plus(packet.rootDelay().dividedBy(2))
                .plus(packet.rootDispersion())
                .plusNanos(precision(packet.precision()));
        return new Answer.Said(new Statement(server, offset, uncertainty), packet.announced());
    }

    /// The precision is a power of two of a second.
    private static long precision(int exponent) {
        return (long) Math.scalb(1e9, Math.max(-30, Math.min(0, exponent)));
    }

    private static byte[] receive(DatagramSocket socket, long since) throws IOException {
        var packet = new DatagramPacket(new byte[512], 512);
        do {
            var left = PATIENCE.toMillis() - (System.nanoTime() - since) / 1_000_000;
            if (left <= 0) throw new SocketTimeoutException();
            socket.setSoTimeout((int) left);
            socket.receive(packet);
        } while (packet.getLength() < NtpPacket.SIZE);
        return packet.getData();
    }

    private static InetSocketAddress address(String server) throws IOException {
        var colon = server.lastIndexOf(':');
        var port = colon > 0 && server.indexOf(':') == colon ? Integer.parseInt(server.substring(colon + 1)) : PORT;
        var host = colon > 0 && server.indexOf(':') == colon ? server.substring(0, colon) : server;
        return new InetSocketAddress(InetAddress.getByName(host), port);
    }

    /// Most of those that agree on the time must agree on this as well.
    private static Leap leap(List<String> members, Map<String, Leap> announced) {
        for (var leap : Leap.values()) {
            var votes = members.stream()
                    .filter(member -> announced.get(member) == leap)
                    .count();
            if (2 * votes > members.size()) return leap;
        }
        return Leap.UNKNOWN;
    }
}
