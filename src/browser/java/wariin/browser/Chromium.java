package wariin.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import wariin.browser.Visitor.Screen;

/// The one browser of a test class; every visitor gets a context of their own in it.
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

    static Chromium started() throws IOException {
        Files.createDirectories(Path.of("target/screenshots"));
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
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
        return new Chromium(playwright, browser);
    }

    Visitor visitor(String baseUrl, String name, String language, Screen screen) {
        return new Visitor(browser, baseUrl, name, language, screen);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
