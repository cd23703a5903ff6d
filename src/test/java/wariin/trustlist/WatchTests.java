package wariin.trustlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.database.DatabaseTest;
import wariin.doctor.Finding;
import wariin.notify.Mailer;
import wariin.notify.Outbox;
import wariin.register.ServiceRegister;
import wariin.site.SiteSettings;
import wariin.trustlist.PublicationOutcome.Published;

/// What is looked after once a list is published.
@DatabaseTest
class WatchTests {

    @Autowired
    private ServiceRegister register;

    @Autowired
    private Publication publication;

    @Autowired
    private TrustedLists lists;

    @Autowired
    private Schemes schemes;

    @Autowired
    private Signers signers;

    @Autowired
    private IssueRegister issues;

    @Autowired
    private SchemeRegister versions;

    @Autowired
    private Press press;

    @Autowired
    private Alarms alarms;

    @Autowired
    private AlarmRegister raised;

    @Autowired
    private Mailer mailer;

    @Autowired
    private TrustedListCheck check;

    @Autowired
    private SiteSettings site;

    @Autowired
    private Outbox outbox;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private Clock clock;

    @BeforeEach
    void publish() throws InterruptedException {
        schemes.save(Listing.scheme(site.baseUrl()), "test");
        Thread.sleep(1_050);
        assertThat(publication.publish("test")).isInstanceOf(Published.class);
    }

    @Test
    void asksTheJudgesAgainAboutTheListInForce() {
        var archived = issues.newest().orElseThrow();

        assertThat(press.objections(archived)).isEmpty();

        var strict = new Press(register, versions, issues, signers, List.of(_ -> List.of("Not any more")));
        new Watch(lists, issues, strict, signers, alarms, clock).judgeAgain();
        assertThat(outbox.newest(Instant.parse("2999-01-01T00:00:00Z"), 20))
                .anyMatch(mail -> String.valueOf(mail.body()).contains("Not any more"));
    }

    @Test
    void warnsOnceBeforeTheListAndItsSignerEnd() {
        var issue = lists.current().orElseThrow();
        var signer = signers.all().getFirst();
        var dayBefore = Clock.fixed(issue.nextUpdate().minus(Duration.ofDays(1)), ZoneOffset.UTC);
        var monthBefore = Clock.fixed(signer.expires().minus(Duration.ofDays(20)), ZoneOffset.UTC);
        for (var then : List.of(dayBefore, dayBefore, monthBefore, monthBefore)) {
            var future = new Alarms(raised, versions, mailer, site, then);
            new Watch(lists, issues, press, signers, future, then).look();
        }

        var mails = outbox.newest(Instant.parse("2999-01-01T00:00:00Z"), 50).stream()
                .map(mail -> String.valueOf(mail.body()))
                .toList();

        assertThat(mails)
                .filteredOn(body -> body.contains("" + issue.nextUpdate()))
                .hasSize(1);
        assertThat(mails)
                .filteredOn(body -> body.contains("" + signer.expires()))
                .hasSize(1);
    }

    @Test
    void findsAnArchiveThatWasChanged() {
        var issue = lists.current().orElseThrow();
        var changed = issue.xml().clone();
        changed[changed.length / 2] ^= 1;
        store(issue.sequence(), changed);
        try {
            assertThat(check.look().verdict()).isEqualTo(Finding.Verdict.SICK);
        } finally {
            store(issue.sequence(), issue.xml());
        }
        assertThat(check.look().verdict()).isEqualTo(Finding.Verdict.HEALTHY);
    }

    private void store(long sequence, byte[] xml) {
        sql.sql("update trustlist_issue set xml = :xml where sequence = :sequence")
                .param("xml", xml)
                .param("sequence", sequence)
                .update();
    }
}
