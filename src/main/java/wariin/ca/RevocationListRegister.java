package wariin.ca;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The lists that were published, each number once.
@Repository
class RevocationListRegister {

    record Published(long number, Instant thisUpdate, Instant nextUpdate, int entries, byte[] der) {}

    private final JdbcClient jdbc;

    RevocationListRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The next number. Holds the authority's row until the transaction ends: a later number never knows less.
    long nextNumber(String authority) {
        return jdbc.sql("""
                        update ca_authority
                           set list_number = list_number + 1
                         where name = :authority
                        returning list_number
                        """).param("authority", authority).query(Long.class).single();
    }

    void add(String authority, Published list) {
        jdbc.sql("""
                        insert into ca_revocation_list (authority, number, this_update, next_update, entries, der)
                        values (:authority, :number, :thisUpdate, :nextUpdate, :entries, :der)
                        """)
                .param("authority", authority)
                .param("number", list.number())
                .param("thisUpdate", list.thisUpdate().atOffset(ZoneOffset.UTC))
                .param("nextUpdate", list.nextUpdate().atOffset(ZoneOffset.UTC))
                .param("entries", list.entries())
                .param("der", list.der())
                .update();
    }

    Optional<Published> newest(String authority) {
        return jdbc.sql("""
                        select number, this_update, next_update, entries, der
                          from ca_revocation_list
                         where authority = :authority
                         order by number desc
                         limit 1
                        """)
                .param("authority", authority)
                .query(Published.class)
                .optional();
    }

    long newestNumber(String authority) {
        return jdbc.sql("select coalesce(max(number), 0) from ca_revocation_list where authority = :authority")
                .param("authority", authority)
                .query(Long.class)
                .single();
    }

    int revocations(String authority) {
        return jdbc.sql("select count(*) from ca_revocation where issuer = :authority and revoked_at is not null")
                .param("authority", authority)
                .query(Integer.class)
                .single();
    }
}
