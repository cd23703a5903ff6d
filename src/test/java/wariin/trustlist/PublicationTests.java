package wariin.trustlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;
import wariin.doctor.Finding;
import wariin.notify.Outbox;
import wariin.register.Change;
import wariin.register.Registered;
import wariin.register.Registered.Decided;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.SiteSettings;
import wariin.trustlist.IssueRegister.Intent;
import wariin.trustlist.IssueSummary.Cause;
import wariin.trustlist.IssueSummary.State;
import wariin.trustlist.PublicationOutcome.Published;
import wariin.trustlist.PublicationOutcome.Refused;
import wariin.trustlist.PublicationOutcome.Unchanged;
import wariin.tsl.Extension;
import wariin.tsl.FineStatus;
import wariin.tsl.LangText;
import wariin.tsl.ListVerdict;
import wariin.tsl.TrustService;
import wariin.tsl.TrustedList;
import wariin.tsl.TrustedListReader;
import wariin.tsl.TrustedListValidator;

/// From the register to the published list, on the whole platform.
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
    private Signers signers;

    @Autowired
    private Reservations reservations;

    @Autowired
    private IssueRegister issues;

    @Autowired
    private SchemeRegister versions;

    @Autowired
    private PublicationLock lock;

    @Autowired
    private Archive archive;

    @Autowired
    private Alarms alarms;

    @Autowired
    private List<Judge> judges;

    @Autowired
    private TrustedListCheck check;

    @Autowired
    private SiteSettings site;

    @Autowired
    private Outbox outbox;

    @Autowired
    private Clock clock;

    private Registered registered;

    @BeforeEach
    void prepare() {
        registered = new Registered(register, transaction);
        schemes.save(Listing.scheme(site.baseUrl()), "test");
        if (lists.current().isEmpty()) publish();
    }

    @Test
    void passesEveryJudgeWithTheServicesThatTheRegisterShows() {
        var provider = registered.provider("一覧社", "Listed Co");
        registered.registered(provider, ca("Listed"));
        registered.registered(provider, Registered.service("lra", "取扱所", "Listed Office"));

        var issue = publish();

        var programs = new OutsidePrograms();
        assertThat(programs.fitsTheSchema(issue.xml())).isTrue();
        assertThat(programs.isSignedBy(issue.xml(), lists.signers())).isTrue();
        assertThat(TrustedListValidator.judge(issue.xml(), lists.signers(), clock.instant(), issue.sequence() - 1))
                .isInstanceOf(ListVerdict.Accepted.class);
        assertThat(issue.sha256()).isEqualTo(Hash.sha256(issue.xml()));
        var office = entry(issue, "Listed Office");
        assertThat(office.current().identity().otherUris())
                .singleElement()
                .asString()
                .contains("/register/services/");
        assertThat(List.of(entry(issue, "Listed CA"), office)).allSatisfy(service -> {
            assertThat(service.current().start()).isEqualTo(issue.issued());
            assertThat(FineStatus.of(service.current())).contains(FineStatus.REGISTERED);
            assertThat(service.current().additional(FineStatus.NUMBER))
                    .get()
                    .asString()
                    .startsWith("JTS-");
            assertThat(service.history()).isEmpty();
        });
        assertThat(publishedAgain()).isInstanceOf(Unchanged.class);
    }

    @Test
    void keepsTheHistoryNewestFirstWithoutCertificates() {
        var provider = registered.provider("履歴社", "History Co");
        var service = registered.registered(provider, ca("History"));
        var first = publish();
        registered.record(service, Change.SUSPENSION);
        var second = publish();
        registered.record(service, Change.REINSTATEMENT);
        register.revise(service, renamed(service, "Renamed CA"), "test");
        var third = publish();

        var entry = entry(third, "Renamed CA");

        assertThat(entry.states())
                .extracting(state -> FineStatus.of(state).orElseThrow())
                .containsExactly(FineStatus.REGISTERED, FineStatus.SUSPENDED, FineStatus.REGISTERED);
        assertThat(entry.states())
                .extracting(state -> state.start())
                .containsExactly(third.issued(), second.issued(), first.issued());
        assertThat(entry.history()).allSatisfy(state -> {
            assertThat(state.identity().certificates()).isEmpty();
            assertThat(state.identity().keyIdentifier()).isNotNull();
            assertThat(LangText.in("en", state.names())).as("its name then").isEqualTo("History CA");
        });
        assertThat(issues.issued())
                .allSatisfy(sequence -> assertThat(lists.rebuild(sequence))
                        .isEqualTo(lists.bySequence(sequence).orElseThrow().xml()));
    }

    @Test
    void saysOnlyTheLastOfSeveralEventsAndNothingBeforeItsTime() {
        var provider = registered.provider("早業社", "Quick Co");
        // Together, so that the platform's own round makes no list in between.
        transaction.executeWithoutResult(_ -> {
            var quick = registered.registered(provider, Registered.service("lra", "早業", "Quick Office"));
            registered.record(quick, Change.SUSPENSION);
        });
        var later = registered.service(provider, Registered.service("lra", "後日", "Later Office"));
        registered.record(
                new Decided(later, Change.REGISTRATION, null, clock.instant().plus(Duration.ofDays(3)), null));

        var issue = publish();

        var entry = entry(issue, "Quick Office");
        assertThat(FineStatus.of(entry.current())).contains(FineStatus.SUSPENDED);
        assertThat(entry.history()).isEmpty();
        assertThat(text(issue)).doesNotContain("Later Office");
    }

    @Test
    void namesWhoTookAServiceOver() {
        var provider = registered.provider("引継元社", "Leaving Co");
        var successor = registered.provider("引継先社", "Following Co");
        registered.registered(successor, Registered.service("lra", "引継先", "Following Office"));
        var service = registered.registered(provider, Registered.service("lra", "引継元", "Leaving Office"));
        publish();
        registered.record(new Decided(service, Change.TAKE_OVER, null, null, successor));

        var entry = entry(publish(), "Leaving Office");

        assertThat(entry.current().extensions())
                .filteredOn(Extension.TakenOverBy.class::isInstance)
                .singleElement()
                .asString()
                .contains("Following Co");
    }

    @Test
    void keepsAnEntryWhoseKeyTheServiceGaveUp() {
        var provider = registered.provider("鍵替社", "Rekeyed Co");
        var service = registered.registered(provider, ca("Old key"));
        publish();
        var next = ca("New key").certificates();
        register.revise(service, with(service, next), "test");

        var issue = publish();

        var entries = services(issue).stream()
                .filter(entry -> LangText.in("en", entry.current().names()).equals("Old key CA"))
                .toList();
        assertThat(entries)
                .extracting(entry -> FineStatus.of(entry.current()).orElseThrow())
                .containsExactlyInAnyOrder(FineStatus.REGISTERED, FineStatus.WITHDRAWN);
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.current().start()).isEqualTo(issue.issued()));
    }

    @Test
    void keepsTheOldListWhenAJudgeRefusesTheNew() {
        var before = lists.current().orElseThrow();
        var strict = new ArrayList<>(judges);
        strict.add(_ -> List.of("Not on a Monday"));
        var refused = new Press(register, versions, issues, signers, strict);
        var refusing = new Publication(lock, reservations, refused, archive, signers, alarms);
        untilNextSecond();

        var outcome = refusing.publish("test");

        assertThat(outcome).isEqualTo(new Refused(before.sequence() + 1, List.of("Not on a Monday")));
        assertThat(lists.current().orElseThrow().sequence()).isEqualTo(before.sequence());
        assertThat(lists.history(1).getFirst().state()).isEqualTo(State.REFUSED);
        assertThat(check.look().verdict()).isEqualTo(Finding.Verdict.SICK);
        assertThat(outbox.newest(Instant.parse("2999-01-01T00:00:00Z"), 20))
                .anyMatch(mail -> mail.recipient().equals("operator@example.jp")
                        && String.valueOf(mail.body()).contains("Not on a Monday"));
        assertThat(publish().sequence()).as("no sequence is used twice").isEqualTo(before.sequence() + 2);
        assertThat(check.look().verdict()).isEqualTo(Finding.Verdict.HEALTHY);
    }

    @Test
    void finishesAnIntentThatACrashLeftBehind() {
        var before = lists.current().orElseThrow();
        untilNextSecond();
        var intent = reservations.draft(Cause.REQUEST, "test").orElseThrow();
        reservations.reserve(intent);

        assertThat(lists.current().orElseThrow().sequence()).isEqualTo(before.sequence());
        assertThatThrownBy(() -> reservations.reserve(intent)).isInstanceOf(DataIntegrityViolationException.class);
        publication.sweep();

        var issue = lists.current().orElseThrow();
        assertThat(issue.sequence()).isEqualTo(intent.sequence());
        assertThat(issue.issued()).isEqualTo(intent.issued());
        assertThat(issues.open()).isEmpty();
    }

    @Test
    void burnsAnIntentThatIsTooOld() {
        untilNextSecond();
        var draft = reservations.draft(Cause.REQUEST, "test").orElseThrow();
        var old = new Intent(
                draft.sequence(),
                draft.schemeVersion(),
                draft.signer(),
                draft.registerAsOf(),
                draft.serviceTypes(),
                draft.issued(),
                draft.nextUpdate(),
                draft.cause(),
                draft.actor(),
                clock.instant().minus(Duration.ofMinutes(11)));
        reservations.reserve(old);

        publication.sweep();

        assertThat(lists.bySequence(old.sequence())).isEmpty();
        assertThat(lists.history(1).getFirst().state()).isEqualTo(State.BURNED);
        assertThat(publish().sequence()).isEqualTo(old.sequence() + 1);
    }

    @Test
    void rollsOverToAnAnnouncedSigner() {
        var before = publish();
        var announced = signers.announce("test");
        assertThat(lists.signers()).contains(announced.certificate());

        assertThat(signers.use(announced.number(), "test")).isTrue();
        var after = publish();

        assertThat(after.signer()).isEqualTo(announced.certificate()).isNotEqualTo(before.signer());
        assertThat(lists.signers()).contains(before.signer());
        for (var issue : List.of(before, after)) {
            assertThat(TrustedListValidator.judge(issue.xml(), lists.signers(), clock.instant(), 0))
                    .isInstanceOf(ListVerdict.Accepted.class);
            assertThat(lists.rebuild(issue.sequence())).isEqualTo(issue.xml());
        }
        assertThat(signers.use(99, "test")).isFalse();
    }

    @Test
    void refusesToGoBackToAnOlderList() {
        var old = publish();
        var current = publish();

        assertThat(TrustedListValidator.judge(old.xml(), lists.signers(), clock.instant(), current.sequence()))
                .isInstanceOf(ListVerdict.Refused.class);
    }

    private Issue publish() {
        untilNextSecond();
        var outcome = publication.publish("test");
        assertThat(outcome).isInstanceOf(Published.class);
        return lists.bySequence(((Published) outcome).sequence()).orElseThrow();
    }

    private PublicationOutcome publishedAgain() {
        untilNextSecond();
        return publication.publishChanges("test");
    }

    /// A second has room for one list.
    private void untilNextSecond() {
        try {
            Thread.sleep(1_050);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static wariin.register.ServiceDescription ca(String name) {
        var certificate = Registered.certificate("/C=JP/O=" + name + " Co/CN=" + name + " CA");
        return Registered.service("ca", name + "認証局", name + " CA", List.of(certificate));
    }

    private wariin.register.ServiceDescription renamed(ServiceId service, String name) {
        var certificates = register.find(service).orElseThrow().certificates();
        return Registered.service("ca", name, name, certificates);
    }

    private wariin.register.ServiceDescription with(ServiceId service, List<byte[]> certificates) {
        var name = register.find(service).orElseThrow().name();
        return Registered.service("ca", name.ja(), name.en(), certificates);
    }

    private static TrustService entry(Issue issue, String name) {
        return services(issue).stream()
                .filter(service -> LangText.in("en", service.current().names()).equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<TrustService> services(Issue issue) {
        return read(issue).providers().stream()
                .flatMap(provider -> provider.services().stream())
                .toList();
    }

    private static TrustedList read(Issue issue) {
        return TrustedListReader.read(issue.xml());
    }

    private static String text(Issue issue) {
        return new String(issue.xml(), StandardCharsets.UTF_8);
    }
}
