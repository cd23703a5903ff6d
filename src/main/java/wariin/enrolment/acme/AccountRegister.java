package wariin.enrolment.acme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import wariin.ra.desk.DeskId;

/// The accounts of ACME clients.
@Repository("acmeAccountRegister")
class AccountRegister {

    private static final String COLUMNS = """
            select id, desk, key_id, jwk, status, contact, created_at
              from enrolment_acme_account
            """;

    private final JdbcClient jdbc;

    AccountRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if the key has an account at this desk already.
    boolean add(Account account) {
        return jdbc.sql("""
                                insert into enrolment_acme_account
                                       (id, desk, key_id, thumbprint, jwk, status, contact, created_at)
                                values (:id, :desk, :keyId, :thumbprint, :jwk, :status, :contact, :at)
                                on conflict (desk, thumbprint) do nothing
                                """)
                        .param("id", account.id())
                        .param("desk", account.desk().value())
                        .param("keyId", account.enrolmentKey())
                        .param("thumbprint", account.key().thumbprint())
                        .param("jwk", account.key().json())
                        .param("status", account.status().name())
                        .param("contact", text(account.contact()))
                        .param("at", account.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Account> find(DeskId desk, String id) {
        return jdbc.sql(COLUMNS + " where desk = :desk and id = :id")
                .param("desk", desk.value())
                .param("id", id)
                .query(AccountRegister::row)
                .optional();
    }

    Optional<Account> find(String id) {
        return jdbc.sql(COLUMNS + " where id = :id")
                .param("id", id)
                .query(AccountRegister::row)
                .optional();
    }

    Optional<Account> byKey(DeskId desk, AccountKey key) {
        return jdbc.sql(COLUMNS + " where desk = :desk and thumbprint = :thumbprint")
                .param("desk", desk.value())
                .param("thumbprint", key.thumbprint())
                .query(AccountRegister::row)
                .optional();
    }

    boolean setContact(String id, List<String> contact) {
        return jdbc.sql("update enrolment_acme_account set contact = :contact where id = :id and status = 'valid'")
                        .param("id", id)
                        .param("contact", text(contact))
                        .update()
                == 1;
    }

    boolean deactivate(String id) {
        return jdbc.sql("update enrolment_acme_account set status = 'deactivated' where id = :id and status = 'valid'")
                        .param("id", id)
                        .update()
                == 1;
    }

    /// False if somebody changed the key meanwhile, or the account is not valid any more.
    boolean changeKey(Account account, AccountKey key) {
        return jdbc.sql("""
                                update enrolment_acme_account
                                   set thumbprint = :thumbprint, jwk = :jwk
                                 where id = :id and status = 'valid' and thumbprint = :old
                                """)
                        .param("id", account.id())
                        .param("old", account.key().thumbprint())
                        .param("thumbprint", key.thumbprint())
                        .param("jwk", key.json())
                        .update()
                == 1;
    }

    private static String text(List<String> contact) {
        return String.join("\n", contact);
    }

    private static Account row(ResultSet row, int number) throws SQLException {
        var contact = row.getString("contact");
        return new Account(
                row.getString("id"),
                new DeskId(row.getObject("desk", UUID.class)),
                row.getString("key_id"),
                AccountKey.stored(row.getString("jwk")),
                Account.Status.valueOf(row.getString("status")),
                contact.isEmpty() ? List.of() : List.of(contact.split("\n")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
