package wariin.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.identity.UserId;
import wariin.keys.CryptographicModule;
import wariin.keys.software.FileModule;
import wariin.ra.desk.DeskId;
import wariin.ra.request.StandingApprovalId;

@DatabaseTest
class EnrolmentRotationTests {

    private static final String PASSPHRASE = "a passphrase of some length";
    private static final String SECRET = "k3k3k3k3-secret";

    @Autowired
    EnrolmentKeyRegister keys;

    @Autowired
    WrappedSecretRegister register;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @TempDir
    Path folder;

    private final SecureRandom random = new SecureRandom();

    @Test
    void bringsSecretsOfProgramsAndOfNoncesUnderANewKey() {
        var file = folder.resolve("kek");
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            sql.sql("delete from enrolment_secret").update();
            sql.sql("update enrolment_key set wrapped_by = null, wrapped = null, hash = sha256(id::bytea),"
                            + " protocol = 'EST' where wrapped is not null")
                    .update();
            var before = FileModule.open(file, PASSPHRASE.toCharArray(), true, random, Clock.systemUTC());
            keep(before, Protocol.ACME, "aaaaaaaaaaaaaaaa");
            keep(before, Protocol.CMP, "bbbbbbbbbbbbbbbb");
            keep(before, Protocol.EST, "cccccccccccccccc");
            var nonce = before.wrap(new byte[] {1, 2, 3}, EnrolmentRotation.contextOf("acme-nonce"));
            sql.sql("insert into enrolment_secret (name, wrapped, wrapped_by) values ('acme-nonce', :wrapped, :by)")
                    .param("wrapped", nonce.bytes())
                    .param("by", nonce.key())
                    .update();
            FileModule.rotate(file, PASSPHRASE.toCharArray(), random, Clock.systemUTC());
            var after = FileModule.open(file, PASSPHRASE.toCharArray(), false, random, Clock.systemUTC());

            assertThat(new EnrolmentRotation(after, register).rewrap()).isEqualTo(3);

            var secrets = new EnrolmentSecrets(after, random);
            for (var one : new String[] {"ACME aaaaaaaaaaaaaaaa", "CMP bbbbbbbbbbbbbbbb"}) {
                var protocol = Protocol.valueOf(one.split(" ")[0]);
                var wrapped =
                        keys.find(protocol, one.split(" ")[1]).orElseThrow().wrapped();
                assertThat(wrapped).isNotNull();
                assertThat(wrapped.key()).isEqualTo(after.currentKey());
                assertThat(secrets.unwrap(protocol, one.split(" ")[1], wrapped))
                        .asString()
                        .isEqualTo(SECRET);
            }
            assertThat(sql.sql("select wrapped_by from enrolment_secret")
                            .query(String.class)
                            .single())
                    .isEqualTo(after.currentKey());
            var again = register.secretsNotUnder("another", 1).getFirst().wrapped();
            assertThat(after.unwrap(again, EnrolmentRotation.contextOf("acme-nonce")))
                    .containsExactly(1, 2, 3);
            assertThat(new EnrolmentRotation(after, register).rewrap()).isZero();
        });
    }

    private void keep(CryptographicModule module, Protocol protocol, String id) {
        var secrets = new EnrolmentSecrets(module, random);
        var now = Instant.parse("2026-11-01T00:00:00Z");
        var key = new EnrolmentKey(
                id,
                protocol,
                new DeskId(UUID.randomUUID()),
                new StandingApprovalId(UUID.randomUUID()),
                "Gateway",
                new UserId(UUID.randomUUID()),
                now,
                now.plusSeconds(3600),
                null,
                null);
        keys.add(
                protocol.computes()
                        ? new EnrolmentKeyRegister.Row(key, null, secrets.wrap(protocol, id, SECRET))
                        : new EnrolmentKeyRegister.Row(key, EnrolmentSecrets.hash(SECRET), null));
    }
}
