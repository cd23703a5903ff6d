package wariin.register;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which change may follow which status, and what comes out. The one table of it.
final class StatusChanges {

    /// @param from null before the first registration
    record Row(@Nullable RegistrationStatus from, Change change, RegistrationStatus to) {}

    static final List<Row> TABLE = List.of(
            new Row(null, Change.REGISTRATION, RegistrationStatus.REGISTERED),
            new Row(RegistrationStatus.REGISTERED, Change.RENEWAL, RegistrationStatus.REGISTERED),
            new Row(RegistrationStatus.REGISTERED, Change.SUSPENSION, RegistrationStatus.SUSPENDED),
            new Row(RegistrationStatus.REGISTERED, Change.WITHDRAWAL, RegistrationStatus.WITHDRAWN),
            new Row(RegistrationStatus.REGISTERED, Change.TAKE_OVER, RegistrationStatus.REGISTERED),
            new Row(RegistrationStatus.REGISTERED, Change.EXPIRY, RegistrationStatus.EXPIRED),
            new Row(RegistrationStatus.SUSPENDED, Change.REINSTATEMENT, RegistrationStatus.REGISTERED),
            new Row(RegistrationStatus.SUSPENDED, Change.WITHDRAWAL, RegistrationStatus.WITHDRAWN),
            new Row(RegistrationStatus.SUSPENDED, Change.TAKE_OVER, RegistrationStatus.SUSPENDED),
            new Row(RegistrationStatus.SUSPENDED, Change.EXPIRY, RegistrationStatus.EXPIRED),
            // A late renewal: the number goes on, and the gap in between stays in the history.
            new Row(RegistrationStatus.EXPIRED, Change.RENEWAL, RegistrationStatus.REGISTERED),
            // After a withdrawal only a whole new registration, with a new number.
            new Row(RegistrationStatus.WITHDRAWN, Change.REGISTRATION, RegistrationStatus.REGISTERED));

    private StatusChanges() {}

    /// Empty when the change is not allowed.
    static Optional<RegistrationStatus> after(@Nullable RegistrationStatus from, Change change) {
        return TABLE.stream()
                .filter(row -> row.from() == from && row.change() == change)
                .map(Row::to)
                .findFirst();
    }
}
