package wariin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.regex.Pattern;
import wariin.contract.OneTimeCode;
import wariin.notify.Outbox;
import wariin.notify.OutboxMessage;

/// How a person comes in: address, code from the mail, name and company, passkey.
final class Entrance {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Outbox outbox;

    Entrance(Outbox outbox) {
        this.outbox = outbox;
    }

    void signUp(Visitor visitor, String mail, String name, String company) {
        signUp(visitor, mail, name, company, "");
    }

    void signUp(Visitor visitor, String mail, String name, String company, String number) {
        visitor.go("/");
        visitor.look("start");
        visitor.go("/signup");
        visitor.page().fill("#email", mail);
        visitor.look("signup");
        submit(visitor);
        code(visitor, mail);
        details(visitor, name, company, number);
        passkey(visitor);
        // New members are shown recovery codes before they go on.
        visitor.look("after-passkey");
    }

    /// The first operator, by the one-time link.
    void setUp(Visitor visitor, String link, String name, String company) {
        visitor.go(link);
        visitor.page().fill("#email", "operator@scheme.example");
        details(visitor, name, company, "");
        passkey(visitor);
    }

    /// Follows the link of the newest mail to the address.
    void follow(Visitor visitor, String mail) {
        visitor.go(find(LINK, newest(mail)));
    }

    void accept(Visitor visitor, String mail, String name, String company) {
        enter(visitor, mail, name, company);
        passkey(visitor);
        visitor.page().waitForURL(Pattern.compile(".*/contracts/.*"));
    }

    /// The way without a passkey: gives the secret of the authenticator application.
    String acceptByPin(Visitor visitor, String mail, String name, String company, String pin)
            throws GeneralSecurityException {
        enter(visitor, mail, name, company);
        var page = visitor.page();
        page.locator("details:has(#pin) > summary").click();
        var secret = page.locator("details:has(#pin) code").textContent().strip();
        page.fill("#pin", pin);
        page.fill("#totp", OneTimeCode.of(secret, Instant.now()));
        visitor.look("pin-set");
        page.locator("details:has(#pin) button[type=submit]").click();
        page.waitForURL(Pattern.compile(".*/contracts/.*"));
        return secret;
    }

    private void enter(Visitor visitor, String mail, String name, String company) {
        follow(visitor, mail);
        visitor.look("invitation");
        submit(visitor);
        code(visitor, mail);
        details(visitor, name, company, "");
    }

    static void submit(Visitor visitor) {
        visitor.page().locator("main form button[type=submit].primary").first().click();
    }

    private void code(Visitor visitor, String mail) {
        visitor.page().waitForSelector("#code");
        visitor.page().fill("#code", find(CODE, newest(mail)));
        visitor.look("code");
        submit(visitor);
    }

    private static void details(Visitor visitor, String name, String company, String number) {
        visitor.page().waitForSelector("#organisation");
        visitor.page().fill("#name", name);
        visitor.page().fill("#organisation", company);
        if (!number.isEmpty()) {
            visitor.page().locator("details:has(#number):not([open]) > summary").all().forEach(Locator::click);
            visitor.page().fill("#number", number);
        }
        visitor.look("details");
        submit(visitor);
    }

    private static void passkey(Visitor visitor) {
        var make = visitor.page().locator("button[data-passkey=register]");
        assertThat(make).isVisible(Patience.VISIBLE);
        visitor.look("passkey");
        make.click();
        visitor.page().waitForURL(url -> !url.contains("/account/secure"));
    }

    private static String find(Pattern pattern, OutboxMessage message) {
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
}
