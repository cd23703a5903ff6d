package wariin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.browser.Visitor.Screen;
import wariin.ca.CertificationAuthority;
import wariin.ca.TestSubscribers;
import wariin.identity.FirstSetUp;
import wariin.notify.Outbox;
import wariin.x509.SerialNumber;

/// What operators sign with their passkeys: who is one of them, and what becomes of a reported certificate.
@BrowserTest
@TestPropertySource(properties = "wariin.test.platform=operation-in-the-browser")
class OperationTests {

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    FirstSetUp firstSetUp;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    JdbcTemplate sql;

    @Test
    void asksForTheirPasskeysAndReadsWellInBothLanguages(Chromium chromium) {
        var entrance = new Entrance(outbox);
        try (var anna = chromium.visitor(baseUrl, "operation-anna", "en", Screen.DESKTOP);
                var ben = chromium.visitor(baseUrl, "operation-ben", "ja", Screen.NARROW);
                var carl = chromium.visitor(baseUrl, "operation-carl", "ja", Screen.DESKTOP)) {
            entrance.setUp(anna, firstSetUp.link().orElseThrow(), "Anna Operator", "Sample Scheme Association");
            entrance.signUp(ben, "ben@scheme.example", "見本 勉", "見本認定協会");
            entrance.signUp(carl, "carl@scheme.example", "見本 薫", "見本認定協会");

            anna.go("/operator/people");
            anna.look("alone");
            appoint(anna, "ben@scheme.example", "Ben");
            ben.go("/operator/people");
            ben.look("resting");
            sql.update("update identity_user set operator_since = now() - interval '25 hours' where operator_since"
                    + " is not null");
            appoint(anna, "carl@scheme.example", "Carl");
            ben.go("/operator/people");
            ben.look("to-decide");
            ben.page().locator("a.button.primary").click();
            ben.look("second");
            confirm(ben, "/operator/people");
            ben.look("agreed");
            carl.go("/operator/people");
            carl.look("resting");
            assertThat(carl.page().locator("tbody tr")).hasCount(3);

            var serial = SerialNumber.of(authority.issue(TestSubscribers.request())).toString();
            report(anna, serial);
            decide(anna);
            report(ben, SerialNumber.of(authority.issue(TestSubscribers.request())).toString());
            decide(ben);
            sql.update("insert into tsa_clock_minute (epoch, minute, offset_us, leases, gaps, steps, pauses, refusals,"
                    + " reason, sources) select max(number), date_trunc('minute', now()) - i * interval '1 minute', null,"
                    + " 120 - 60 * (i % 2), 60 * (i % 2), 0, 0, i, 'No time server answers', '' from tsa_epoch,"
                    + " generate_series(3, 60) i group by i");
            read(List.of(anna, ben, carl));
            for (var one : List.of(anna, ben, carl)) {
                one.assertNothingWrong();
                one.go("/tsa/tokens/" + "0".repeat(64)); // the browser complains of the 404
                one.look("token");
            }
        }
    }

    private static void appoint(Visitor who, String email, String shot) {
        who.go("/operator/people");
        who.page().fill("#email", email);
        Entrance.submit(who);
        who.page().waitForSelector("button[data-confirm]");
        who.look("appoint-" + shot);
        confirm(who, "/operator/people");
        who.look("appointed-" + shot);
    }

    private static void confirm(Visitor who, String then) {
        who.page().locator("button[data-confirm]").click();
        who.page().waitForURL(Pattern.compile(".*" + then + "$"));
    }

    private static void report(Visitor who, String serial) {
        who.go("/operator/revocations");
        who.page().fill("#serial", serial);
        who.page().fill("#report", "Found in a public repository, reported by its owner.");
        who.look("revocations");
        Entrance.submit(who);
        who.page().waitForURL(Pattern.compile(".*/operator/revocations/[0-9a-f-]+$"));
        who.look("report");
    }

    private static void decide(Visitor who) {
        var report = who.page().url();
        who.page().locator("main form button.danger").click();
        who.page().waitForSelector("button[data-confirm]");
        who.look("decision");
        confirm(who, report.substring(report.lastIndexOf("/operator")));
        assertThat(who.page().locator("button.danger")).hasCount(0);
        who.look("decided");
        who.go("/operator/revocations");
        who.look("revocations");
    }

    private static void read(List<Visitor> visitors) {
        for (var one : visitors) {
            one.go("/operator/clock");
            one.look("clock");
            assertThat(one.page().locator("a[href*='day=']").count()).isEqualTo(1);
            one.go("/operator/clock?day=2026-01-01");
            one.look("clock-empty");
            one.go("/pki/cps");
            one.look("cps");
            one.lookAt("article .wide >> nth=0", "cps-authorities");
        }
    }
}
