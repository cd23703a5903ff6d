package wariin.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.company.CorporateNumber;
import wariin.database.DatabaseTest;
import wariin.identity.OrganisationId;
import wariin.journal.Journal;
import wariin.register.RefusedEntry.Why;
import wariin.register.Registered.Decided;

@DatabaseTest
class ServiceRegisterTests {

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");

    @Autowired
    private ServiceRegister register;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Journal journal;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private Clock clock;

    private Registered registered;

    @BeforeEach
    void prepare() {
        registered = new Registered(register, transaction);
    }

    @Test
    void givesNumbersWithoutGapsWhenManyComeAtOnce() throws Exception {
        var provider = registered.provider("並行社", "Parallel Co");
        var services = new ArrayList<ServiceId>();
        for (var n = 0; n < 24; n++) {
            services.add(registered.service(provider, Registered.service("lra", "取扱" + n, "Office " + n)));
        }
        var before = lastSerial("LRA");

        var tasks = new ArrayList<Callable<String>>();
        for (var n = 0; n < services.size(); n++) {
            var service = services.get(n);
            var fails = n % 3 == 0; // a transaction that fails gives its number back
            tasks.add(() -> transaction.execute(status -> {
                var event = register.record(Decided.of(service, Change.REGISTRATION));
                if (fails) status.setRollbackOnly();
                return event.number().toString();
            }));
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var done : threads.invokeAll(tasks)) done.get();
        }

        var serials = services.stream()
                .flatMap(service -> register.history(service).stream())
                .map(event -> event.number().serial())
                .sorted()
                .toList();
        assertThat(serials).hasSize(16).first().isEqualTo(before + 1);
        assertThat(serials).last().isEqualTo(before + 16);
        assertThat(serials).doesNotHaveDuplicates();
    }

    @Test
    void countsRenewalsInTheBracketAndAddsTheValidity() {
        var service =
                registered.registered(registered.provider("更新社", "Renewal Co"), Registered.service("ca", "認証局", "CA"));
        var first = register.history(service).getFirst();

        var second = registered.record(service, Change.RENEWAL);

        var today = LocalDate.ofInstant(clock.instant(), JAPAN);
        assertThat(first.number().term()).isEqualTo(1);
        assertThat(first.validUntil()).isEqualTo(today.plusYears(2).minusDays(1));
        assertThat(second.number()).isEqualTo(first.number().renewed());
        assertThat(second.validUntil())
                .isEqualTo(first.validUntil().plusDays(1).plusYears(2).minusDays(1));
    }

    @Test
    void refusesAChangeThatDoesNotFollow() {
        var provider = registered.provider("順序社", "Order Co");
        var service = registered.service(provider, Registered.service("ec", "契約", "Contracts"));

        assertRefused(Why.NOT_ALLOWED_NOW, () -> registered.record(service, Change.SUSPENSION));
        registered.record(service, Change.REGISTRATION);
        assertRefused(Why.NOT_ALLOWED_NOW, () -> registered.record(service, Change.REGISTRATION));
        assertRefused(Why.NOT_ALLOWED_NOW, () -> registered.record(service, Change.REINSTATEMENT));
        registered.record(service, Change.WITHDRAWAL);
        assertRefused(Why.NOT_ALLOWED_NOW, () -> registered.record(service, Change.RENEWAL));

        assertThat(register.history(service)).hasSize(2);
    }

    @Test
    void carriesTheSameDecisionOutOnce() {
        var service = registered.service(registered.provider("一度社", "Once Co"), Registered.service("ec", "契約", "Once"));
        var decided = Decided.of(service, Change.REGISTRATION);

        var first = registered.record(decided);

        assertThat(registered.record(decided)).isEqualTo(first);
        assertThat(register.history(service)).containsExactly(first);
        assertThat(journal.about(service.toString()).stream()
                        .filter(entry -> entry.act().kind().equals("service-registered")))
                .hasSize(1);
        assertThat(register.proof(first.id()).flatMap(journal::find)).isPresent();
    }

    @Test
    void takesADecisionOnlyInTheTransactionOfWhoDecided() {
        var service =
                registered.service(registered.provider("外社", "Outside Co"), Registered.service("ec", "契約", "Out"));

        assertThatExceptionOfType(IllegalTransactionStateException.class)
                .isThrownBy(() -> register.record(Decided.of(service, Change.REGISTRATION)));
    }

    @Test
    void keepsAKeyForOneServiceOfATarget() {
        var key = List.of(Registered.certificate("/C=JP/O=Key Co/CN=Key"));
        var provider = registered.provider("鍵社", "Key Co");
        var rival = registered.service(provider, Registered.service("ca", "別の局", "Rival", key));
        registered.registered(provider, Registered.service("ca", "認証局", "Key CA", key));

        assertRefused(Why.KEY_TAKEN, () -> registered.record(rival, Change.REGISTRATION));
        assertRefused(Why.KEY_TAKEN, () -> registered.service(provider, Registered.service("ca", "又", "Again", key)));
        // The same key under another target is another service of the list.
        registered.registered(provider, Registered.service("ec", "契約", "Key contracts", key));
    }

    @Test
    void refusesWhatIsNoCertificate() {
        var provider = registered.provider("偽社", "No Certificate Co");
        var broken = Registered.service("ca", "局", "CA", List.of(new byte[] {1, 2, 3}));

        assertRefused(Why.NOT_A_CERTIFICATE, () -> registered.service(provider, broken));
        assertThat(register.services(provider)).isEmpty();
    }

    @Test
    void bindsACorporateNumberToOneOrganisation() {
        var organisation = new OrganisationId(UUID.randomUUID());
        var number = CorporateNumber.of("7000012050002");
        var other = CorporateNumber.of("1010405009403");
        var provider = register.provider(organisation, Registered.description("番号社", "Number Co", number), "test");

        assertRefused(
                Why.NUMBER_TAKEN,
                () -> register.provider(
                        new OrganisationId(UUID.randomUUID()),
                        Registered.description("他社", "Other Co", number),
                        "test"));
        assertRefused(
                Why.NUMBER_FIXED,
                () -> register.provider(organisation, Registered.description("番号社", "Number Co", other), "test"));
        assertThat(register.provider(organisation, Registered.description("番号社", "Number Co", number), "test"))
                .isEqualTo(provider);
    }

    @Test
    void showsNothingBeforeItsPublication() {
        var service =
                registered.service(registered.provider("後日社", "Later Co"), Registered.service("lra", "後日", "Later"));
        assertThat(register.published().service(service)).isEmpty();
        var later = clock.instant().plus(Duration.ofDays(30));

        var event = registered.record(new Decided(service, Change.REGISTRATION, null, later, null));
        registered.record(service, Change.SUSPENSION);

        assertThat(event.publishFrom()).isEqualTo(later.truncatedTo(ChronoUnit.MICROS));
        assertThat(register.published().service(service)).isEmpty();
        assertThat(register.search(Filter.EVERYTHING))
                .noneMatch(listed -> listed.service().id().equals(service));
        assertThat(register.history(service)).hasSize(2);
    }

    @Test
    void bringsOutByTimeAloneWhatWasHeldBack() throws Exception {
        var provider = registered.provider("順次社", "Stage Co");
        var service = registered.service(provider, Registered.service("lra", "順次", "Stage"));
        var soon = clock.instant().plus(Duration.ofMillis(1500));
        registered.record(new Decided(service, Change.REGISTRATION, null, soon, null));
        var search = new Filter("順次", null, null, null, null, null);
        assertThat(register.search(search)).isEmpty();

        Thread.sleep(1600);

        assertThat(register.search(search)).hasSize(1);
        assertThat(register.asOf(soon.minusMillis(1)).service(service)).isEmpty();
    }

    @Test
    void letsSomethingUrgentComeBeforeWhatIsStillToCome() {
        var service =
                registered.registered(registered.provider("急社", "Urgent Co"), Registered.service("lra", "急", "Urgent"));
        var ahead = clock.instant().plus(Duration.ofDays(10));
        registered.record(new Decided(service, Change.WITHDRAWAL, ahead, null, null));

        registered.record(service, Change.SUSPENSION);

        assertThat(register.published().service(service).orElseThrow().current().status())
                .isEqualTo(RegistrationStatus.SUSPENDED);
        assertThat(register.history(service).getFirst().status()).isEqualTo(RegistrationStatus.WITHDRAWN);
        assertRefused(Why.NOT_ALLOWED_NOW, () -> registered.record(service, Change.RENEWAL));
    }

    @Test
    void keepsTheEntryOfAServiceThatAnotherTookOver() {
        var service =
                registered.registered(registered.provider("旧社", "Old Co"), Registered.service("ca", "局", "Old CA"));
        var successor = registered.provider("新社", "New Co");

        registered.record(new Decided(service, Change.TAKE_OVER, null, null, successor));
        var suspended = registered.record(service, Change.SUSPENSION);

        assertThat(suspended.successor()).isEqualTo(successor);
        assertRefused(Why.SUCCESSOR_MISSING, () -> registered.record(service, Change.TAKE_OVER));
        var state = register.published().service(service).orElseThrow();
        assertThat(state.events()).hasSize(3);
    }

    @Test
    void endsARegistrationWhoseTimeIsOver() {
        var service =
                registered.service(registered.provider("満了社", "Expiry Co"), Registered.service("lra", "満了", "Expiry"));
        var yesterday = LocalDate.ofInstant(clock.instant(), JAPAN).minusDays(1);
        insertPast(service, yesterday);

        register.passTime();
        register.passTime();

        var history = register.history(service);
        assertThat(history).hasSize(2);
        assertThat(history.getFirst().status()).isEqualTo(RegistrationStatus.EXPIRED);
        assertThat(history.getFirst().effectiveAt())
                .isEqualTo(yesterday.plusDays(1).atStartOfDay(JAPAN).toInstant());
        assertThat(history.getFirst().reason()).isEqualTo("validity-ended");
        assertThat(journal.about(service.toString()))
                .extracting(entry -> entry.act().kind())
                .contains("service-expired");
        assertRefused(Why.NOT_ALLOWED_NOW, () -> registered.record(service, Change.SUSPENSION));
    }

    @Test
    void letsTimePassBeforeADecisionAlsoWithoutTheJob() {
        var service = registered.service(
                registered.provider("期限社", "Deadline Co"), Registered.service("lra", "期限", "Deadline"));
        insertPast(service, LocalDate.ofInstant(clock.instant(), JAPAN).minusDays(3));

        var renewed = registered.record(service, Change.RENEWAL);

        assertThat(register.history(service))
                .extracting(StatusEvent::status)
                .containsExactly(
                        RegistrationStatus.REGISTERED, RegistrationStatus.EXPIRED, RegistrationStatus.REGISTERED);
        assertThat(renewed.validUntil())
                .isEqualTo(
                        LocalDate.ofInstant(clock.instant(), JAPAN).plusYears(2).minusDays(1));
    }

    @Test
    void onlyGrows() {
        registered.registered(
                registered.provider("不変社", "Unchanging Co"), Registered.service("lra", "不変", "Unchanging"));

        assertThatThrownBy(() -> sql.sql("update register_status_event set status = 'WITHDRAWN'")
                        .update())
                .hasMessageContaining("only grows");
        assertThatThrownBy(() -> sql.sql("delete from register_service_version").update())
                .hasMessageContaining("only grows");
    }

    @Test
    void findsByNameNumberAndSector() {
        var provider = register.provider(
                new OrganisationId(UUID.randomUUID()),
                Registered.description("株式会社サガス", "Sagasu Inc", CorporateNumber.of("5010401067252")),
                "test");
        var service = registered.registered(provider, Registered.service("ec", "ｻｶﾞｽ契約", "Sagasu Contracts"));
        var number = register.history(service).getFirst().number();

        for (var text : List.of("サガス契約", "ＳＡＧＡＳＵ contracts", "5010401067252", number.toString(), number.base())) {
            assertThat(register.search(new Filter(text, "ec", "finance", null, RegistrationStatus.REGISTERED, null)))
                    .as(text)
                    .extracting(listed -> listed.service().id())
                    .contains(service);
        }
        assertThat(register.search(new Filter("サガス", "ca", null, null, null, null)))
                .isEmpty();
        assertThat(register.search(new Filter("サガス", null, "housing", null, null, null)))
                .isEmpty();
        assertThat(register.search(new Filter(
                        "サガス",
                        null,
                        null,
                        null,
                        null,
                        LocalDate.ofInstant(clock.instant(), JAPAN).minusDays(1))))
                .isEmpty();
    }

    private void assertRefused(Why why, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatExceptionOfType(RefusedEntry.class)
                .isThrownBy(act)
                .extracting(RefusedEntry::why)
                .isEqualTo(why);
    }

    private int lastSerial(String prefix) {
        return sql.sql("select coalesce(max(serial), 0) from register_serial where prefix = :prefix")
                .param("prefix", prefix)
                .query(Integer.class)
                .single();
    }

    /// A registration as it would have been recorded two years ago.
    private void insertPast(ServiceId service, LocalDate validUntil) {
        var serial = 900_000 + Math.floorMod(service.hashCode(), 90_000);
        var at = Instant.now().minus(Duration.ofDays(733)).atOffset(java.time.ZoneOffset.UTC);
        sql.sql("insert into register_number (prefix, serial, service_id) values ('LRA', :serial, :service)")
                .param("serial", serial)
                .param("service", service.value())
                .update();
        sql.sql("""
                        insert into register_status_event (id, service_id, change, status, reason, scheme, prefix, serial,
                               term, valid_until, effective_at, recorded_at, publish_from, decision, criteria_version,
                               actor, entry)
                        values (gen_random_uuid(), :service, 'REGISTRATION', 'REGISTERED', 'criteria-met', 'JTS', 'LRA',
                               :serial, 1, :until, :at, :at, :at, 'old', '2024.1', 'test', repeat('0', 64))
                        """)
                .param("service", service.value())
                .param("serial", serial)
                .param("until", validUntil)
                .param("at", at)
                .update();
    }
}
