package wariin.tsa;

/// A time-stamp authority that cannot trust its clock, for tests of other rooms.
public final class ClockTrouble {

    private ClockTrouble() {}

    public static TimeNotAvailable now() {
        return new TimeNotAvailable("The clock jumped");
    }
}
