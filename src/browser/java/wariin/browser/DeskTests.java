package wariin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import wariin.browser.Visitor.Screen;
import wariin.company.CorporateNumber;
import wariin.identity.FirstSetUp;
import wariin.notify.Outbox;

/// The whole way of a certificate: the operator opens a desk, a clerk enters a request, two officers sign it with their
/// passkeys, and the holder picks up a file that another program opens.
@BrowserTest
@TestPropertySource(properties = "wariin.test.platform=desk-in-the-browser")
class DeskTests {

    private static final String NUMBER = CorporateNumber.sample(90_000_101).toString();
    private static final String COMPANY = "見本製作所株式会社";
    private static final String DOMAIN = "works.example.co.jp";

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    FirstSetUp firstSetUp;

    @Test
    void leadsFromTheRequestToTheFileThatAnotherProgramOpens(Chromium chromium) throws Exception {
        var entrance = new Entrance(outbox);
        try (var operator = chromium.visitor(baseUrl, "desk-operator", "en", Screen.DESKTOP);
                var clerk = chromium.visitor(baseUrl, "desk-clerk", "ja", Screen.DESKTOP);
                var first = chromium.visitor(baseUrl, "desk-first", "ja", Screen.NARROW);
                var second = chromium.visitor(baseUrl, "desk-second", "en", Screen.DESKTOP);
                var hanako = chromium.visitor(baseUrl, "desk-hanako", "ja", Screen.NARROW);
                var ben = chromium.visitor(baseUrl, "desk-ben", "en", Screen.DESKTOP)) {
            entrance.setUp(operator, firstSetUp.link().orElseThrow(), "Operator Sample", "Sample Scheme Association");
            entrance.signUp(clerk, "clerk@" + DOMAIN, "見本 受付", COMPANY);
            entrance.signUp(first, "first@" + DOMAIN, "見本 承認", "見本承認会");
            entrance.signUp(second, "second@" + DOMAIN, "Second Officer", "Sample Approvals");
            var desk = open(operator);
            for (var officer : List.of("clerk", "first", "second")) appoint(operator, desk, officer + "@" + DOMAIN);
            operator.look("desk");

            var forHanako = enter(clerk, desk, "見本", "花子", "hanako");
            var forBen = enter(clerk, desk, "Example", "Ben", "ben");
            clerk.go(desk);
            clerk.look("work");
            for (var request : List.of(forHanako, forBen)) {
                sign(first, request);
                sign(second, request);
            }
            pickUp(clerk, forHanako, entrance, hanako, "hanako", "花子");
            pickUp(clerk, forBen, entrance, ben, "ben", "Ben");

            table(clerk, first, second, desk);
            lookAround(clerk, first, second, desk);
            lookAtTheOperation(operator);
            for (var visitor : List.of(operator, clerk, first, second, hanako, ben)) visitor.assertNothingWrong();
        }
    }

    /// What a desk may do, an officer of the platform's own desk says: here the operator is one.
    private static String open(Visitor operator) {
        var page = operator.page();
        operator.go("/operator/desks");
        page.locator("tr:has(.badge.mine) a").click();
        appoint(operator, operator.path(), "operator@scheme.example");
        operator.go("/operator/desks");
        page.fill("#name", "人事部登録局");
        page.fill("#email", "clerk@" + DOMAIN);
        operator.look("desks");
        Entrance.submit(operator);
        page.waitForURL(Pattern.compile(".*/operator/desks/[0-9a-f-]{36}.*"));
        for (var item : List.of(List.of("ORGANISATION", NUMBER), List.of("DOMAIN", DOMAIN))) {
            page.selectOption("#kind", item.get(0));
            page.fill("#value", item.get(1));
            page.fill("#method", "登記事項証明書, WHOIS");
            page.locator("form:has(#kind) button[type=submit]").click();
            assertThat(operator.with("table tbody tr", item.get(1))).isVisible(Patience.VISIBLE);
        }
        page.selectOption("#profile", "mail-sponsor/1");
        page.locator("form:has(#profile) button[type=submit]").click();
        assertThat(page.locator("section:has(#kind) table tbody tr")).hasCount(3);
        return operator.path().replace("/operator/desks/", "/desk/");
    }

    private static void appoint(Visitor operator, String desk, String email) {
        operator.go(desk.replaceFirst("^/desk/", "/operator/desks/"));
        operator.page().fill("#email", email);
        operator.page().locator("form:has(#email) button[type=submit]").click();
        assertThat(operator.with("table tbody tr", email)).isVisible(Patience.VISIBLE);
    }

    private static String enter(Visitor clerk, String desk, String surname, String given, String mailbox) {
        var page = clerk.page();
        clerk.go(desk);
        page.locator("a.button.primary").click();
        page.waitForURL(Pattern.compile(".*/requests/new.*"));
        clerk.look("which");
        page.locator(".kinds a[href*='mail-sponsor']").click();
        page.waitForSelector("#surname");
        page.fill("#surname", surname);
        page.fill("#givenName", given);
        page.fill("#organisationName", COMPANY);
        page.fill("#organisation", NUMBER);
        page.fill("#email", mailbox + "@" + DOMAIN);
        clerk.look("new");
        Entrance.submit(clerk);
        page.waitForURL(Pattern.compile(".*/requests/[0-9a-f-]{36}.*"));
        clerk.look("request-to-prove");
        page.selectOption("#method", "EMPLOYER_RECORD");
        page.fill("#reference", "社員証 employee card");
        page.setInputFiles(
                "#proof-file",
                new FilePayload("seen.txt", "text/plain", "seen".getBytes(StandardCharsets.UTF_8)));
        page.locator("#record button[type=submit]").click();
        page.waitForSelector("a[href*='/evidence/']");
        clerk.look("request-proved");
        return clerk.path();
    }

    private static void sign(Visitor officer, String request) {
        officer.go(request);
        var sign = officer.page().locator("[data-sign]");
        assertThat(sign).isEnabled(Patience.ENABLED);
        officer.look("what-is-signed");
        sign.click();
        officer.page().waitForURL(Pattern.compile(".*done=approve.*"));
        officer.look("signed");
    }

    /// The mail has the link, the desk tells the code, and the passphrase is made in the holder's browser.
    private void pickUp(
            Visitor clerk, String request, Entrance entrance, Visitor holder, String mailbox, String name)
            throws Exception {
        clerk.go(request);
        clerk.page().locator("form[action$='/pick-up/code'] button").click();
        var code = clerk.page().locator(".once").textContent();
        clerk.look("code");
        entrance.follow(holder, mailbox + "@" + DOMAIN);
        holder.page().fill("#code", code);
        assertThat(holder.page().locator("#make")).isVisible(Patience.VISIBLE);
        var passphrase = holder.page().inputValue("#passphrase");
        holder.look("pick-up");
        var file = Path.of("target/screenshots", mailbox + ".p12");
        holder.download("main form button[type=submit].primary").saveAs(file);
        assertThat(holder.page().locator("#after")).isVisible(Patience.VISIBLE);
        holder.look("picked-up");
        var content = opened(file, passphrase);
        assertThat(content).contains("-----BEGIN PRIVATE KEY-----");
        var certificates = Pattern.compile("(?s)-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----")
                .matcher(content)
                .results()
                .map(found -> certificate(found.group()).getSubjectX500Principal().getName())
                .toList();
        assertThat(certificates).hasSizeGreaterThan(1).anyMatch(subject -> subject.contains(name));
    }

    private static X509Certificate certificate(String pem) {
        try (var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String opened(Path file, String passphrase) throws Exception {
        var openssl = new ProcessBuilder(
                        "openssl", "pkcs12", "-in", file.toString(), "-passin", "stdin", "-noenc")
                .redirectErrorStream(true)
                .start();
        try (var in = openssl.outputWriter(StandardCharsets.UTF_8)) {
            in.write(passphrase + "\n");
        }
        var said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(openssl.exitValue()).as(said).isZero();
        return said;
    }

    private static void table(Visitor clerk, Visitor first, Visitor second, String desk) {
        clerk.go(desk + "/bulk");
        clerk.look("bulks");
        var rows = new StringBuilder("種別,姓,名,法人番号,法人名,メールアドレス,確認方法\r\n");
        for (var row : List.of("一郎,ichiro@" + DOMAIN, "二郎,jiro@" + DOMAIN, "三郎,saburo@elsewhere.example")) {
            var cells = row.split(",");
            rows.append("mail-sponsor/1,見本,%s,%s,%s,%s,employer-record\r\n"
                    .formatted(cells[0], NUMBER, COMPANY, cells[1]));
        }
        var file = new FilePayload("社員一覧.csv", "text/csv", rows.toString().getBytes(StandardCharsets.UTF_8));
        clerk.page().setInputFiles("input[type=file]", file);
        Entrance.submit(clerk);
        clerk.page().waitForURL(Pattern.compile(".*/bulk/[0-9a-f-]{36}.*"));
        assertThat(clerk.page().locator(".badge.refused")).hasCount(1);
        clerk.look("bulk");
        sign(first, clerk.path());
        sign(second, clerk.path());
        assertThat(second.page().locator("[data-sign]")).hasCount(0);
    }

    private static void lookAround(Visitor clerk, Visitor first, Visitor second, String desk) {
        for (var visitor : List.of(clerk, first, second)) {
            for (var part : List.of("", "/certificates", "/rules", "/programs", "/scope", "/officers")) {
                visitor.go(desk + part);
                visitor.look("desk" + part.replace('/', '-'));
            }
        }
        for (var page : List.of("/pki", "/pki/cps")) {
            first.go(page);
            first.look(page.substring(1).replace('/', '-'));
        }
        clerk.go(desk + "/certificates?q=hanako");
        assertThat(clerk.page().locator("table tbody tr")).hasCount(1);
        clerk.look("certificates-of-a-person");
        clerk.page().locator("table tbody a").click();
        clerk.look("request-delivered");
        clerk.go("/certificates");
        clerk.look("own-certificates");
        clerk.go("/certificates/apply");
        clerk.look("apply");
    }

    private static void lookAtTheOperation(Visitor operator) {
        for (var language : List.of("en", "ja")) {
            for (var page : List.of(
                    "/pki",
                    "/pki/cps",
                    "/operator",
                    "/operator/authorities",
                    "/operator/clock",
                    "/operator/desks")) {
                operator.go(page + "?lang=" + language);
                assertThat(operator.page().content()).as(page).doesNotContain("??");
                operator.look(page.substring(1).replace('/', '-') + "-" + language);
            }
        }
    }

}
