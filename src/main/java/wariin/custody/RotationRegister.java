package wariin.custody;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Rotations, each step once.
@Repository
class RotationRegister {

    private static final long LOCK = 0x57617269696e4b45L;

    private final JdbcClient jdbc;
    private final DataSource source;

    RotationRegister(JdbcClient jdbc, DataSource source) {
        this.jdbc = jdbc;
        this.source = source;
    }

    /// Lets one node at a time do it; false if another one is at it. The lock belongs to a connection, so that it ends
    /// with the process, and to no transaction, since keys are used meanwhile.
    boolean alone(Runnable work) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            try (var answer = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
                if (!answer.next() || !answer.getBoolean(1)) return false;
            }
            try {
                work.run();
                return true;
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The rotation could not be locked", e);
        }
    }

    /// False if there is an open one.
    boolean add(UUID id, String before, String by, Instant at) {
        return jdbc.sql("""
                        insert into custody_rotation (id, before, begun_by, begun_at)
                        values (:id, :before, :by, :at) on conflict do nothing
                        """)
                        .param("id", id)
                        .param("before", before)
                        .param("by", by)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Rotation> open() {
        return jdbc.sql("select * from custody_rotation where finished_at is null")
                .query(RotationRegister::rotation)
                .optional();
    }

    List<Rotation> newest(int limit) {
        return jdbc.sql("select * from custody_rotation order by begun_at desc, id limit :limit")
                .param("limit", limit)
                .query(RotationRegister::rotation)
                .list();
    }

    boolean made(UUID id, String after) {
        return jdbc.sql("update custody_rotation set after = :after where id = :id and after is null")
                        .param("id", id)
                        .param("after", after)
                        .update()
                == 1;
    }

    void count(UUID id, long moved, long stuck) {
        jdbc.sql("""
                        update custody_rotation set moved = moved + :moved, stuck = :stuck
                        where id = :id and finished_at is null
                        """)
                .param("id", id)
                .param("moved", moved)
                .param("stuck", stuck)
                .update();
    }

    /// True for the step from needed to clear.
    boolean clear(UUID id, Instant at) {
        return jdbc.sql("""
                        update custody_rotation set clear_at = :at
                        where id = :id and clear_at is null and finished_at is null
                        """)
                        .param("id", id)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /// Something came under an older key after all.
    void needed(UUID id) {
        jdbc.sql("""
                        update custody_rotation set clear_at = null, retiring_at = null
                        where id = :id and finished_at is null
                        """).param("id", id).update();
    }

    boolean retiring(UUID id, Instant at) {
        return jdbc.sql("""
                        update custody_rotation set retiring_at = :at
                        where id = :id and clear_at is not null and retiring_at is null
                        """)
                        .param("id", id)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    boolean finish(UUID id, Instant at) {
        return jdbc.sql("""
                        update custody_rotation set finished_at = :at
                        where id = :id and retiring_at is not null and finished_at is null
                        """)
                        .param("id", id)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static Rotation rotation(ResultSet row, int number) throws SQLException {
        return new Rotation(
                row.getObject("id", UUID.class),
                row.getString("before"),
                row.getString("after"),
                row.getString("begun_by"),
                row.getObject("begun_at", OffsetDateTime.class).toInstant(),
                row.getLong("moved"),
                row.getLong("stuck"),
                instant(row, "clear_at"),
                instant(row, "retiring_at"),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var found = row.getObject(column, OffsetDateTime.class);
        return found == null ? null : found.toInstant();
    }
}
