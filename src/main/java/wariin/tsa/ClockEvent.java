package wariin.tsa;

import java.time.Instant;

/// Something about the clock that goes into the log.
record ClockEvent(Kind kind, Instant at, String detail) {

    enum Kind {
        STEPPED("clock-stepped"),
        STOOD_STILL("clock-stood-still"),
        LOST("clock-lost"),
        REGAINED("clock-regained"),
        DRIFTS("clock-drifts");

        private final String act;

        Kind(String act) {
            this.act = act;
        }

        /// The kind of log entry.
        String act() {
            return act;
        }
    }
}
