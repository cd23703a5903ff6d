package wariin.trustlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.doctor.Finding;
import wariin.register.Change;
import wariin.register.Registered;
import wariin.register.ServiceRegister;
import wariin.site.SiteSettings;
import wariin.trustlist.PublicationOutcome.Closed;
import wariin.trustlist.PublicationOutcome.Published;
import wariin.tsl.FineStatus;
import wariin.tsl.ListVerdict;
import wariin.tsl.TrustedListReader;
import wariin.tsl.TrustedListValidator;

/// The end of a scheme; on a platform of its own, since no list can follow.
@DatabaseTest
@TestPropertySource(properties = "wariin.trust-list.rest=PT1H")
class ClosedListTests {

    @Autowired
    private ServiceRegister register;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Publication publication;

    @Autowired
    private TrustedLists lists;

    @Autowired
    private Schemes schemes;

    @Autowired
    private TrustedListCheck check;

    @Autowired
    private SiteSettings site;

    @Autowired
    private Clock clock;

    @Test
    void saysThatEveryServiceExpiredAndLetsNoListFollow() throws Exception {
        var registered = new Registered(register, transaction);
        schemes.save(Listing.scheme(site.baseUrl()), "test");
        var provider = registered.provider("終了社", "Ending Co");
        var certificate = Registered.certificate("/C=JP/O=Ending Co/CN=Ending CA");
        registered.registered(provider, Registered.service("ca", "認証局", "Ending CA", List.of(certificate)));
        var withdrawn = registered.registered(provider, Registered.service("lra", "取扱所", "Ended Office"));
        registered.record(withdrawn, Change.WITHDRAWAL);
        assertThat(publication.publish("test")).isInstanceOf(Published.class);
        Thread.sleep(1_050);

        assertThat(publication.close("test")).isInstanceOf(Published.class);

        var issue = lists.current().orElseThrow();
        assertThat(issue.closed()).isTrue();
        var services =
                TrustedListReader.read(issue.xml()).providers().getFirst().services();
        assertThat(services).hasSize(2).allSatisfy(service -> {
            assertThat(FineStatus.of(service.current())).contains(FineStatus.EXPIRED);
            assertThat(service.current().start()).isEqualTo(issue.issued());
            assertThat(service.history()).hasSize(1);
        });
        assertThat(TrustedListValidator.judge(issue.xml(), lists.signers(), clock.instant(), issue.sequence() - 1))
                .isInstanceOf(ListVerdict.Accepted.class);
        assertThat(lists.rebuild(issue.sequence())).isEqualTo(issue.xml());
        Thread.sleep(1_050);
        assertThat(publication.publish("test")).isEqualTo(new Closed());
        assertThat(publication.close("test")).isEqualTo(new Closed());
        assertThat(check.look().verdict()).isEqualTo(Finding.Verdict.HEALTHY);
    }
}
