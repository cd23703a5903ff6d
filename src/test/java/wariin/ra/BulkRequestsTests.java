package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import wariin.database.DatabaseTest;
import wariin.ra.bulk.BulkOutcome;
import wariin.ra.bulk.BulkRequests;
import wariin.ra.bulk.BulkRow;
import wariin.ra.bulk.BulkUpload;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;
import wariin.ra.request.Sha256;

@DatabaseTest
@Import(DeskFixture.class)
class BulkRequestsTests {

    private static final String HEAD =
            "profile,surname,given_name,corporate_number,organisation,email,evidence,certification_request\r\n";

    @Autowired
    DeskFixture fixture;

    @Test
    void takesWhatIsGoodAndSaysOfEachRowWhatBecameOfIt() throws Exception {
        var world = new DeskWorld(fixture);
        var table = HEAD
                + row(world, "一郎", "one@" + world.domain, "employer-record")
                + row(world, "二郎", "two@example.com", "employer-record")
                + row(world, "三郎", "three@" + world.domain, "")
                + row(world, "一郎", "one@" + world.domain, "employer-record")
                + "mail-sponsor/1,山田,四郎,123," + world.name + ",four@" + world.domain + ",employer-record,\r\n"
                + "issuing/1,山田,五郎," + world.number + "," + world.name + ",five@" + world.domain + ",,\r\n";

        var upload = taken(upload(world, table, StandardCharsets.UTF_8));

        assertThat(upload.rows()).isEqualTo(6);
        assertThat(upload.refused()).isEqualTo(4);
        var rows = fixture.bulks.rows(world.anna.user(), upload.id(), 0, 100);
        assertThat(rows).extracting(BulkRow::number).containsExactly(2, 3, 4, 5, 6, 7);
        assertThat(rows)
                .extracting(BulkRow::refusal)
                .containsExactly(null, "outside-domain", null, "duplicate-row", "bad-field", "outside-profile");
        assertThat(rows.get(0).state()).isEqualTo(RequestState.CHECKED);
        assertThat(rows.get(2).state()).isEqualTo(RequestState.SUBMITTED);
        assertThat(new String(
                        fixture.bulks.result(world.anna.user(), upload.id()).orElseThrow(), StandardCharsets.UTF_8))
                .startsWith("\uFEFFrow,")
                .contains("outside-domain")
                .contains("checked");
        assertThat(fixture.refusals(upload.id())).contains("outside-domain", "duplicate-row");
        assertThat(upload(world, table, StandardCharsets.UTF_8)).isInstanceOf(BulkOutcome.AlreadyThere.class);
        assertThat(fixture.bulks.find(chieOf(new DeskWorld(fixture)), upload.id()))
                .isEmpty();
    }

    @Test
    void goesOnWhereACrashStoppedIt() throws Exception {
        var world = new DeskWorld(fixture);
        var table = HEAD + row(world, "一郎", "one@" + world.domain, "employer-record");
        // As if the process had ended when the file was written down and none of its rows.
        fixture.sql.update(
                "insert into ra_bulk (id, desk_id, uploaded_by, file_name, sha256, row_count, uploaded_at) "
                        + "values (gen_random_uuid(), ?, ?, 'people.csv', ?, 1, now())",
                world.desk.id().value(),
                world.anna.id().value(),
                Sha256.of(table));

        var upload = taken(upload(world, table, StandardCharsets.UTF_8));

        assertThat(fixture.bulks.rows(world.anna.user(), upload.id(), 0, 10))
                .extracting(BulkRow::state)
                .containsExactly(RequestState.CHECKED);
        assertThat(upload(world, table, StandardCharsets.UTF_8)).isInstanceOf(BulkOutcome.AlreadyThere.class);
    }

    private static wariin.identity.CurrentUser chieOf(DeskWorld world) {
        return world.chie.user();
    }

    @Test
    void readsWhatJapaneseSpreadsheetsWrite() throws Exception {
        var world = new DeskWorld(fixture);
        var head = "種別,姓,名,法人番号,法人名,メールアドレス,確認方法\r\n";
        var line = "mail-sponsor/1,髙橋,一郎," + world.number + "," + world.name + ",a@" + world.domain
                + ",employer-record\r\n";

        var japanese = taken(upload(world, head + line, Charset.forName("windows-31j")));
        var marked = taken(upload(world, "\uFEFF" + head + line.replace("a@", "b@"), StandardCharsets.UTF_8));

        for (var upload : List.of(japanese, marked)) {
            var row = fixture.bulks.rows(world.anna.user(), upload.id(), 0, 10).getFirst();
            assertThat(row.label()).startsWith("髙橋 一郎");
            assertThat(row.state()).isEqualTo(RequestState.CHECKED);
        }
        for (var bad : List.of("", "a,b\r\n1,2\r\n", "\u0000")) {
            assertThat(upload(world, bad, StandardCharsets.UTF_8))
                    .isEqualTo(new BulkOutcome.Refused(RegistrationRefusal.Plain.NOT_A_TABLE));
        }
        var long10001 = new StringBuilder(HEAD);
        for (var n = 0; n <= BulkRequests.MOST_ROWS; n++) long10001.append("x,y,z,1,o,e,,\r\n");
        assertThat(upload(world, long10001.toString(), StandardCharsets.UTF_8))
                .isEqualTo(new BulkOutcome.Refused(RegistrationRefusal.Plain.TOO_MANY_ROWS));
    }

    @Test
    @Tag("heavy")
    void issuesAThousandUnderTwoSignatures() throws Exception {
        var world = new DeskWorld(fixture);
        var csr = new StringBuilder(HEAD);
        for (var n = 0; n < 1000; n++) {
            var request = java.util.Base64.getEncoder().encodeToString(DeskFixture.request());
            csr.append("mail-sponsor/1,山田,第")
                    .append(n)
                    .append(',')
                    .append(world.number)
                    .append(',');
            csr.append(world.name).append(",n").append(n).append('@').append(world.domain);
            csr.append(",employer-record,").append(request).append("\r\n");
        }
        var begun = System.nanoTime();

        var upload = taken(upload(world, csr.toString(), StandardCharsets.UTF_8));
        var checked = System.nanoTime();
        var ids = fixture.bulks.toApprove(world.ben.user(), upload.id());
        var ballot = fixture.registration.ballot(world.ben.user(), ids).orElseThrow();
        fixture.registration.approve(world.ben.user(), ballot.sha256(), fixture.consent(world.ben, ballot));
        var approved = System.nanoTime();
        var outcome = fixture.approve(world.chie, ids.toArray(RequestId[]::new));
        var issued = System.nanoTime();

        LoggerFactory.getLogger("wariin.table")
                .info(
                        "1,000 requests: taken in and checked {} ms, first approval {} ms, second and issued {} ms",
                        Duration.ofNanos(checked - begun).toMillis(),
                        Duration.ofNanos(approved - checked).toMillis(),
                        Duration.ofNanos(issued - approved).toMillis());
        assertThat(ids).hasSize(1000);
        assertThat(ballot.requests()).hasSize(1000);
        for (var id : ids.subList(0, 20)) {
            assertThat(ballot.text())
                    .contains(String.valueOf(
                            fixture.requests.find(id).orElseThrow().bodySha256()));
        }
        assertThat(outcome).isInstanceOf(ApprovalOutcome.Approved.class);
        assertThat(((ApprovalOutcome.Approved) outcome).issued()).hasSize(1000);
        assertThat(fixture.requests.counts(world.desk.id()).of(RequestState.ISSUED))
                .isEqualTo(1000);
        assertThat(fixture.bulks
                        .find(world.anna.user(), upload.id())
                        .orElseThrow()
                        .issued())
                .isEqualTo(1000);
    }

    private BulkOutcome upload(DeskWorld world, String table, Charset charset) throws Exception {
        return fixture.bulks.upload(
                world.anna.user(), world.desk.id(), "people.csv", new ByteArrayInputStream(table.getBytes(charset)));
    }

    private static BulkUpload taken(BulkOutcome outcome) {
        assertThat(outcome).isInstanceOf(BulkOutcome.Taken.class);
        return ((BulkOutcome.Taken) outcome).upload();
    }

    private static String row(DeskWorld world, String given, String email, String evidence) {
        return "mail-sponsor/1,山田," + given + "," + world.number + "," + world.name + "," + email + "," + evidence
                + ",\r\n";
    }
}
