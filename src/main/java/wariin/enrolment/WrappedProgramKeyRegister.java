package wariin.enrolment;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.keys.Wrapped;
import wariin.keys.WrappedSecrets;

/// The wrapped secrets of programs, while they are brought under another key-encryption key.
@Repository
class WrappedProgramKeyRegister implements WrappedSecrets {

    private final JdbcClient jdbc;

    WrappedProgramKeyRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String table() {
        return "enrolment_key";
    }

    @Override
    public Map<String, Long> counts() {
        return jdbc
                .sql("select wrapped_by, count(*) from enrolment_key where wrapped_by is not null group by wrapped_by")
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public List<Held> under(String key, String after, int limit) {
        return jdbc.sql("""
                select id, protocol, wrapped_by, wrapped from enrolment_key
                 where wrapped_by = :key and id > :after order by id limit :limit
                """)
                .param("key", key)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> {
                    var id = row.getString(1);
                    var context = EnrolmentSecrets.context(Protocol.valueOf(row.getString(2)), id);
                    return new Held(id, context, new Wrapped(row.getString(3), row.getBytes(4)));
                })
                .list();
    }

    @Override
    public boolean replace(Held before, Wrapped after) {
        return jdbc.sql("""
                update enrolment_key set wrapped_by = :kek, wrapped = :wrapped where id = :id and wrapped = :before
                """)
                        .param("id", before.id())
                        .param("kek", after.key())
                        .param("wrapped", after.bytes())
                        .param("before", before.wrapped().bytes())
                        .update()
                == 1;
    }
}
