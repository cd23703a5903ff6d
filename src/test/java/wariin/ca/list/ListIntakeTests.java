package wariin.ca.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.authority.Authority;
import wariin.ca.authority.AuthorityPurpose;
import wariin.ca.ceremony.Authorities;
import wariin.ca.list.ListIntake.Outcome.Refused;
import wariin.ca.list.ListIntake.Outcome.TakenIn;
import wariin.database.DatabaseTest;
import wariin.x509.Certificates;
import wariin.x509.RevocationListContent;
import wariin.x509.TestAuthority;

@DatabaseTest
class ListIntakeTests {
    @Autowired
    Authorities authorities;

    @Autowired
    ListIntake intake;

    @Autowired
    RevocationListRegister register;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient jdbc;

    @Test
    void takesListsInWhereTheKeyIsKeptElsewhere() {
        // All is taken back at the end: others look at the authorities too.
        transactions.executeWithoutResult(transaction -> {
            takeIn();
            transaction.setRollbackOnly();
        });
    }

    private void takeIn() {
        var root = TestAuthority.root("secp384r1");
        var away = new Authority("away", AuthorityPurpose.ROOT, null, root.certificate(), 1, false);
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        jdbc.sql("""
                        insert into ca_authority (name, purpose, certificate, shards, line, generation, current, since)
                        values ('away', 'ROOT', :certificate, 1, 'away', 1, false, now())
                        """)
                .param("certificate", Certificates.encoded(away.certificate()))
                .update();

        assertThat(intake.takeIn(Optional.of(away), list(root, root, 5, now))).isEqualTo(new TakenIn(5));
        assertThat(register.newest("away", 0).orElseThrow().number()).isEqualTo(5);
        assertThat(intake.takeIn(Optional.of(away), list(root, root, 5, now)))
                .isEqualTo(new Refused(ListIntake.Reason.OLDER_THAN_THE_ONE_THERE));
        assertThat(intake.takeIn(Optional.of(away), list(root, root, 6, now.minus(Duration.ofDays(400)))))
                .isEqualTo(new Refused(ListIntake.Reason.NOT_IN_TIME));
        assertThat(intake.takeIn(Optional.of(away), list(root, TestAuthority.root("secp384r1"), 6, now)))
                .isEqualTo(new Refused(ListIntake.Reason.WRONG_SIGNATURE));
        assertThat(intake.takeIn(Optional.of(away), new byte[] {1, 2, 3}))
                .isEqualTo(new Refused(ListIntake.Reason.NOT_A_LIST));
        assertThat(intake.takeIn(authorities.named("root"), list(root, root, 6, now)))
                .isEqualTo(new Refused(ListIntake.Reason.KEY_IS_HERE));
        assertThat(intake.takeIn(authorities.named("nobody"), list(root, root, 6, now)))
                .isEqualTo(new Refused(ListIntake.Reason.NO_SUCH_AUTHORITY));
    }

    private static byte[] list(TestAuthority issuer, TestAuthority signer, long number, Instant at) {
        return new RevocationListContent(
                        issuer.certificate().getSubjectX500Principal(),
                        signer.keys().getPublic(),
                        number,
                        at,
                        at.plus(Duration.ofDays(300)),
                        at,
                        List.of())
                .signedBy(body -> TestAuthority.sign(signer.keys(), body));
    }
}
