package wariin.trustlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.register.Registered;
import wariin.register.ServiceRegister;
import wariin.site.SiteSettings;
import wariin.trustlist.PublicationOutcome.Published;
import wariin.trustlist.PublicationOutcome.Unchanged;
import wariin.tsl.FineStatus;
import wariin.tsl.TrustedListReader;

@DatabaseTest
class PublicationTests {

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
    private SiteSettings site;

    private Registered registered;

    @BeforeEach
    void prepare() throws InterruptedException {
        registered = new Registered(register, transaction);
        schemes.save(Listing.scheme(site.baseUrl()), "test");
        Thread.sleep(1100);
    }

    @Test
    void showsARegisteredServiceFromTheListThatFirstSaysIt() throws Exception {
        var provider = registered.provider("一覧社", "Listed Co");
        registered.registered(
                provider,
                Registered.service("ca", "認証局", "Listed CA", List.of(Registered.certificate("/C=JP/O=Listed Co/CN=Listed CA"))));
        registered.registered(provider, Registered.service("lra", "取扱所", "Listed Office"));

        var outcome = publication.publishChanges("test");

        assertThat(outcome).isInstanceOf(Published.class);
        var issue = lists.current().orElseThrow();
        var list = TrustedListReader.read(issue.xml());
        var services = list.providers().stream()
                .filter(one -> one.names().toString().contains("Listed Co"))
                .findFirst()
                .orElseThrow()
                .services();
        assertThat(services).hasSize(2).allSatisfy(service -> {
            assertThat(service.current().start()).isEqualTo(issue.issued());
            assertThat(FineStatus.of(service.current())).contains(FineStatus.REGISTERED);
            assertThat(service.history()).isEmpty();
        });
        assertThat(lists.rebuild(issue.sequence())).isEqualTo(issue.xml());
        Thread.sleep(1100);
        assertThat(publication.publishChanges("test")).isInstanceOf(Unchanged.class);
    }
}
