package wariin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import wariin.browser.Visitor.Screen;
import wariin.ca.CertificationAuthority;
import wariin.identity.FirstSetUp;
import wariin.notify.Outbox;
import wariin.validation.TestHierarchy;

/// Two operators: one trusts an authority of others, both roll a root and a time-stamping unit over.
@BrowserTest
@TestPropertySource(properties = "wariin.test.platform=trust-in-the-browser")
class TrustTests {

    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(120_000);

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    FirstSetUp firstSetUp;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    CertificationAuthority authority;

    @Test
    void trustsOthersAndRenewsWhatOthersTrust(Chromium chromium) throws Exception {
        var entrance = new Entrance(outbox);
        try (var anna = chromium.visitor(baseUrl, "trust-anna", "en", Screen.DESKTOP);
                var hana = chromium.visitor(baseUrl, "trust-hana", "ja", Screen.NARROW);
                var narrow = chromium.visitor(baseUrl, "trust-narrow", "en", Screen.NARROW);
                var wide = chromium.visitor(baseUrl, "trust-wide", "ja", Screen.DESKTOP)) {
            entrance.setUp(anna, firstSetUp.link().orElseThrow(), "Anna Operator", "Sample Scheme Association");
            var visitors = List.of(hana, narrow, wide);
            for (var n = 0; n < 3; n++) {
                var mail = "operator" + n + "@scheme.example";
                entrance.signUp(visitors.get(n), mail, n == 1 ? "Ben Operator" : "見本 運営" + n, "Sample " + n);
                sql.update("update identity_user set operator = true where email = ?", mail);
            }
            trust(anna);
            rollOver(anna, hana, "form[action$='/root/generations'] button");
            anna.go("/operator/authorities");
            anna.page().fill("#from-tsu-1", "2028-01-01T09:00");
            rollOver(anna, hana, "form[action$='/units/tsu-1/generations'] button");
            assertThat(authority.crossCertificates()).containsKey("root-2-cross");
            for (var visitor : List.of(anna, hana, narrow, wide)) {
                for (var page : List.of("/operator/anchors", "/operator/authorities", "/operator", "/pki")) {
                    visitor.go(page);
                    visitor.look("last" + page.replace('/', '-'));
                }
                visitor.assertNothingWrong();
            }
        }
    }

    private static void trust(Visitor operator) throws Exception {
        var page = operator.page();
        var root = new TestHierarchy(Instant.now().minus(Duration.ofDays(30))).root();
        operator.go("/operator/anchors");
        operator.look("anchors");
        page.setInputFiles("#file", new FilePayload("root.cer", "application/pkix-cert", root.getEncoded()));
        page.selectOption("#purpose", "SIGNATURES");
        page.fill("#reason", "From the ministry’s page; fingerprint compared by telephone");
        page.fill("#until", "2030-01-01");
        Entrance.submit(operator);
        var confirm = page.locator("button[data-confirm]");
        assertThat(confirm).isVisible(PATIENTLY);
        operator.look("anchor");
        confirm.click();
        page.waitForURL("**/operator/anchors");
        assertThat(page.locator("h3", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Test Root")))
                .isVisible(PATIENTLY);
        page.locator("details.more summary").first().click();
        operator.look("anchors-with-one");
    }

    /// One asks and agrees, the other agrees.
    private static void rollOver(Visitor first, Visitor second, String button) {
        if (!first.page().url().endsWith("/operator/authorities")) first.go("/operator/authorities");
        first.look("authorities");
        first.page().locator(button).first().click();
        for (var visitor : List.of(first, second)) {
            visitor.go("/operator/authorities");
            visitor.look("decision");
            visitor.page().locator("button[data-confirm]").click();
            var agreed = visitor.page().locator("button[data-confirm]");
            agreed.waitFor(new Locator.WaitForOptions()
                    .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED)
                    .setTimeout(120_000));
        }
    }
}
