package wariin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.browser.Visitor.Screen;
import wariin.database.DatabaseTest;
import wariin.notify.Outbox;
import wariin.notify.OutboxMessage;

/// The whole way of two people: from signing up to a concluded contract that the public page finds valid.
@DatabaseTest
@Tag("browser")
class TwoCompaniesTests {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(120_000);

    private static Playwright playwright;
    private static Browser browser;

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @BeforeAll
    static void startTheBrowser() throws IOException {
        Files.createDirectories(Path.of("target/screenshots"));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setChromiumSandbox(false)
                        .setTimeout(120_000)
                        .setArgs(List.of(
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void stopTheBrowser() {
        if (browser != null) browser.close();
        if (playwright != null) playwright.close();
    }

    @Test
    void concludeInJapaneseAtTheDeskAndInEnglishOnThePhone() throws IOException {
        conclude("ja", Screen.DESKTOP, "en", Screen.PHONE);
    }

    @Test
    void concludeInEnglishOnThePhoneAndInJapaneseAtTheDesk() throws IOException {
        conclude("en", Screen.PHONE, "ja", Screen.DESKTOP);
    }

    private void conclude(String language, Screen screen, String otherLanguage, Screen otherScreen) throws IOException {
        var mailA = "anna-%s@a.example".formatted(language);
        var mailB = "ben-%s@b.example".formatted(otherLanguage);
        var way = language + "-" + screen.name().toLowerCase(java.util.Locale.ROOT);
        try (var a = new Visitor(browser, baseUrl, way + "-a", language, screen);
                var b = new Visitor(browser, baseUrl, way + "-b", otherLanguage, otherScreen)) {
            signUp(a, mailA, "見本 花子", "見本商事株式会社");
            send(a, mailB, otherLanguage);
            sign(a, contractId(a));

            accept(b, mailB, "Ben Example", "Example Foods K.K.");
            sign(b, contractId(b));

            concluded(b);
            var pdf = downloaded(b);
            verify(a, pdf);
            verify(b, pdf);
            a.go("/contracts");
            a.look("inbox");
            a.assertNothingWrong();
            b.assertNothingWrong();
        }
    }

    private void signUp(Visitor visitor, String mail, String name, String company) {
        visitor.go("/");
        visitor.look("start");
        visitor.go("/signup");
        visitor.page().fill("#email", mail);
        visitor.look("signup");
        submit(visitor);
        code(visitor, mail);
        details(visitor, name, company);
        passkey(visitor);
        // New members are shown recovery codes before they go on.
        visitor.look("after-passkey");
    }

    private void accept(Visitor visitor, String mail, String name, String company) {
        visitor.go(find(LINK, newest(mail)));
        visitor.look("invitation");
        submit(visitor);
        code(visitor, mail);
        details(visitor, name, company);
        passkey(visitor);
        visitor.page().waitForURL(Pattern.compile(".*/contracts/.*"));
    }

    private static void submit(Visitor visitor) {
        visitor.page().locator("main form button[type=submit].primary").first().click();
    }

    private void code(Visitor visitor, String mail) {
        visitor.page().waitForSelector("#code");
        visitor.page().fill("#code", find(CODE, newest(mail)));
        visitor.look("code");
        submit(visitor);
    }

    private void details(Visitor visitor, String name, String company) {
        visitor.page().waitForSelector("#organisation");
        visitor.page().fill("#name", name);
        visitor.page().fill("#organisation", company);
        visitor.look("details");
        submit(visitor);
    }

    private void passkey(Visitor visitor) {
        var make = visitor.page().locator("button[data-passkey=register]");
        assertThat(make).isVisible(PATIENTLY);
        visitor.look("passkey");
        make.click();
        visitor.page().waitForURL(url -> !url.contains("/account/secure"));
    }

    private void send(Visitor visitor, String mail, String language) throws IOException {
        visitor.go("/contracts/new");
        visitor.look("new");
        visitor.page().setInputFiles("#file", new FilePayload("見本契約書.pdf", "application/pdf", contract()));
        visitor.page().waitForURL(Pattern.compile(".*/contracts/[^/]+/edit.*"));
        visitor.page().fill("#title", "業務委託契約書 Service agreement");
        var side = visitor.page().locator("#counterparties fieldset").first();
        side.locator("[data-field=organisation]").fill("Example Foods K.K.");
        side.locator("[data-field=name]").fill("Ben Example");
        side.locator("[data-field=email]").fill(mail);
        side.locator("[data-field=language]").selectOption(language);
        assertThat(visitor.page().locator(".leaf canvas[width]").first()).isVisible(PATIENTLY);
        place(visitor, 0, 0.3, 0.5);
        place(visitor, 1, 0.7, 0.5);
        visitor.look("edit");
        var send = visitor.page().locator("#send");
        assertThat(send).isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(120_000));
        send.click();
        visitor.page().waitForURL(url -> !url.contains("/edit"));
        visitor.look("sent");
    }

    /// Drags a seal onto the first page; on a phone a tap lays it there.
    private static void place(Visitor visitor, int chip, double right, double down) {
        var button = visitor.page().locator("#chips button").nth(chip);
        if (visitor.onPhone()) {
            button.click();
        } else {
            drag(visitor, button, right, down);
        }
        assertThat(visitor.page().locator("#chips button").nth(chip)).hasClass(Pattern.compile(".*placed.*"));
    }

    private static void drag(Visitor visitor, Locator button, double right, double down) {
        button.scrollIntoViewIfNeeded();
        var from = button.boundingBox();
        var leaf = visitor.page().locator(".leaf[data-page='0']").boundingBox();
        var mouse = visitor.page().mouse();
        var height = visitor.page().viewportSize().height;
        mouse.move(from.x + from.width / 2, from.y + from.height / 2);
        mouse.down();
        var steps = new com.microsoft.playwright.Mouse.MoveOptions().setSteps(12);
        mouse.move(leaf.x + leaf.width * right, Math.min(leaf.y + leaf.height * down, height - 120), steps);
        mouse.up();
    }

    private void sign(Visitor visitor, String contract) {
        visitor.go("/contracts/" + contract + "/sign");
        assertThat(visitor.page().locator(".leaf canvas[width]").first()).isVisible(PATIENTLY);
        visitor.look("read");
        visitor.page().locator("#read").check();
        visitor.page().locator("button.press").click();
        visitor.page().waitForURL(Pattern.compile(".*/contracts/[^/]+/?$"));
        visitor.look("signed");
    }

    private void concluded(Visitor visitor) {
        visitor.page().reload();
        assertThat(visitor.page().locator(".verdict.proved")).isVisible(PATIENTLY);
        visitor.look("concluded");
        visitor.page().locator(".leaf[data-page='0']").scrollIntoViewIfNeeded();
        assertThat(visitor.page().locator(".leaf[data-page='0'] canvas[width]")).isVisible(PATIENTLY);
        visitor.page().waitForTimeout(1500);
        visitor.lookAt("#desk", "sealed");
    }

    private byte[] downloaded(Visitor visitor) throws IOException {
        var file = Path.of("target/screenshots", "concluded.pdf");
        visitor.download("a[href$='concluded.pdf']").saveAs(file);
        return Files.readAllBytes(file);
    }

    private void verify(Visitor visitor, byte[] pdf) {
        visitor.go("/verify");
        visitor.look("verify");
        visitor.page().setInputFiles("#file", new FilePayload("concluded.pdf", "application/pdf", pdf));
        submit(visitor);
        assertThat(visitor.page().locator(".verdict.proved")).isVisible(PATIENTLY);
        assertThat(visitor.page().locator("section.signature")).hasCount(2);
        assertThat(visitor.page().locator("section.signature .badge.proved")).hasCount(2);
        assertThat(visitor.page().content()).contains("PAdES B-LTA");
        visitor.look("valid");
    }

    private static String contractId(Visitor visitor) {
        var matcher = Pattern.compile("/contracts/([^/?#]+)").matcher(URI.create(visitor.page().url()).getPath());
        assertThat(matcher.find()).as(visitor.page().url()).isTrue();
        return matcher.group(1);
    }

    private String find(Pattern pattern, OutboxMessage message) {
        var matcher = pattern.matcher(message.subject() + "\n" + message.body());
        assertThat(matcher.find()).as(message.body()).isTrue();
        return matcher.group();
    }

    private OutboxMessage newest(String mail) {
        return outbox.newest(Instant.now().plusSeconds(60), 50).stream()
                .filter(message -> message.recipient().equalsIgnoreCase(mail))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] contract() throws IOException {
        try (var sample = TwoCompaniesTests.class.getResourceAsStream("/sample/contract.pdf")) {
            return java.util.Objects.requireNonNull(sample).readAllBytes();
        }
    }
}
