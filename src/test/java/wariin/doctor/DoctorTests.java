package wariin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.KeyAlgorithm;
import wariin.keys.SubscriberKeys;
import wariin.vault.Vault;

@DatabaseTest
class DoctorTests {

    @Autowired
    Doctor doctor;

    @Autowired
    SubscriberKeys keys;

    @Autowired
    Journal journal;

    @Autowired
    Vault vault;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Value("${wariin.data}")
    Path data;

    @Test
    void findsTheRoomsHealthyAndThenEachHarm() throws Exception {
        var owner = UUID.randomUUID().toString();
        vault.receive(owner, new ByteArrayInputStream(new byte[100_000]), 100_000);
        keys.generate(KeyAlgorithm.EC_P256, "credential-1", owner);
        transaction.executeWithoutResult(_ -> journal.append(Act.of("contract-viewed", owner, "system")));
        journal.integrate();
        assertThat(verdicts()).doesNotContain("keys SICK", "log SICK", "documents SICK");

        sql.sql("update keys_key set subscriber = 'mallory' where subscriber = :owner")
                .param("owner", owner)
                .update();
        assertThat(verdicts()).contains("keys SICK").doesNotContain("log SICK");
        sql.sql("update keys_key set subscriber = :owner where subscriber = 'mallory'")
                .param("owner", owner)
                .update();

        sql.sql("update journal_tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0))")
                .update();
        assertThat(verdicts()).contains("log SICK").doesNotContain("keys SICK");
        sql.sql("update journal_tile set hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0))")
                .update();

        try (var files = Files.walk(data.resolve("vault"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
        assertThat(verdicts()).contains("documents SICK");
    }

    private List<String> verdicts() {
        return doctor.examine().stream()
                .map(result -> result.name() + " " + result.finding().verdict())
                .toList();
    }
}
