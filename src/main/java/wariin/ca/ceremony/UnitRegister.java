package wariin.ca.ceremony;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The later generations of time-stamping units; the first ones are in the plan.
@Repository
class UnitRegister {

    /// @param servesFrom from when on it signs in the place of the one before it
    record Generation(String name, String line, int generation, Instant servesFrom) {}

    private final JdbcClient jdbc;

    UnitRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// In the transaction that issues its certificate.
    void add(Generation unit, Instant at) {
        jdbc.sql("""
                        insert into ca_unit (name, line, generation, serves_from, since)
                        values (:name, :line, :generation, :from, :at)
                        """)
                .param("name", unit.name())
                .param("line", unit.line())
                .param("generation", unit.generation())
                .param("from", unit.servesFrom().atOffset(ZoneOffset.UTC))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Of one unit, the oldest first.
    List<Generation> of(String line) {
        return jdbc.sql("""
                        select name, line, generation, serves_from
                          from ca_unit
                         where line = :line
                         order by generation
                        """)
                .param("line", line)
                .query((row, _) -> new Generation(
                        row.getString("name"),
                        row.getString("line"),
                        row.getInt("generation"),
                        row.getObject("serves_from", OffsetDateTime.class).toInstant()))
                .list();
    }
}
