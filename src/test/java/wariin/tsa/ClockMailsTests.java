package wariin.tsa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.database.DatabaseTest;
import wariin.identity.Person;
import wariin.notify.Outbox;

@DatabaseTest
class ClockMailsTests {

    @Value("${wariin.base-url}")
    String base;

    @Autowired
    Outbox outbox;

    @Autowired
    ClockMails mails;

    @Autowired
    JdbcTemplate sql;

    @Test
    void tellsEachPersonInTheirLanguageAndOthersInJapanese() {
        var address = UUID.randomUUID() + "@example.jp";
        var person = Person.signedUp(base, address, "Wariin", outbox);
        var event = new ClockEvent(
                ClockEvent.Kind.LOST, Instant.parse("2026-11-23T03:00:00Z"), "The clock is off by up to 700 ms");

        sql.update("update identity_user set locale = 'en' where email = ?", address);
        mails.send(address, event);
        assertThat(person.newestMail())
                .contains("no time-stamps are issued", "The clock is off by up to 700 ms", "23 November 2026, 12:00");
        sql.update("update identity_user set locale = 'ja' where email = ?", address);
        mails.send(address, event);
        assertThat(person.newestMail()).contains("700", "2026年11月23日").doesNotContain("The clock");
        var team = UUID.randomUUID() + "@example.jp";
        mails.send(team, event);
        assertThat(sql.queryForObject("select locale from notify_message where recipient = ?", String.class, team))
                .isEqualTo("ja");
    }
}
