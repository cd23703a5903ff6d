package wariin.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import wariin.database.DatabaseTest;

/// The rows of the first release, taken over by the migrations after it.
@DatabaseTest
class ReleasedRowsTests {
    private static final String ROOT = "4" + "0".repeat(39);
    private static final String ISSUING = "4" + "1".repeat(39);
    private static final String GOOD = "5" + "a".repeat(39);
    private static final String REVOKED = "6" + "b".repeat(39);
    private static final String INTENDED = "7" + "c".repeat(39);
    private static final String BURNED = "7" + "d".repeat(39);

    @Autowired
    DataSource source;

    @Test
    void losesNothingOfWhatWasReleased() throws Exception {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            run(connection, "create schema released; set local search_path = released");
            run(connection, script("V1__certificate.sql"));
            certificate(connection, ROOT, "ROOT", "root", "ISSUED", null);
            certificate(connection, ISSUING, "ISSUING", "issuing", "ISSUED", null);
            certificate(connection, GOOD, "SUBSCRIBER", "anna", "ISSUED", null);
            certificate(connection, REVOKED, "SUBSCRIBER", "ben", "ISSUED", "KEY_COMPROMISE");
            certificate(connection, INTENDED, "SUBSCRIBER", "carla", "INTENDED", null);
            certificate(connection, BURNED, "TIME_STAMPING_UNIT", "tsu-1", "BURNED", null);
            run(connection, """
                    insert into ca_authority (name, key_id, serial, list_number) values
                      ('root', gen_random_uuid(), '%s', 3), ('issuing', gen_random_uuid(), '%s', 7)
                    """.formatted(ROOT, ISSUING));

            for (var file : List.of("V2__issuance.sql", "V3__hierarchy.sql", "V4__status.sql")) {
                run(connection, script(file));
            }

            assertThat(rows(
                            connection,
                            "select encode(serial, 'hex') || ' ' || profile || ' ' || own"
                                    + " from ca_certificate order by serial"))
                    .containsExactly(
                            ROOT + " root/1 true",
                            ISSUING + " issuing/1 true",
                            GOOD + " subscriber/1 false",
                            REVOKED + " subscriber/1 false");
            assertThat(rows(
                            connection,
                            "select encode(serial, 'hex') || ' ' || profile || ' ' || state"
                                    + " from ca_intent order by serial"))
                    .containsExactly(INTENDED + " subscriber/1 INTENDED", BURNED + " time-stamping-unit/1 BURNED");
            assertThat(rows(
                            connection,
                            "select encode(serial, 'hex') || ' ' || reason || ' ' || status_number"
                                    + " from ca_revocation"))
                    .containsExactly(REVOKED + " 1 1");
            assertThat(rows(connection, "select encode(serial, 'hex') from ca_compromised_key"))
                    .containsExactly(REVOKED);
            assertThat(rows(connection, "select encode(der, 'escape') from ca_certificate where holder = 'anna'"))
                    .containsExactly("certificate of anna");
            assertThat(rows(
                            connection,
                            "select name || ' ' || purpose || ' ' || encode(serial, 'hex')"
                                    + " from ca_authority order by name"))
                    .containsExactly("issuing PERSON " + ISSUING, "root ROOT " + ROOT);
            connection.rollback();
        }
    }

    private static void certificate(
            Connection connection, String serial, String profile, String holder, String state, String reason)
            throws Exception {
        run(connection, """
                insert into ca_certificate (serial, issuer, profile, holder, subject_key, to_be_signed, state, der,
                    not_before, not_after, intended_at, settled_at, revoked_at, revocation_reason)
                values ('%s', 'root', '%s', '%s', sha256('%s'), 'body', '%s', %s,
                    now(), now() + interval '1 year', now(), %s, %s, %s)
                """.formatted(
                        serial,
                        profile,
                        holder,
                        holder,
                        state,
                        state.equals("ISSUED") ? "'certificate of " + holder + "'" : "null",
                        state.equals("INTENDED") ? "null" : "now()",
                        reason == null ? "null" : "now()",
                        reason == null ? "null" : "'" + reason + "'"));
    }

    private static String script(String file) throws Exception {
        try (var in = ReleasedRowsTests.class.getResourceAsStream("/db/migration/ca/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void run(Connection connection, String sql) throws Exception {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws Exception {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            while (found.next()) rows.add(found.getString(1));
        }
        return rows;
    }
}
