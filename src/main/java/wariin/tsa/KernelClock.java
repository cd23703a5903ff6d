package wariin.tsa;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the machine's own time service has told the kernel: chrony (with `rtcsync`), ntpd and systemd-timesyncd do
/// (adjtimex(2), struct timex of 64-bit Linux).
///
/// A machine where nothing disciplines the clock, or whose kernel does not answer, is unwatched.
final class KernelClock implements TimeSource {
    private static final int SIZE = 208;
    private static final int OFFSET = 8;
    private static final int LARGEST_ERROR = 24;
    private static final int STATUS = 40;
    private static final int IN_NANOSECONDS = 0x2000;
    private static final int UNSYNCHRONISED = 5;

    private final @Nullable MethodHandle adjtimex;

    KernelClock() {
        var linker = Linker.nativeLinker();
        this.adjtimex = linker.defaultLookup()
                .find("adjtimex")
                .filter(_ -> System.getProperty("os.name").equals("Linux") && ValueLayout.ADDRESS.byteSize() == 8)
                .map(function -> linker.downcallHandle(
                        function, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
                .orElse(null);
    }

    @Override
    public Reading read() {
        if (adjtimex == null) return new Reading.Unwatched();
        try (var arena = Arena.ofConfined()) {
            var timex = arena.allocate(SIZE, 8); // all zero: nothing is to be changed
            var state = (int) adjtimex.invokeExact(timex);
            if (state < 0 || state >= UNSYNCHRONISED) return new Reading.Unwatched();
            var fine = (timex.get(ValueLayout.JAVA_INT, STATUS) & IN_NANOSECONDS) != 0;
            var offset = timex.get(ValueLayout.JAVA_LONG, OFFSET);
            var error = timex.get(ValueLayout.JAVA_LONG, LARGEST_ERROR);
            return new Reading.Known(
                    Duration.of(offset, fine ? ChronoUnit.NANOS : ChronoUnit.MICROS),
                    Duration.of(error, ChronoUnit.MICROS),
                    leap(state),
                    List.of("time service of the machine"));
        } catch (RuntimeException | Error known) {
            throw known;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Duration patience() {
        return Duration.ZERO;
    }

    /// TIME_INS and TIME_DEL announce; during and just after a leap second nobody should say what time it is.
    private static Leap leap(int state) {
        return switch (state) {
            case 0 -> Leap.NONE;
            case 1 -> Leap.INSERT;
            case 2 -> Leap.DELETE;
            case 4 -> Leap.INSERT; // TIME_WAIT: it has passed, the announcement still stands
            default -> Leap.UNKNOWN;
        };
    }
}
