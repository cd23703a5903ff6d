package wariin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static wariin.register.Change.EXPIRY;
import static wariin.register.Change.REGISTRATION;
import static wariin.register.Change.REINSTATEMENT;
import static wariin.register.Change.RENEWAL;
import static wariin.register.Change.SUSPENSION;
import static wariin.register.Change.TAKE_OVER;
import static wariin.register.Change.WITHDRAWAL;
import static wariin.register.RegistrationStatus.EXPIRED;
import static wariin.register.RegistrationStatus.REGISTERED;
import static wariin.register.RegistrationStatus.SUSPENDED;
import static wariin.register.RegistrationStatus.WITHDRAWN;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusChangesTests {

    /// Every status with every change, written out: what is not here is not allowed.
    static Stream<Arguments> rows() {
        return Stream.of(
                        rows(null, Map.of(REGISTRATION, REGISTERED)),
                        rows(
                                REGISTERED,
                                Map.of(
                                        RENEWAL, REGISTERED,
                                        SUSPENSION, SUSPENDED,
                                        WITHDRAWAL, WITHDRAWN,
                                        TAKE_OVER, REGISTERED,
                                        EXPIRY, EXPIRED)),
                        rows(
                                SUSPENDED,
                                Map.of(
                                        REINSTATEMENT, REGISTERED,
                                        WITHDRAWAL, WITHDRAWN,
                                        TAKE_OVER, SUSPENDED,
                                        EXPIRY, EXPIRED)),
                        rows(WITHDRAWN, Map.of(REGISTRATION, REGISTERED)),
                        rows(EXPIRED, Map.of(RENEWAL, REGISTERED)))
                .flatMap(rows -> rows);
    }

    private static Stream<Arguments> rows(@Nullable RegistrationStatus from, Map<Change, RegistrationStatus> allowed) {
        var byChange = new EnumMap<Change, RegistrationStatus>(Change.class);
        byChange.putAll(allowed);
        return Stream.of(Change.values()).map(change -> Arguments.of(from, change, byChange.get(change)));
    }

    @ParameterizedTest(name = "{0} + {1} = {2}")
    @MethodSource("rows")
    void allowsExactlyWhatTheTableSays(
            @Nullable RegistrationStatus from, Change change, @Nullable RegistrationStatus outcome) {
        assertThat(StatusChanges.after(from, change).orElse(null)).isEqualTo(outcome);
    }

    @Test
    void hasOneOutcomeForEachRow() {
        assertThat(StatusChanges.TABLE).doesNotHaveDuplicates();
        assertThat(StatusChanges.TABLE.stream().map(row -> row.from() + " " + row.change()))
                .doesNotHaveDuplicates();
    }
}
