package wariin.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A person with a browser of their own and a passkey in it, who notices every complaint of the browser and every
/// request that leaves the host.
final class Visitor implements AutoCloseable {

    private static final int PATIENCE = 40_000;

    private final String name;
    private final String baseUrl;
    private final Screen screen;
    private final BrowserContext context;
    private final CDPSession authenticator;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private int shots;

    /// How wide the screen is, and which language the person reads.
    enum Screen {
        DESKTOP(1280, 900),
        PHONE(390, 844),
        NARROW(360, 780);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    Visitor(Browser browser, String baseUrl, String name, String language, Screen screen) {
        this.name = name;
        this.baseUrl = baseUrl;
        this.screen = screen;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(screen.width, screen.height)
                .setHasTouch(screen != Screen.DESKTOP)
                .setDeviceScaleFactor(screen == Screen.DESKTOP ? 1 : 2)
                .setLocale(language.equals("ja") ? "ja-JP" : "en-GB")
                .setAcceptDownloads(true));
        context.setDefaultTimeout(PATIENCE);
        context.setDefaultNavigationTimeout(PATIENCE);
        this.page = context.newPage();
        watch();
        this.authenticator = context.newCDPSession(page);
        addAuthenticator();
    }

    Page page() {
        return page;
    }

    boolean onPhone() {
        return screen != Screen.DESKTOP;
    }

    void go(String path) {
        page.navigate(path.startsWith("http") ? path : address(path));
    }

    String address(String path) {
        return baseUrl + path;
    }

    /// Where they are, without what stands behind the path.
    String path() {
        return URI.create(page.url()).getPath();
    }

    /// What has the text in it.
    Locator with(String selector, String text) {
        return page.locator(selector, new Page.LocatorOptions().setHasText(text));
    }

    /// Presses what scripts of the page have to prepare first.
    void press(Locator button) {
        com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat(button)
                .isEnabled(Patience.ENABLED);
        button.click();
    }

    /// A picture of the whole page, named by person and order.
    void look(String what) {
        var file = Path.of("target/screenshots", "%s-%02d-%s.png".formatted(name, ++shots, what));
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        var overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(((Number) overflow).intValue())
                .as("%s: %s is wider than the screen", name, what)
                .isLessThanOrEqualTo(1);
    }

    /// A picture of one part of the page as it stands in the window.
    void lookAt(String part, String what) {
        var file = Path.of("target/screenshots", "%s-%02d-%s.png".formatted(name, ++shots, what));
        page.locator(part).screenshot(new Locator.ScreenshotOptions().setPath(file));
    }

    Download download(String link) {
        return page.waitForDownload(() -> page.locator(link).first().click());
    }

    void assertNothingWrong() {
        assertThat(complaints).as(name).isEmpty();
    }

    private void watch() {
        var host = URI.create(baseUrl).getAuthority();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.type() + ": " + message.text() + " at " + page.url());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error + " at " + page.url()));
        context.onRequest(request -> {
            var uri = URI.create(request.url().split("[?#]", 2)[0].replace(" ", "%20"));
            var local = List.of("data", "blob").contains(uri.getScheme()) || host.equals(uri.getAuthority());
            if (!local) complaints.add("request to " + request.url());
        });
        context.onResponse(response -> {
            if (response.status() >= 500) complaints.add(response.status() + " from " + response.url());
        });
    }

    /// A passkey provider inside the browser that always finds its user present and verified (WebAuthn Level 2, 11).
    private void addAuthenticator() {
        authenticator.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var arguments = new JsonObject();
        arguments.add("options", options);
        authenticator.send("WebAuthn.addVirtualAuthenticator", arguments);
    }

    /// The last page is kept as a picture, so that a failed test shows where it stood.
    @Override
    public void close() {
        var file = Path.of("target/screenshots", name + "-end.png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        context.close();
    }
}
