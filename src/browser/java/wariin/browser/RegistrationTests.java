package wariin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.browser.Visitor.Screen;
import wariin.company.CorporateNumber;
import wariin.identity.FirstSetUp;
import wariin.notify.Outbox;

/// The whole way of a service: a provider applies, an assessor judges, two deciders vote, the register publishes, and
/// somebody who knows nobody finds it there and in the signed list.
@BrowserTest
class RegistrationTests {

    private static final String SERVICE = "見本の本人確認窓口";
    private static final String SERVICE_EN = "Sample identity desk";

    private static final String NUMBER = CorporateNumber.sample(90_000_001).toString();

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    FirstSetUp firstSetUp;

    @Test
    void leadsFromTheApplicationToTheSignedList(Chromium chromium) {
        var entrance = new Entrance(outbox);
        try (var operator = chromium.visitor(baseUrl, "register-operator", "en", Screen.DESKTOP);
                var provider = chromium.visitor(baseUrl, "register-provider", "ja", Screen.DESKTOP);
                var assessor = chromium.visitor(baseUrl, "register-assessor", "ja", Screen.DESKTOP);
                var first = chromium.visitor(baseUrl, "register-first", "en", Screen.PHONE);
                var second = chromium.visitor(baseUrl, "register-second", "ja", Screen.DESKTOP);
                var buyer = chromium.visitor(baseUrl, "register-buyer", "en", Screen.PHONE)) {
            entrance.setUp(operator, firstSetUp.link().orElseThrow(), "Operator Sample", "Sample Scheme Association");
            entrance.signUp(provider, "apply@provider.example", "見本 申請", "見本登録窓口株式会社", NUMBER);
            entrance.signUp(assessor, "lead@scheme.example", "見本 審査", "見本審査機関");
            entrance.signUp(first, "first@scheme.example", "First Decider", "Sample Deciders");
            entrance.signUp(second, "second@scheme.example", "見本 判定", "見本判定会");
            grant(operator, "operator@scheme.example", "INTAKE");
            grant(operator, "operator@scheme.example", "PUBLISHER");
            grant(operator, "lead@scheme.example", "LEAD");
            grant(operator, "first@scheme.example", "DECIDER");
            grant(operator, "second@scheme.example", "DECIDER");

            var id = apply(provider);
            forEachCriterion(provider, id, RegistrationTests::declare);
            submit(provider, id);

            take(operator, id, List.of("LEAD", "DECIDER", "DECIDER"));
            declareNoConflict(assessor, id);
            declareNoConflict(first, id);
            declareNoConflict(second, id);
            operator.go(id);
            act(operator, "find-complete");

            forEachCriterion(assessor, id, RegistrationTests::judge);
            report(assessor, id);
            vote(first, id);
            vote(second, id);

            publish(operator, id);
            describeTheScheme(operator);
            find(buyer);
            for (var visitor : List.of(operator, provider, assessor, first, second, buyer)) {
                visitor.assertNothingWrong();
            }
        }
    }

    private static void grant(Visitor operator, String email, String role) {
        operator.go("/operator/scheme");
        operator.page().fill("#scheme-email", email);
        operator.page().selectOption("#scheme-role", role);
        Entrance.submit(operator);
        assertThat(operator.with("table.stacks tbody tr", email).first())
                .isVisible(Patience.VISIBLE);
        operator.look("scheme-" + role.toLowerCase(java.util.Locale.ROOT));
    }

    private static String apply(Visitor provider) {
        provider.go("/services");
        provider.look("services-empty");
        provider.go("/services/new");
        var page = provider.page();
        page.fill("#providerEn", "Sample Registration Desk Co., Ltd.");
        page.fill("#providerJa", "見本登録窓口株式会社");
        page.fill("#street", "1-1 Mihon-cho");
        page.fill("#locality", "Mihon-shi");
        page.fill("#email", "info@provider.example");
        page.fill("#website", "https://provider.example/");
        page.locator("input[name=target][value=lra]").check();
        page.fill("#serviceEn", SERVICE_EN);
        page.fill("#serviceJa", SERVICE);
        page.fill("#summaryEn", "Checks who people are (sample).");
        page.fill("#summaryJa", "本人を確認します(見本)。");
        page.fill("#definition", "https://provider.example/terms");
        page.locator("input[name=sector][value=finance]").check();
        page.locator("input[name=disqualification]").check();
        provider.look("application");
        Entrance.submit(provider);
        page.waitForURL(Pattern.compile(".*/assessment/[0-9a-f-]{36}.*"));
        provider.look("draft");
        return provider.path().substring(0, "/assessment/".length() + 36);
    }

    /// What somebody does on the page of each criterion.
    private interface Deed {
        void at(Visitor visitor, int number);
    }

    private static void forEachCriterion(Visitor visitor, String id, Deed deed) {
        visitor.go(id + "/criteria");
        visitor.look("criteria");
        var rows = visitor.page().locator("li.criterion").all().stream()
                .map(row -> row.getAttribute("id").substring("c-".length()))
                .toList();
        assertThat(rows).hasSizeGreaterThan(20);
        for (var n = 0; n < rows.size(); n++) {
            visitor.go(id + "/criteria/" + rows.get(n));
            deed.at(visitor, n);
        }
        // Taking a picture leaves marks on fields that a swap would carry over: only on a page that nothing follows on.
        visitor.go(id + "/criteria/" + rows.getFirst());
        visitor.look("criterion");
        visitor.go(id + "/criteria");
        visitor.look("criteria-done");
    }

    private static void declare(Visitor provider, int number) {
        if (number == 0) attach(provider);
        var form = provider.page().locator("form[action$='/declaration']");
        if (form.locator("input[name=applies][value=true]").count() > 0) {
            form.locator("input[name=applies][value=true]").check();
        }
        form.locator("textarea[name=said]").fill("運用規程の定めに従い実施しています。");
        form.locator("button.primary").click();
        saved(provider);
    }

    private static void attach(Visitor provider) {
        var text = "見本の記録 / sample record".getBytes(StandardCharsets.UTF_8);
        var form = provider.page().locator("form.c-upload");
        form.locator("input[name=files]").setInputFiles(new FilePayload("記録.txt", "text/plain", text));
        form.locator("input[name=evidenceDate]")
                .fill(LocalDate.now(ZoneId.of("Asia/Tokyo")).toString());
        form.locator("button").last().click();
        assertThat(provider.page().getByText("記録").first()).isVisible(Patience.VISIBLE);
        saved(provider);
    }

    private static void judge(Visitor assessor, int number) {
        var form = assessor.page().locator("form[action$='/judgement']");
        form.locator("input[name=result][value=MET]").check();
        form.locator("input[name=methods][value=EXAMINE]").check();
        form.locator("textarea[name=note]").fill("文書で確認しました。");
        form.locator("button.primary").click();
        saved(assessor);
    }

    private static void saved(Visitor visitor) {
        assertThat(visitor.page().locator(".c-panel .notice.proved").first()).isVisible(Patience.VISIBLE);
    }

    private static void submit(Visitor provider, String id) {
        provider.go(id);
        provider.look("before-submit");
        provider.page().locator("form[action$='/acts/submit'] input[type=checkbox]").check();
        act(provider, "submit");
        provider.look("submitted");
    }

    private static void act(Visitor visitor, String act) {
        visitor.page()
                .locator("form[action$='/acts/" + act + "'] button[type=submit]")
                .click();
        assertThat(visitor.page().locator(".notice.proved[role=status]").first()).isVisible(Patience.VISIBLE);
    }

    private static void take(Visitor intake, String id, List<String> people) {
        intake.go("/assessment");
        intake.look("desk");
        intake.go(id);
        act(intake, "accept");
        var fine = intake.page().locator("ul.checklist li:not(.fine) button");
        for (var open = fine.count(); open > 0; open--) {
            fine.first().click();
            assertThat(fine).hasCount(open - 1);
        }
        for (var role : people) {
            var form = intake.page()
                    .locator("form[action$='/people']:has(input[name=role][value=" + role + "]):has(select)");
            form.locator("button").click();
            assertThat(intake.page().locator("main.case")).isVisible(Patience.VISIBLE);
        }
        intake.look("people");
    }

    private static void declareNoConflict(Visitor person, String id) {
        person.go(id);
        person.look("conflict");
        person.page().locator("form[action$='/declaration'] input[value=no]").check();
        person.page().locator("form[action$='/declaration'] button.primary").click();
        assertThat(person.page().locator(".notice.proved[role=status]").first()).isVisible(Patience.VISIBLE);
    }

    private static void report(Visitor lead, String id) {
        lead.go(id);
        act(lead, "finish-review");
        var page = lead.page();
        page.fill("#visit-on", LocalDate.now(ZoneId.of("Asia/Tokyo")).toString());
        page.fill("#visit-place", "見本市 本社");
        page.fill("#visit-people", "見本 審査");
        page.locator("form[action$='/visits'] button").click();
        assertThat(page.locator("form[action$='/acts/finish-visit']")).isVisible(Patience.VISIBLE);
        lead.look("visit");
        act(lead, "finish-visit");
        page.fill("#report-en", "All criteria are met (sample).");
        page.fill("#report-ja", "すべての項目に適合しています(見本)。");
        page.fill("#report-body", "見本の審査報告書です。");
        page.locator("form[action$='/report'] button").click();
        assertThat(page.locator("form[action$='/acts/freeze-report']")).isVisible(Patience.VISIBLE);
        lead.look("report");
        act(lead, "freeze-report");
    }

    private static void vote(Visitor decider, String id) {
        decider.go(id + "/decision");
        var sign = decider.page().locator("#sign");
        assertThat(sign).isEnabled(Patience.ENABLED);
        assertThat(decider.page().locator("#text")).not().isEmpty();
        decider.look("decision");
        sign.click();
        decider.page().waitForURL(url -> !url.contains("/decision"));
        decider.look("voted");
    }

    private static void publish(Visitor publisher, String id) {
        publisher.go(id);
        publisher.page()
                .locator("form[action$='/publication'] button[type=submit]")
                .click();
        var number = publisher.page().locator("section.now a.figure");
        assertThat(number).hasText(Pattern.compile("JTS-LRA-\\d{4}\\(1\\)"), Patience.TEXT);
        publisher.look("published");
        number.click();
        assertThat(publisher.page().locator("main")).containsText(SERVICE_EN);
    }

    private static void describeTheScheme(Visitor operator) {
        operator.go("/operator/trust-list");
        operator.look("trust-list-settings");
        operator.page()
                .locator("form[action$='/operator/trust-list'] button[type=submit]")
                .click();
        var publish = operator.page().locator("form[action$='/operator/trust-list/publish'] button");
        assertThat(publish).isVisible(Patience.VISIBLE);
        publish.click();
        assertThat(operator.page().locator("main")).isVisible(Patience.VISIBLE);
        operator.look("trust-list");
    }

    private static void find(Visitor buyer) {
        buyer.go("/");
        buyer.page().locator("a[href^='/register']").first().click();
        buyer.look("register");
        buyer.page().locator("input[name=text]").first().fill("identity desk");
        buyer.page().locator("main form button[type=submit]").first().click();
        Locator found = buyer.page().locator("a[href*='/register/services/']").first();
        assertThat(found).hasText(SERVICE_EN);
        found.click();
        assertThat(buyer.page().locator("main")).containsText("JTS-LRA-");
        buyer.look("service");
        buyer.go("/tl");
        buyer.look("scheme");
        var list = buyer.page().request().get(buyer.address("/tl/trusted-list.xml"));
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.text()).contains(SERVICE_EN).contains("recognisedatnationallevel");
    }
}
