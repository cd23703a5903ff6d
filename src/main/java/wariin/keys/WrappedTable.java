package wariin.keys;

import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Wrapped secrets in a table of the room that extends this, which names the columns and what each wrapping is bound
/// to.
@Repository
public abstract class WrappedTable implements WrappedSecrets {
    private static final String NO_UUID_YET = "00000000-0000-0000-0000-000000000000";

    /// Where the secrets rest. The names are the room's own and never come from outside.
    ///
    /// @param id the primary key; with {@code uuid}, a column of this type
    /// @param key the column that names the key-encryption key; null where a row holds no secret
    /// @param wrapped the column of the secret
    public record Columns(String table, String id, boolean uuid, String key, String wrapped) {}

    private final JdbcClient jdbc;
    private final Columns columns;

    protected WrappedTable(JdbcClient jdbc, Columns columns) {
        this.jdbc = jdbc;
        this.columns = columns;
    }

    /// What the wrapping of this row is bound to; the row has all columns of the table.
    protected abstract byte[] context(ResultSet row) throws SQLException;

    @Override
    public String table() {
        return columns.table();
    }

    @Override
    public Map<String, Long> counts() {
        return jdbc
                .sql(named("select {key}, count(*) from {table} where {key} is not null group by {key}"))
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Held> under(String key, String after, int limit) {
        return jdbc.sql(named("""
                        select * from {table}
                         where {key} = :key and {id} > cast(:after as {type}) order by {id} limit :limit
                        """))
                .param("key", key)
                .param("after", after.isEmpty() && columns.uuid() ? NO_UUID_YET : after)
                .param("limit", limit)
                .query((row, _) -> held(row))
                .list();
    }

    @Override
    public boolean replace(Held before, Wrapped after) {
        return jdbc.sql(named("""
                                update {table} set {key} = :key, {wrapped} = :wrapped
                                 where {id} = cast(:id as {type}) and {wrapped} = :before
                                """))
                        .param("id", before.id())
                        .param("key", after.key())
                        .param("wrapped", after.bytes())
                        .param("before", before.wrapped().bytes())
                        .update()
                == 1;
    }

    private Held held(ResultSet row) throws SQLException {
        var wrapped = new Wrapped(row.getString(columns.key()), row.getBytes(columns.wrapped()));
        return new Held(row.getString(columns.id()), context(row), wrapped);
    }

    private String named(String sql) {
        return sql.replace("{table}", columns.table())
                .replace("{id}", columns.id())
                .replace("{type}", columns.uuid() ? "uuid" : "text")
                .replace("{key}", columns.key())
                .replace("{wrapped}", columns.wrapped());
    }
}
