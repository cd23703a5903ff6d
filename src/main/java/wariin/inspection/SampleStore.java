package wariin.inspection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Documents that services have signed, given for validation; the newest of a service counts.
@Repository
class SampleStore {

    private final JdbcClient jdbc;

    SampleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Sample(UUID id, String name, byte[] content, Instant givenAt) {}

    void add(UUID subject, String name, byte[] content, Instant at, String by) {
        jdbc.sql("""
                        insert into inspection_sample (id, subject_id, name, content, given_at, given_by)
                        values (:id, :subject, :name, :content, :at, :by)
                        """)
                .param("id", UUID.randomUUID())
                .param("subject", subject)
                .param("name", name)
                .param("content", content)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    Optional<Sample> newest(UUID subject) {
        return jdbc.sql("""
                        select id, name, content, given_at
                          from inspection_sample
                         where subject_id = :subject
                         order by given_at desc
                         limit 1
                        """)
                .param("subject", subject)
                .query((row, _) -> new Sample(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getBytes("content"),
                        row.getObject("given_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
