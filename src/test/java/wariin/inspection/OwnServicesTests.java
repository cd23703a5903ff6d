package wariin.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import wariin.database.DatabaseTest;
import wariin.identity.Person;
import wariin.notify.Outbox;
import wariin.register.ServiceRegister;

/// The platform looks at its own services, and says honestly what it cannot say.
@DatabaseTest
@TestPropertySource(properties = "wariin.test.platform=own-services") // one that nobody else changes
class OwnServicesTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    OwnServices services;

    @Autowired
    Inspections inspections;

    @Autowired
    ServiceRegister register;

    private Person operator() {
        var email = "operator-" + UUID.randomUUID() + "@example.jp";
        var person = Person.signedUp(baseUrl, email, "登録機関株式会社", outbox);
        jdbc.sql("update identity_user set operator = true where email = :email")
                .param("email", email)
                .update();
        return person;
    }

    @Test
    void makesThePlatformTheFirstApplicantAndLooksAtIt() {
        var person = operator();

        assertThat(person.get("/operator/criteria").status()).isEqualTo(200);
        person.get("/operator/criteria");
        await().atMost(Duration.ofMinutes(2)).until(services::complete);

        var own = services.all();
        assertThat(own).extracting(OwnServices.OwnService::target).containsExactlyInAnyOrder("ca", "tsa", "ec");
        assertThat(jdbc.sql("select count(*) from inspection_own_service where case_id is not null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(register.published().providers())
                .noneSatisfy(provider -> assertThat(provider.services())
                        .extracting(service -> service.id())
                        .contains(own.getFirst().service()));

        inspections.replan();
        inspections.runDue();

        var ca = results("ca");
        assertThat(ca.get("ca-tm-10").verdict()).isEqualTo(InspectionVerdict.SATISFIED);
        assertThat(ca.get("ca-um-07").verdict()).isEqualTo(InspectionVerdict.SATISFIED);
        assertHonestProfile(ca.get("ca-ot-02"));
        assertThat(ca.get("ca-km-05").verdict()).isEqualTo(InspectionVerdict.SATISFIED);
        assertThat(ca.get("ca-km-09").verdict()).isEqualTo(InspectionVerdict.SATISFIED);
        assertThat(ca.get("ca-ot-01").verdict()).isEqualTo(InspectionVerdict.SATISFIED);
        // The test platform has no TLS and its provider no corporate number: that is said, not hidden.
        assertThat(ca.get("ca-tm-05").verdict()).isEqualTo(InspectionVerdict.NOT_SATISFIED);
        assertThat(ca.get("ca-um-02").verdict()).isEqualTo(InspectionVerdict.NOT_POSSIBLE);
        var tsa = results("tsa");
        assertThat(tsa.get("tsa-ts-01").verdict()).isEqualTo(InspectionVerdict.SATISFIED);
        assertThat(tsa.get("tsa-km-02").verdict()).isEqualTo(InspectionVerdict.SATISFIED);
        assertHonestProfile(tsa.get("tsa-km-03"));
        assertThat(tsa.get("tsa-ts-05").verdict()).isEqualTo(InspectionVerdict.SATISFIED);
        assertThat(results("ec").get("ec-sf-08").verdict()).isEqualTo(InspectionVerdict.NOT_POSSIBLE);
        assertThat(inspections.failures()).isEmpty();

        var page = person.get("/register/living");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Wariin Time-Stamping Authority", "satisfied", "by hand")
                .doesNotContain("??");
        assertThat(person.get("/register/living/ca/ca-tm-10").body()).contains("Revocation list");
        assertThat(person.get("/inspection").body()).contains("Look at all now").doesNotContain("??");
    }

    /// The time-stamping unit's certificate names no policy (EN 319 412-2, 4.3.3): that may be said, nothing else.
    private static void assertHonestProfile(InspectionRun run) {
        assertThat(String.valueOf(run.reason()))
                .containsAnyOf("en=The certificates show all that their profile asks.]", "en=It names no policy.]");
    }

    private Map<String, InspectionRun> results(String target) {
        var service = services.all().stream()
                .filter(one -> one.target().equals(target))
                .findFirst()
                .orElseThrow();
        var results = new HashMap<String, InspectionRun>();
        for (var run : inspections.newest(service.service())) results.put(run.criterion(), run);
        return results;
    }
}
