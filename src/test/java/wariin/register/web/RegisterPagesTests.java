package wariin.register.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.criteria.Catalogues;
import wariin.database.DatabaseTest;
import wariin.register.AssessmentSummary;
import wariin.register.AssuranceLevel;
import wariin.register.Change;
import wariin.register.Registered;
import wariin.register.Registered.Decided;
import wariin.register.ServiceDescription;
import wariin.register.ServiceDescription.BuyerFacts;
import wariin.register.ServiceDescription.Component;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.site.Bilingual;

/// What everybody sees of the register, over HTTP and in both languages.
@DatabaseTest
class RegisterPagesTests {

    private static final String NASTY = "<script>alert('x')</script>\"&'";

    @Autowired
    private ServiceRegister register;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Catalogues catalogues;

    @Autowired
    private Clock clock;

    @Value("${wariin.base-url}")
    private String baseUrl;

    private final HttpClient http = HttpClient.newHttpClient();
    private Registered registered;

    @BeforeEach
    void prepare() {
        registered = new Registered(register, transaction);
    }

    @Test
    void speakBothLanguagesWithoutAMissingText() throws Exception {
        var service = whole();
        var provider = register.operator(service).orElseThrow();
        var number = register.history(service).getFirst().number();
        for (var path : List.of(
                "/register",
                "/register?text=nothing-at-all-fits",
                "/register?target=ec&status=registered&sector=finance&level=third-party",
                "/register?at=2026-01-01",
                "/register/levels",
                "/register/providers/" + provider,
                "/register/services/" + service,
                "/register/marks/" + number.base(),
                "/register/marks/" + number.toString().replace("(", "%28").replace(")", "%29"),
                "/register/compare",
                "/register/compare?text=e",
                "/register/compare?service=" + service)) {
            for (var language : List.of("ja", "en")) {
                var page = get(path, language);
                assertThat(page.statusCode()).as(path).isEqualTo(200);
                assertThat(page.body())
                        .as(path)
                        .contains("<html lang=\"" + language + "\"")
                        .doesNotContainPattern("\\?\\?[a-z].*\\?\\?")
                        .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=\"|<script(?![^>]*src=)")
                        .doesNotContain("THIRD_PARTY", "REGISTERED", "Bilingual[");
            }
        }
    }

    @Test
    void tellOfAServiceWhatBuyersNeed() throws Exception {
        var service = whole();

        var page = get("/register/services/" + service, "en").body();

        assertThat(page)
                .contains("Whole Signature Service", "Registered since", "From 30,000 yen", "No answer.")
                .contains("Signing-key management", "aria-label=\"Assessed: ")
                .contains("Whole CA", "An accredited time-stamping service", "outside the register")
                .contains("/log?entry=", "mark.svg", ".cer");
        assertThat(get("/register/services/" + service, "ja").body()).contains("署名鍵管理", "月額3万円から", "登録中");
    }

    @Test
    void findByFormAndKeepTheQuestionInTheAddress() throws Exception {
        var provider = registered.provider("検索株式会社", "Findable Co");
        for (var n = 0; n < 27; n++) {
            registered.registered(provider, Registered.service("lra", "検索取扱所" + n, "Findable office " + n));
        }

        var first = get("/register?text=findable+office&target=lra&sector=&level=&status=&at=", "en")
                .body();
        var second =
                get("/register?text=findable+office&target=lra&page=2", "en").body();

        assertThat(first).contains("27 services", "Page 1 of 2", "value=\"findable office\"", "page=2");
        assertThat(second)
                .contains("Page 2 of 2")
                .containsOnlyOnce("rel=\"prev\"")
                .doesNotContain("rel=\"next\"");
        assertThat(get("/register?text=" + encoded("検索取扱所26"), "ja").body()).contains("1件のサービス");
        assertThat(get("/register?sector=nonsense&status=what&at=yesterday&page=-1", "en")
                        .body())
                .contains("Part of the request was not understood");
    }

    @Test
    void showThePastOnAPastDay() throws Exception {
        var service = whole();
        var yesterday = LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Asia/Tokyo"))
                .minusDays(1);

        assertThat(get("/register/services/" + service + "?at=" + yesterday, "en")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/register?text=Whole&at=" + yesterday, "en").body())
                .contains("This is the register as it stood at the end of")
                .doesNotContain("Whole Signature Service");
        assertThat(get("/register/services/" + service + "?at=2099-01-01", "en").statusCode())
                .isEqualTo(200);
    }

    @Test
    void leakNoDraftAndNothingHeldBack() throws Exception {
        var provider = registered.provider("秘密株式会社", "Secret Provider Co");
        var draft = registered.service(provider, Registered.service("ca", "秘密の局", "Secret Draft CA"));
        var held = registered.service(provider, Registered.service("lra", "秘密の所", "Secret Held Office"));
        var event = registered.record(
                new Decided(held, Change.REGISTRATION, null, clock.instant().plus(Duration.ofDays(5)), null));
        var open = registered.registered(
                registered.provider("公開株式会社", "Open Co"),
                new ServiceDescription(
                        "ec",
                        Bilingual.of("公開契約", "Open Contracts"),
                        Bilingual.of("公開", "Open"),
                        Set.of(),
                        AssuranceLevel.THIRD_PARTY_CERTIFICATION,
                        List.of(),
                        List.of(),
                        "https://open.example.jp/",
                        List.of(new Component("ca", draft, null), new Component("lra", held, null)),
                        BuyerFacts.UNANSWERED));

        for (var path : List.of(
                "/register/providers/" + provider,
                "/register/services/" + draft,
                "/register/services/" + held,
                "/register/services/" + held + "?at=" + LocalDate.ofInstant(clock.instant(), clock.getZone()),
                "/register/services/" + draft + "/certificates/" + "0".repeat(64) + ".cer",
                "/register/marks/" + event.number().base(),
                "/api/v1/register/services/" + draft,
                "/api/v1/register/services/" + held,
                "/api/v1/register/providers/" + provider)) {
            assertThat(get(path, "en").statusCode()).as(path).isEqualTo(404);
            assertThat(get(path, "en").body()).as(path).doesNotContain("Secret");
        }
        for (var path : List.of(
                "/register?text=Secret",
                "/register?text=" + event.number().base(),
                "/register/services/" + open,
                "/register/compare?service=" + draft + "&service=" + held + "&service=" + open,
                "/register/compare?text=Secret",
                "/register/export.csv",
                "/register/compare.csv?service=" + held,
                "/api/v1/register/services?limit=200",
                "/api/v1/register/services?text=Secret",
                "/api/v1/register/services/" + open,
                "/register/services/" + held + "/mark.svg")) {
            assertThat(get(path, "en").body())
                    .as(path)
                    .doesNotContain(
                            "Secret Draft",
                            "Secret Held",
                            "Secret Provider",
                            event.number().base() + "(")
                    .doesNotContain("/services/" + draft, "/services/" + held, "\"" + draft, "\"" + held);
        }
    }

    @Test
    void followTheStatusWithTheMark() throws Exception {
        var service = registered.registered(
                registered.provider("マーク株式会社", "Mark Co"), Registered.service("ec", "マーク契約", "Mark Contracts"));
        var number = register.history(service).getFirst().number();
        var mark = "/register/services/" + service + "/mark.svg";

        var shown = get(mark, "en");
        assertThat(shown.body()).contains(number.toString(), "#C73E3A");
        assertThat(shown.headers().firstValue("Cross-Origin-Resource-Policy")).hasValue("cross-origin");
        assertThat(shown.headers().firstValue("Content-Type").orElse("")).startsWith("image/svg+xml");
        assertThat(get("/register/marks/" + number.base(), "en").body()).contains("This mark is valid");

        registered.record(service, Change.SUSPENSION);
        assertThat(get(mark, "en").body()).contains("Not registered").doesNotContain("JTS", "#C73E3A");
        assertThat(get("/register/marks/" + number.base(), "en").body()).contains("not valid", "Suspended");

        registered.record(service, Change.REINSTATEMENT);
        assertThat(get(mark, "en").body()).contains(number.toString());

        registered.record(service, Change.WITHDRAWAL);
        assertThat(get(mark, "en").body()).doesNotContain("JTS");
        assertThat(get("/register/services/" + UUID.randomUUID() + "/mark.svg", "en")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/register/marks/JTS-EC-9999", "en").statusCode()).isEqualTo(404);
    }

    @Test
    void answerAnOldNumberWithTheNewOne() throws Exception {
        var service = registered.registered(
                registered.provider("再登録株式会社", "Again Co"), Registered.service("ec", "再契約", "Again Contracts"));
        var old = register.history(service).getFirst().number();
        registered.record(service, Change.WITHDRAWAL);
        var fresh = registered.record(service, Change.REGISTRATION).number();

        var page = get("/register/marks/" + old.base(), "en").body();

        assertThat(page).contains("not valid", "is no longer used", fresh.toString());
        assertThat(get("/register/marks/" + fresh.base(), "en").body()).contains("This mark is valid");
    }

    @Test
    void takeNothingFromANameButItsLetters() throws Exception {
        var service = registered.registered(
                registered.provider("社" + NASTY, "Nasty " + NASTY),
                new ServiceDescription(
                        "ec",
                        Bilingual.of("名" + NASTY, "=cmd " + NASTY),
                        Bilingual.of(NASTY, NASTY),
                        Set.of(),
                        AssuranceLevel.NONE,
                        List.of(),
                        List.of(),
                        "https://nasty.example.jp/",
                        List.of(new Component("ca", null, Bilingual.of(NASTY, NASTY))),
                        new BuyerFacts(Bilingual.of(NASTY, NASTY), null, null, null, null)));
        var provider = register.operator(service).orElseThrow();
        var number = register.history(service).getFirst().number();

        for (var path : List.of(
                "/register?text=nasty",
                "/register?text=" + encoded(NASTY),
                "/register/providers/" + provider,
                "/register/services/" + service,
                "/register/marks/" + number.base(),
                "/register/compare?service=" + service + "&text=" + encoded(NASTY))) {
            for (var language : List.of("ja", "en")) {
                assertThat(get(path, language).body()).as(path).doesNotContain("<script>alert", "\"&'");
            }
        }
        var file = get("/register/export.csv?text=nasty", "en").body();
        assertThat(file).contains("'=cmd").doesNotContain(",=cmd", ",\"=cmd");
    }

    @Test
    void compareUpToFour() throws Exception {
        var first = whole();
        var provider = registered.provider("比較株式会社", "Compare Co");
        var address = new StringBuilder("?service=" + first);
        for (var n = 0; n < 4; n++) {
            var other = registered.registered(provider, Registered.service("ec", "比較" + n, "Compared " + n));
            address.append("&service=").append(other);
        }

        var page = get("/register/compare" + address, "en").body();
        assertThat(page).contains("Whole Signature Service", "Compared 0", "Compared 2", "You see the first four.");
        assertThat(page).doesNotContain("Compared 3").contains("From 30,000 yen", " met", "Remove");
        var file = get("/register/compare.csv" + address, "en").body();
        assertThat(file.lines().findFirst().orElseThrow())
                .isEqualTo("\uFEFFService,Whole Signature Service,Compared 0,Compared 1,Compared 2");
        assertThat(file).contains("Cost,\"From 30,000 yen a month.\"");
    }

    /// A service with everything: certificate, components, answers and a summary of its assessment.
    private ServiceId whole() {
        var provider = registered.provider("全部株式会社", "Whole Co");
        var ca = registered.registered(provider, Registered.service("ca", "全部局", "Whole CA"));
        var service = registered.registered(
                provider,
                new ServiceDescription(
                        "ec",
                        Bilingual.of("全部署名サービス", "Whole Signature Service"),
                        Bilingual.of("契約書に署名します。", "Signs contracts."),
                        Set.of("finance", "housing"),
                        AssuranceLevel.THIRD_PARTY_CERTIFICATION,
                        List.of(Registered.certificate("/C=JP/O=Whole Co/CN=Whole")),
                        List.of("https://whole.example.jp/"),
                        "https://whole.example.jp/cps",
                        List.of(
                                new Component("ca", ca, null),
                                new Component(
                                        "tsa", null, Bilingual.of("認定時刻認証", "An accredited time-stamping service"))),
                        new BuyerFacts(Bilingual.of("月額3万円から。", "From 30,000 yen a month."), null, null, null, null)));
        var day = LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Asia/Tokyo"));
        var version = catalogues.inForce("ec", day);
        var results = catalogues.criteria(version.id(), "ec").stream()
                .map(criterion -> new AssessmentSummary.Result(
                        criterion.id(), AssessmentSummary.Outcome.MET, null, List.of("CPS 1.4")))
                .toList();
        register.summarise(service, new AssessmentSummary(version.id(), version.version(), day, results), "test");
        return service;
    }

    private HttpResponse<String> get(String path, String language) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(baseUrl + path))
                        .header("Accept-Language", language)
                        .header("Accept", "text/html, */*")
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
