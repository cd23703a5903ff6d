package wariin.notify;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The messages that acts have caused, in the order of the acts.
@Repository
class OutboxRegister {

    private static final String COLUMNS = """
            select id, recipient, locale, subject, body, state, attempts, created_at, next_attempt_at, delivered_at,
                   trouble
              from notify_message
            """;

    private final JdbcClient jdbc;

    OutboxRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, Mail mail, Letter letter, Instant now) {
        jdbc.sql("""
                        insert into notify_message
                               (id, recipient, locale, template, subject, body, state, next_attempt_at, created_at)
                        values (:id, :recipient, :locale, :template, :subject, :body, 'WAITING', :now, :now)
                        """)
                .param("id", id)
                .param("recipient", mail.to())
                .param("locale", mail.locale().getLanguage())
                .param("template", mail.template())
                .param("subject", letter.subject())
                .param("body", letter.body())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Takes what is due for one attempt; if we crash meanwhile, it is due again when the lease has run out.
    List<OutboxMessage> claim(Instant now, Duration lease, int atMost) {
        return jdbc.sql("""
                        update notify_message
                           set attempts = attempts + 1, next_attempt_at = :until
                         where id in (select id
                                        from notify_message
                                       where state = 'WAITING' and next_attempt_at <= :now
                                       order by next_attempt_at
                                       limit :most
                                         for update skip locked)
                        returning id, recipient, locale, subject, body, state, attempts, created_at, next_attempt_at,
                                  delivered_at, trouble
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("until", now.plus(lease).atOffset(ZoneOffset.UTC))
                .param("most", atMost)
                .query(OutboxMessage.class)
                .list();
    }

    void delivered(UUID id, Instant now) {
        jdbc.sql("""
                        update notify_message
                           set state = 'DELIVERED', delivered_at = :now, body = null, trouble = null
                         where id = :id and state = 'WAITING'
                        """).param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).update();
    }

    void tryLater(UUID id, Instant when, String trouble) {
        jdbc.sql("""
                        update notify_message
                           set next_attempt_at = :when, trouble = :trouble
                         where id = :id and state = 'WAITING'
                        """)
                .param("id", id)
                .param("when", when.atOffset(ZoneOffset.UTC))
                .param("trouble", trouble)
                .update();
    }

    void giveUp(UUID id, String trouble) {
        jdbc.sql("""
                        update notify_message
                           set state = 'UNDELIVERABLE', trouble = :trouble
                         where id = :id and state = 'WAITING'
                        """).param("id", id).param("trouble", trouble).update();
    }

    boolean again(UUID id, Instant now) {
        return jdbc.sql("""
                                update notify_message
                                   set state = 'WAITING', attempts = 0, next_attempt_at = :now
                                 where id = :id and state <> 'DELIVERED'
                                """)
                        .param("id", id)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    List<OutboxMessage> newest(Instant before, int atMost) {
        return jdbc.sql(COLUMNS + " where created_at < :before order by created_at desc, id limit :most")
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("most", atMost)
                .query(OutboxMessage.class)
                .list();
    }

    Optional<OutboxMessage> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(OutboxMessage.class)
                .optional();
    }
}
