package wariin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.browser.Visitor.Screen;
import wariin.contract.OneTimeCode;
import wariin.notify.Outbox;

/// The whole way of two people: from signing up to a concluded contract that the public page finds valid.
@BrowserTest
class TwoCompaniesTests {

    private static final String PIN = "739154";

    /// How the other side comes in and signs.
    private interface Answer {
        void give(Entrance entrance, Visitor visitor, String mail) throws Exception;
    }

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Test
    void concludeInJapaneseAtTheDeskAndInEnglishOnThePhone(Chromium chromium) throws Exception {
        conclude(chromium, "ja", Screen.DESKTOP, "en", Screen.PHONE, this::answer);
    }

    @Test
    void concludeInEnglishOnThePhoneAndInJapaneseByPinAtTheDesk(Chromium chromium) throws Exception {
        conclude(chromium, "en", Screen.PHONE, "ja", Screen.DESKTOP, this::answerByPin);
    }

    private void conclude(
            Chromium chromium,
            String language,
            Screen screen,
            String otherLanguage,
            Screen otherScreen,
            Answer answer)
            throws Exception {
        var mailA = "anna-%s@a.example".formatted(language);
        var mailB = "ben-%s@b.example".formatted(otherLanguage);
        var way = language + "-" + screen.name().toLowerCase(java.util.Locale.ROOT);
        var entrance = new Entrance(outbox);
        try (var a = chromium.visitor(baseUrl, way + "-a", language, screen);
                var b = chromium.visitor(baseUrl, way + "-b", otherLanguage, otherScreen)) {
            entrance.signUp(a, mailA, "見本 花子", "見本商事株式会社");
            send(a, mailB, otherLanguage);
            sign(a, contractId(a));

            answer.give(entrance, b, mailB);

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

    private void answer(Entrance entrance, Visitor visitor, String mail) {
        entrance.accept(visitor, mail, "Ben Example", "Example Foods K.K.");
        sign(visitor, contractId(visitor));
    }

    private void answerByPin(Entrance entrance, Visitor visitor, String mail) throws GeneralSecurityException {
        var secret = entrance.acceptByPin(visitor, mail, "Ben Example", "Example Foods K.K.", PIN);
        read(visitor, contractId(visitor));
        visitor.page().locator("button.press").click();
        visitor.page().fill("#pin-pin", PIN);
        // The code of now was used to set it up.
        visitor.page().fill("#pin-code", OneTimeCode.of(secret, Instant.now().plusSeconds(30)));
        visitor.look("pin");
        visitor.page().locator("#pin-form button[type=submit]").click();
        signed(visitor);
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
        assertThat(visitor.page().locator(".leaf canvas[width]").first()).isVisible(Patience.VISIBLE);
        place(visitor, 0, 0.3, 0.5);
        place(visitor, 1, 0.7, 0.5);
        visitor.look("edit");
        var send = visitor.page().locator("#send");
        visitor.press(send);
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
        read(visitor, contract);
        visitor.page().locator("button.press").click();
        signed(visitor);
    }

    private static void read(Visitor visitor, String contract) {
        visitor.go("/contracts/" + contract + "/sign");
        assertThat(visitor.page().locator(".leaf canvas[width]").first()).isVisible(Patience.VISIBLE);
        visitor.look("read");
        visitor.page().locator("#read").check();
    }

    private static void signed(Visitor visitor) {
        visitor.page().waitForURL(Pattern.compile(".*/contracts/[^/]+/?$"));
        visitor.look("signed");
    }

    private void concluded(Visitor visitor) {
        visitor.page().reload();
        assertThat(visitor.page().locator(".verdict.proved")).isVisible(Patience.VISIBLE);
        visitor.look("concluded");
        visitor.page().locator(".leaf[data-page='0']").scrollIntoViewIfNeeded();
        assertThat(visitor.page().locator(".leaf[data-page='0'] canvas[width]")).isVisible(Patience.VISIBLE);
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
        Entrance.submit(visitor);
        assertThat(visitor.page().locator(".verdict.proved")).isVisible(Patience.VISIBLE);
        assertThat(visitor.page().locator("section.signature")).hasCount(2);
        assertThat(visitor.page().locator("section.signature .badge.proved")).hasCount(2);
        assertThat(visitor.page().content()).contains("PAdES B-LTA");
        visitor.look("valid");
    }

    private static String contractId(Visitor visitor) {
        var matcher = Pattern.compile("/contracts/([^/?#]+)").matcher(visitor.path());
        assertThat(matcher.find()).as(visitor.page().url()).isTrue();
        return matcher.group(1);
    }

    private static byte[] contract() throws IOException {
        try (var sample = TwoCompaniesTests.class.getResourceAsStream("/sample/contract.pdf")) {
            return java.util.Objects.requireNonNull(sample).readAllBytes();
        }
    }
}
