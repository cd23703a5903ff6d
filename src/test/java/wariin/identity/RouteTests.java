package wariin.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import wariin.database.DatabaseTest;
import wariin.notify.Outbox;

/// Who gets past the door at which route. What lies behind it, each room tests itself.
@Tag("once")
@DatabaseTest
class RouteTests {

    private static final Pattern OPEN = Pattern.compile(
            "/|/error|/favicon.ico|/(verify|log|pki|ocsp|sign|login|signup|join|setup|webauthn/login)(/.*)?"
                    + "|/(register|tl|companies|criteria|rules|research)(/.*)?"
                    + "|/certificates/pickup/.*|/tsa|/api/v1/validations|/api/v1/(register|companies|rules)(/.*)?");
    private static final Pattern PROGRAMS =
            Pattern.compile("/(tsa|acme|cmp|\\.well-known/(est|cmp)|api/v1/certificates)(/.*)?");
    private static final Pattern GUESTS = Pattern.compile(
            "/(contracts|api/v1/contracts|account/secure|claim|webauthn)(/.*)?|/logout|/seals/[^/]*\\.svg");
    private static final Pattern OPERATORS = Pattern.compile("/operator(/.*)?|/actuator(/.*)?");

    @Value("${wariin.base-url}")
    String baseUrl;

    @Autowired
    Outbox outbox;

    @Autowired
    Guests guests;

    @Autowired
    FirstSetUp firstSetUp;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void opensEachRouteToWhomItIsFor() {
        var anonymous = new Person(baseUrl, address(), outbox).withToken();
        var guest = guest();
        var member = Person.signedUp(baseUrl, address(), "Wariin", outbox);
        var routes = routes();
        assertThat(routes).containsKeys("/contracts", "/organisation", "/account", "/operator/outbox", "/login");

        routes.forEach((path, method) -> {
            var open = OPEN.matcher(path).matches();
            var forGuests = open || GUESTS.matcher(path).matches();
            var forMembers = forGuests || !OPERATORS.matcher(path).matches();
            // They ask for a proof of their own in each request; their rooms test it.
            if (PROGRAMS.matcher(path).matches()) return;
            // The doors themselves change the session of who knocks.
            if (path.equals("/logout") || path.startsWith("/claim")) return;
            assertThat(isTurnedAway(anonymous, method, path))
                    .as("anonymous at " + path)
                    .isEqualTo(!open);
            if (!forGuests)
                assertThat(isTurnedAway(guest, method, path))
                        .as("guest at " + path)
                        .isTrue();
            if (!forMembers)
                assertThat(isTurnedAway(member, method, path))
                        .as("member at " + path)
                        .isTrue();
        });
    }

    @Test
    void refusesFormsWithoutTheTokenAndToldProgramsInTheirWords() {
        var person = new Person(baseUrl, address(), outbox);
        assertThat(person.post("/signup", "email", person.email).status()).isEqualTo(403);
        var program = person.withToken().postJson("/webauthn/register/options", "");
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.body()).contains("urn:wariin:problem:unauthorized");
        assertThat(person.get("/contracts").location()).isEqualTo("/login?next=%2Fcontracts");
    }

    @Test
    void makesTheFirstOperatorOnceByTheLinkOfTheConsole() {
        // Another test may have been first on this platform, and have made an operator by hand or by the link.
        sql.update("update identity_user set operator = false");
        if (firstSetUp.link().isEmpty()) firstSetUp.offer();
        var link = firstSetUp.link().orElseThrow().replace(baseUrl, "");
        var operator = new Person(baseUrl, address(), outbox);
        assertThat(operator.get(link).body()).contains("Register the first operator");
        assertThat(setUp(operator, link, "no address").status()).isEqualTo(422);
        assertThat(setUp(operator, link, operator.email).location()).isEqualTo("/account/secure");
        assertThat(operator.registerPasskey().status()).isEqualTo(200);
        assertThat(operator.get("/operator/outbox").status()).isEqualTo(200);

        var second = new Person(baseUrl, address(), outbox);
        assertThat(second.get(link).status()).isEqualTo(410);
        assertThat(setUp(second.withToken(), link, second.email).status()).isEqualTo(410);
        assertThat(firstSetUp.link()).isEmpty();
    }

    private static Person.Answer setUp(Person person, String link, String email) {
        return person.post(
                link,
                "email",
                email,
                "name",
                "Operator",
                "organisation",
                "Operating Company",
                "organisationEn",
                "",
                "number",
                "",
                "representative",
                "");
    }

    private boolean isTurnedAway(Person person, String method, String path) {
        var answer = method.equals("GET") ? person.get(path) : person.postJson(path, "{}");
        return answer.status() == 401
                || answer.status() == 403
                || answer.location().startsWith("/login?next=");
    }

    /// Every path that a controller answers, with ids that name nothing, and GET where it can be had.
    private TreeMap<String, String> routes() {
        var routes = new TreeMap<String, String>();
        requestMappingHandlerMapping.getHandlerMethods().keySet().forEach(info -> {
            var methods = info.getMethodsCondition().getMethods();
            var get = methods.isEmpty()
                    || methods.stream().anyMatch(method -> method.name().equals("GET"));
            var post = methods.stream().anyMatch(method -> method.name().equals("POST"));
            if (!get && !post) return;
            for (var pattern : info.getPatternValues()) {
                var path = pattern.replaceAll("\\{\\*[^}]+}", "x")
                        .replaceAll(
                                "\\{(?:[^{}]|\\{[^}]*})+}", UUID.randomUUID().toString());
                routes.merge(path, get ? "GET" : "POST", (one, other) -> "GET".equals(one) ? one : other);
            }
        });
        return routes;
    }

    private Person guest() {
        var person = new Person(baseUrl, address(), outbox);
        var path = guests.begin(
                new Guests.GuestInvitation(person.email, null, null, "contract", "/sign/x", Locale.ENGLISH));
        person.get(path);
        person.post(path + "/code", "code", person.mailedCode());
        person.enterDetails(path, "Guest", "Guest Company", "");
        assertThat(person.registerPasskey().status()).isEqualTo(200);
        return person;
    }

    private static String address() {
        return UUID.randomUUID() + "@example.jp";
    }
}
