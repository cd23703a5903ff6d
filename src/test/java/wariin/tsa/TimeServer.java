package wariin.tsa;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/// A time server on a UDP port of the loopback that tells the time, or lies in one of many ways.
public final class TimeServer implements AutoCloseable {

    /// What is wrong with the answers.
    public enum Lie {
        NONE,
        SILENT,
        UNSYNCHRONISED,
        STRATUM_16,
        KISS_OF_DEATH,
        OTHER_ORIGIN,
        NO_ORIGIN,
        FAR_FROM_UTC,
        NOT_A_SERVER,
        NO_TIME,
        BACKWARDS,
        SHORT,
        LEAP_INSERT
    }

    private final DatagramSocket socket;
    public volatile Lie lie = Lie.NONE;
    public volatile Duration offset = Duration.ZERO;
    public volatile int asked;

    private TimeServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().start(this::serve);
    }

    public static TimeServer start() throws IOException {
        return new TimeServer();
    }

    /// As `wariin.tsa.ntp-servers` has it.
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        try {
            while (true) {
                var question = new DatagramPacket(new byte[512], 512);
                socket.receive(question);
                asked++;
                if (lie == Lie.SILENT) continue;
                var answer = answer(question.getData());
                socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private byte[] answer(byte[] question) {
        var now = NtpPacket.stamp(Instant.now().plus(offset));
        var leap = lie == Lie.UNSYNCHRONISED ? 3 : lie == Lie.LEAP_INSERT ? 1 : 0;
        var mode = lie == Lie.NOT_A_SERVER ? 5 : 4;
        var stratum = lie == Lie.STRATUM_16 ? 16 : lie == Lie.KISS_OF_DEATH ? 0 : 2;
        var packet = ByteBuffer.allocate(lie == Lie.SHORT ? 40 : 48);
        packet.put((byte) (leap << 6 | 4 << 3 | mode))
                .put((byte) stratum)
                .put((byte) 6)
                .put((byte) -20);
        packet.putInt(lie == Lie.FAR_FROM_UTC ? 0x20000 : 0x40).putInt(0x40);
        packet.put((lie == Lie.KISS_OF_DEATH ? "RATE" : "TEST").getBytes(StandardCharsets.US_ASCII));
        packet.putLong(now);
        var origin = ByteBuffer.wrap(question).getLong(40);
        packet.putLong(lie == Lie.OTHER_ORIGIN ? origin + 1 : lie == Lie.NO_ORIGIN ? 0 : origin);
        packet.putLong(lie == Lie.NO_TIME ? 0 : lie == Lie.BACKWARDS ? now + 1000 : now);
        if (lie != Lie.SHORT) packet.putLong(lie == Lie.NO_TIME ? 0 : now);
        return packet.array();
    }
}
