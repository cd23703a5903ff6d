package wariin.tsa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import wariin.tsa.TimeSource.Leap;

/// The 48 octets of a time query and its answer (RFC 5905, 7.3).
record NtpPacket(
        int leap,
        int version,
        int mode,
        int stratum,
        int precision,
        Duration rootDelay,
        Duration rootDispersion,
        String reference,
        long origin,
        long received,
        long sent) {

    static final int SIZE = 48;
    private static final int CLIENT = 3;
    private static final int SERVER = 4;
    private static final int UNSYNCHRONISED_STRATUM = 16;
    private static final Duration WORST_ROOT = Duration.ofSeconds(1);
    private static final long FROM_1900_TO_1970 = 2_208_988_800L;

    /// A query whose only content is a number that nobody else can know: the answer must bring it back.
    static byte[] query(long secret) {
        var packet = ByteBuffer.allocate(SIZE);
        packet.put(0, (byte) (4 << 3 | CLIENT));
        packet.putLong(40, secret);
        return packet.array();
    }

    static NtpPacket read(byte[] bytes) {
        var packet = ByteBuffer.wrap(bytes);
        var first = packet.get(0);
        var reference = new String(bytes, 12, 4, StandardCharsets.ISO_8859_1).strip();
        return new NtpPacket(
                first >> 6 & 3,
                first >> 3 & 7,
                first & 7,
                packet.get(1) & 0xff,
                packet.get(3),
                shortTime(packet.getInt(4)),
                shortTime(packet.getInt(8)),
                reference,
                packet.getLong(24),
                packet.getLong(32),
                packet.getLong(40));
    }

    /// Why this answer tells nothing, if so (RFC 5905, 8 and 11.2.1).
    @Nullable
    String fault(long secret) {
        if (mode != SERVER || version < 3 || version > 4) return "is no answer of a time server";
        if (origin != secret) return "answers a question that was not asked";
        if (stratum == 0) return "sends a kiss of death: " + (reference.matches("[A-Z]{4}") ? reference : "unnamed");
        if (leap == 3 || stratum >= UNSYNCHRONISED_STRATUM) return "is not synchronised itself";
        if (received == 0 || sent == 0 || sent - received < 0) return "tells no time";
        if (rootDelay.dividedBy(2).plus(rootDispersion).compareTo(WORST_ROOT) >= 0) return "is too far from UTC";
        return null;
    }

    boolean wantsSilence() {
        return mode == SERVER && stratum == 0;
    }

    Leap announced() {
        return switch (leap) {
            case 0 -> Leap.NONE;
            case 1 -> Leap.INSERT;
            case 2 -> Leap.DELETE;
            default -> Leap.UNKNOWN;
        };
    }

    /// A time stamp of 64 bits: it repeats every 136 years, so the one nearest to our own clock is meant.
    static Instant instant(long stamp, Instant near) {
        var fraction = (stamp & 0xffff_ffffL) * 1_000_000_000L >>> 32;
        var second = (stamp >>> 32) - FROM_1900_TO_1970;
        var era = Math.round((near.getEpochSecond() - second) / 4_294_967_296.0);
        return Instant.ofEpochSecond(second + (era << 32), fraction);
    }

    static long stamp(Instant at) {
        return at.getEpochSecond() + FROM_1900_TO_1970 << 32 | ((long) at.getNano() << 32) / 1_000_000_000L;
    }

    private static Duration shortTime(int value) {
        return Duration.ofNanos((value & 0xffff_ffffL) * 1_000_000_000L >> 16);
    }
}
