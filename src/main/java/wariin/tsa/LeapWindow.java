package wariin.tsa;

import java.time.Instant;
import java.time.Month;
import java.time.ZoneOffset;
import wariin.tsa.TimeSource.Leap;

/// The seconds around a leap second, in which clocks of the world differ by a second and no time is certified.
final class LeapWindow {
    private static final long DAY = 86_400;
    private static final long HALF_WIDTH = 2;

    private LeapWindow() {}

    /// An announced one is at the end of the month it is announced in; one that nobody could have announced may be at
    /// the end of June and December (ITU-R TF.460-6).
    static boolean covers(Instant now, Leap leap) {
        var second = Math.floorMod(now.getEpochSecond(), DAY);
        if (leap == Leap.NONE || second >= HALF_WIDTH && second < DAY - HALF_WIDTH) return false;
        var last = now.minusSeconds(second < HALF_WIDTH ? DAY / 2 : 0).atOffset(ZoneOffset.UTC);
        if (last.plusDays(1).getMonth() == last.getMonth()) return false;
        return leap != Leap.UNKNOWN || last.getMonth() == Month.JUNE || last.getMonth() == Month.DECEMBER;
    }
}
