package wariin.enrolment;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;

/// The wrapped secrets of this room, wherever they are kept, while they are brought under another key.
@Repository
class WrappedSecretRegister {

    /// A wrapped secret and what it is bound to: its protocol, or its own name.
    record Row(String id, String bound, Wrapped wrapped) {}

    private final JdbcClient jdbc;

    WrappedSecretRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Those of programs, which are bound to their protocol.
    List<Row> keysNotUnder(String kek, int limit) {
        return rows("""
                select id, protocol, wrapped_by, wrapped from enrolment_key
                 where wrapped_by <> :kek order by id limit :limit
                """, kek, limit);
    }

    /// Those of the platform.
    List<Row> secretsNotUnder(String kek, int limit) {
        return rows("""
                select name, name, wrapped_by, wrapped from enrolment_secret
                 where wrapped_by <> :kek order by name limit :limit
                """, kek, limit);
    }

    /// Replaces the wrapping if nobody did so in the meantime.
    boolean rewrapKey(String id, Wrapped before, Wrapped after) {
        return replace("""
                update enrolment_key set wrapped_by = :kek, wrapped = :wrapped where id = :id and wrapped = :before
                """, id, before, after);
    }

    /// Replaces the wrapping if nobody did so in the meantime.
    boolean rewrapSecret(String name, Wrapped before, Wrapped after) {
        return replace("""
                update enrolment_secret set wrapped_by = :kek, wrapped = :wrapped where name = :id and wrapped = :before
                """, name, before, after);
    }

    private List<Row> rows(String sql, String kek, int limit) {
        return jdbc.sql(sql)
                .param("kek", kek)
                .param("limit", limit)
                .query((row, _) ->
                        new Row(row.getString(1), row.getString(2), new Wrapped(row.getString(3), row.getBytes(4))))
                .list();
    }

    private boolean replace(String sql, String id, Wrapped before, Wrapped after) {
        return jdbc.sql(sql)
                        .param("id", id)
                        .param("kek", after.key())
                        .param("wrapped", after.bytes())
                        .param("before", before.bytes())
                        .update()
                == 1;
    }
}
