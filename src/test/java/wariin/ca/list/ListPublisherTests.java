package wariin.ca.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.authority.Authority;
import wariin.ca.ceremony.Authorities;
import wariin.database.DatabaseTest;

@DatabaseTest
class ListPublisherTests {
    @Autowired
    Authorities authorities;

    @Autowired
    RevocationListRegister register;

    @Autowired
    ListPublisher publisher;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Test
    void givesListsNumbersThatNeverGoBack() {
        var issuing = authorities.named("issuing").orElseThrow();
        var before = newest(issuing, 3).number();

        // A crash after the number was given out, and before the list was stored.
        transactions.executeWithoutResult(_ -> register.begin("issuing", List.of(3), Instant.now()));
        publisher.publish(issuing, List.of(3), true);
        var after = newest(issuing, 3).number();
        assertThat(after).isGreaterThan(before + 1);

        // A backup was restored, from before all of this. Its older lists are gone too, so their second must be over.
        await().until(() -> Instant.now().getEpochSecond() > newest(issuing, 3).number());
        jdbc.sql("update ca_list set begun = 5, number = 5 where authority = 'issuing' and shard = 3")
                .update();
        publisher.publish(issuing, List.of(3), true);
        assertThat(newest(issuing, 3).number())
                .isGreaterThanOrEqualTo(Instant.now().getEpochSecond() - 60)
                .isGreaterThan(before);

        // A clock that was set back.
        var floor = jdbc.sql("update ca_list set begun = 9000000000 where authority = 'issuing' and shard = 3");
        assertThat(floor.update()).isEqualTo(1);
        publisher.publish(issuing, List.of(3), true);
        assertThat(newest(issuing, 3).number()).isEqualTo(9_000_000_001L);
    }

    private PublishedList newest(Authority issuer, int shard) {
        return register.newest(issuer.name(), shard).orElseThrow();
    }
}
