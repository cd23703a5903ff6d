package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.revocation.RevocationProblem;
import wariin.ca.revocation.RevocationRequests;
import wariin.database.DatabaseTest;
import wariin.ra.DeskFixture.Somebody;
import wariin.ra.notice.OfficerDigests;

/// What officers are told by mail, as it arrives at a real mail server.
@DatabaseTest
@Import(DeskFixture.class)
@TestPropertySource(properties = "wariin.test.platform=desk-mails")
class OfficerDigestTests {

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", "smtp"));

    @Autowired
    DeskFixture fixture;

    @Autowired
    OfficerDigests digests;

    @Autowired
    RevocationRequests revocations;

    private DeskWorld world;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        SERVER.start();
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
        properties.add("wariin.mail.look-every", () -> "200ms");
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void makeADesk() {
        // Codes of the sign-up are read from the outbox, which forgets what was delivered.
        SERVER.stop();
        world = new DeskWorld(fixture);
        SERVER.start();
        fixture.sql.update("update notify_message set next_attempt_at = now() where state = 'WAITING'");
    }

    @Test
    void countsWhatWaitsInOneMailAndNamesNobody() throws Exception {
        fixture.sql.update(
                "update identity_user set locale = 'ja' where id = ?",
                world.chie.id().value());
        var first = world.checked();
        world.checked();
        digests.send();

        var mail = only(world.ben);
        assertThat(mail.getSubject()).isEqualTo("Work waits at the desk 人事部登録局");
        assertThat(text(mail))
                .contains("Requests that wait for your approval: 2", "/desk/" + world.desk.id())
                .doesNotContain("evidence:", "compromised", "山田", "太郎", "@" + world.domain);
        assertThat(text(only(world.chie))).contains("あなたの承認を待つ申請：2件");
        // Anna entered them and may not approve them.
        assertThat(mails(world.anna)).isEmpty();

        // Within a quarter of an hour there is no second mail; what comes meanwhile stands in the next one.
        fixture.approve(world.ben, first);
        world.checked();
        digests.send();
        digests.send();
        assertThat(mails(world.ben)).hasSize(1);
        assertThat(mails(world.chie)).hasSize(1);
        quarterOfAnHourLater();
        digests.send();
        // Ben has approved the first; Chie may still, as the second officer.
        assertThat(text(newest(world.ben, 2))).contains("wait for your approval: 1");
        assertThat(text(newest(world.chie, 2))).contains("承認を待つ申請：2件");
        quarterOfAnHourLater();
        digests.send();
        assertThat(mails(world.ben)).hasSize(2);
    }

    @Test
    void tellsOfMissingEvidenceOfLostKeysAndOfScopesThatEnd() throws Exception {
        var issued = world.issued();
        digests.send();
        quarterOfAnHourLater();
        var before = mails(world.anna).size();
        fixture.submitted(world.anna, world.desk.id(), world.taro(), "mail-sponsor/1");
        var serial = fixture.requests.find(issued).orElseThrow().serial();
        revocations.report(
                serial,
                RevocationProblem.KEY_COMPROMISED,
                "lost",
                world.ben.user().getName());
        fixture.age("ra_scope", "verified_at", "desk_id = '" + world.desk.id() + "' and kind = 'DOMAIN'", 390);
        digests.noteLapses();
        digests.send();

        var anna = newest(world.anna, before + 1);
        assertThat(text(anna))
                .contains("a compromised key: 1", "scope that ends soon: 1")
                .doesNotContain("lack evidence");
        assertThat(text(newest(world.chie, mails(world.chie).size())))
                .contains("lack evidence: 1", "a compromised key: 1", "scope that ends soon: 1");
        // Ben reported it himself.
        assertThat(text(newest(world.ben, mails(world.ben).size())))
                .contains("lack evidence: 1")
                .doesNotContain("compromised");
        quarterOfAnHourLater();
        digests.noteLapses();
        digests.send();
        assertThat(mails(world.anna)).hasSize(before + 1);
    }

    @Test
    void tellsNobodyOfWhatIsDoneAlready() throws Exception {
        world.issued();
        digests.send();
        assertThat(mails(world.ben)).isEmpty();
        assertThat(mails(world.chie)).isEmpty();
    }

    @Test
    void leavesAloneWhoWantsNoMailsAtThisDesk() throws Exception {
        var page = "/desk/" + world.desk.id() + "/officers";
        var web = world.ben.browser().person();
        assertThat(web.get(page).body()).contains("Send me no more mails").doesNotContain("??");
        assertThat(web.post(page + "/mails", "wanted", "false").location()).isEqualTo(page);
        assertThat(web.get(page).body()).contains("Send me mails again");
        // The administrator looks at the page, and has nothing to choose.
        assertThat(world.owner.browser().person().get(page).body()).doesNotContain("Send me");
        assertThat(world.owner
                        .browser()
                        .person()
                        .post(page + "/mails", "wanted", "false")
                        .status())
                .isEqualTo(404);
        world.checked();
        fixture.desks.remove(world.owner.user(), world.desk.id(), world.chie.id());
        digests.send();
        assertThat(mails(world.ben)).isEmpty();
        // Nor is told who left meanwhile.
        assertThat(mails(world.chie)).isEmpty();
        web.post(page + "/mails", "wanted", "true");
        world.checked();
        digests.send();
        assertThat(text(only(world.ben))).contains("1");
    }

    private void quarterOfAnHourLater() {
        fixture.sql.update("update ra_work_digest set sent_at = sent_at - interval '15 minutes'");
    }

    private Message only(Somebody officer) {
        return newest(officer, 1);
    }

    private Message newest(Somebody officer, int expected) {
        assertThat(mails(officer)).hasSize(expected);
        return mails(officer).getLast();
    }

    /// Once the outbox is empty.
    private List<Message> mails(Somebody officer) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> fixture.sql.queryForObject(
                                "select count(*) from notify_message where state = 'WAITING' and recipient = ?",
                                Integer.class,
                                officer.email())
                        == 0);
        var mails = new ArrayList<Message>();
        for (var mail : SERVER.getReceivedMessagesForDomain(officer.email())) {
            try {
                if (text(mail).contains("/desk/")) mails.add(mail);
            } catch (Exception broken) {
                throw new IllegalStateException(broken);
            }
        }
        return mails;
    }

    private static String text(Message mail) throws Exception {
        return String.valueOf(mail.getContent());
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
