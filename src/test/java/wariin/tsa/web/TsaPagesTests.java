package wariin.tsa.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;
import wariin.ca.TestClient;
import wariin.database.DatabaseTest;
import wariin.identity.Operator;
import wariin.identity.Person;
import wariin.journal.Journal;
import wariin.merkle.Checkpoint;
import wariin.merkle.InclusionProof;
import wariin.merkle.SignedNote;
import wariin.merkle.TreeHash;
import wariin.notify.Outbox;
import wariin.tsa.TimeStampAuthority;

@DatabaseTest
class TsaPagesTests {

    @Autowired
    TimeStampAuthority tsa;

    @Autowired
    Journal journal;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcTemplate sql;

    @Value("${wariin.base-url}")
    String base;

    private TestClient client;

    @BeforeEach
    void openTheClient() {
        client = TestClient.of(base);
    }

    @Test
    void provesThatATokenWasIssued() throws Exception {
        var sha256 = MessageDigest.getInstance("SHA-256");
        var token = sha256.digest(tsa.stamp(new byte[32]));
        var path = "/tsa/tokens/" + HexFormat.of().formatHex(token);
        for (var end = System.nanoTime() + Duration.ofSeconds(20).toNanos(); System.nanoTime() < end; ) {
            if (client.get(path, "Accept", "application/json").statusCode() == 200) break;
            Thread.sleep(200);
        }
        journal.integrate();

        var proof = new JsonMapper()
                .readTree(client.get(path, "Accept", "application/json").body());

        var hashes = client.get(path + "/hashes").body();
        var place = proof.get("place").asInt() * 32;
        assertThat(Arrays.copyOfRange(hashes, place, place + 32)).isEqualTo(token);
        var leaf = proof.get("leaf").asString();
        assertThat(leaf).contains("time-stamps-issued").doesNotContain("@");
        var entry = TreeHash.leaf(leaf.getBytes(StandardCharsets.UTF_8));
        assertThat(entry.toString()).isEqualTo(proof.get("entry").asString());
        var checkpoint = Checkpoint.parse(
                SignedNote.parse(proof.get("checkpoint").asString()).text());
        var steps = proof.get("path")
                .valueStream()
                .map(hash -> TreeHash.of(java.util.Base64.getDecoder().decode(hash.asString())))
                .toList();
        assertThat(new InclusionProof(proof.get("index").asLong(), checkpoint.size(), steps)
                        .proves(entry, checkpoint.root()))
                .isTrue();
        assertThat(page(path, "en")).contains("the public log proves it");
        assertThat(page(path, "ja")).contains("公開ログで証明されています");
    }

    @Test
    void saysThatATokenIsNotItsOwn() {
        for (var unknown : new String[] {"00".repeat(32), "zz".repeat(32), "00"}) {
            var reply = client.get("/tsa/tokens/" + unknown, "Accept", "text/html");
            assertThat(reply.statusCode()).isEqualTo(404);
            assertThat(client.get("/tsa/tokens/" + unknown, "Accept", "application/json")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void showsTheClockToTheOperatorAndToNobodyElse() {
        var epoch = sql.queryForObject("select max(number) from tsa_epoch", Long.class);
        var minute = Instant.parse("2026-11-03T04:05:00Z");
        for (var n = 0; n < 90; n++) {
            sql.update(
                    "insert into tsa_clock_minute values (?, ?, ?, 900, 120, ?, ?, 0, ?, ?, 'a 1±2 µs; b \"x\"')",
                    epoch,
                    minute.plusSeconds(60L * n).atOffset(ZoneOffset.UTC),
                    n * 100,
                    n == 7 ? 3 : 0,
                    n == 7 ? 1 : 0,
                    n == 7 ? 42 : 0,
                    n == 7 ? "The clock is off by up to 612 ms" : null);
        }
        var operator = Operator.signedUp(base, outbox, sql);

        var page = operator.get("/operator/clock?day=2026-11-03").body();
        var csv = operator.get("/operator/clock.csv?from=2026-11-03T00:00:00Z&to=2026-11-04T00:00:00Z")
                .body();
        var json = operator.get("/operator/clock.json?from=2026-11-03T00:00:00Z&to=2026-11-04T00:00:00Z")
                .body();

        assertThat(page)
                .contains("<polyline")
                .contains("612")
                .doesNotContain("tsa.")
                .doesNotContain("??");
        assertThat(page).doesNotContain("style=");
        assertThat(csv.lines()).hasSize(91);
        assertThat(csv)
                .contains("2026-11-03T04:12:00Z,700,900,120,3,1,0,42,The clock is off by up to 612 ms,"
                        + "\"a 1±2 µs; b \"\"x\"\"\"");
        assertThat(new JsonMapper().readTree(json).size()).isEqualTo(90);
        assertThat(operator.get("/operator/clock").statusCode()).isEqualTo(200);
        assertThat(operator.get("/operator").body()).contains("/operator/clock");
        assertThat(client.get("/operator/clock").statusCode()).isNotEqualTo(200);
        var person = Person.signedUp(base, "clock-" + System.nanoTime() + "@example.jp", "Other", outbox);
        assertThat(person.get("/operator/clock").status()).isIn(403, 404);
        assertThat(person.get("/operator/clock.csv").status()).isIn(403, 404);
    }

    private String page(String path, String language) {
        var reply = client.get(path, "Accept", "text/html", "Accept-Language", language);
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
