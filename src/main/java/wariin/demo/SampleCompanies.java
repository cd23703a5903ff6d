package wariin.demo;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import wariin.notify.Outbox;
import wariin.notify.OutboxMessage;
import wariin.site.SiteSettings;

/// Two companies that do not exist, and how their people come in. Mails are read where they rest when no mail server
/// is configured: in the outbox of this very process.
@Component
public class SampleCompanies {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Outbox outbox;
    private final SiteSettings site;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    SampleCompanies(Outbox outbox, SiteSettings site, Clock clock) {
        this.outbox = outbox;
        this.site = site;
        this.clock = clock;
    }

    /// The sending company's signer. The set-up link stays for the visitor, who then sees the outbox as the operator.
    Signatory first(URI origin) {
        var first = new Signatory(
                "hanako@a.example", "見本 花子", "見本商事株式会社", "ja", new Browser(origin, "ja"), new SoftwareAuthenticator());
        signUp(first, "Mihon Trading Co., Ltd. (sample)");
        addPasskey(first);
        return first;
    }

    /// The counterparty's signer, who is nobody here before the invitation comes.
    Signatory second(URI origin) {
        return new Signatory(
                "taro@b.example",
                "Taro Sample",
                "Sample Foods 株式会社",
                "en",
                new Browser(origin, "en"),
                new SoftwareAuthenticator());
    }

    /// Signs up by the public pages: address, code, name and company.
    public void signUp(Signatory signatory, String organisationEn) {
        var browser = signatory.browser();
        browser.get("/signup");
        var step = browser.submit("/signup", Map.of("email", signatory.email()));
        browser.submit(step + "/code", Map.of("code", code(signatory.email())));
        browser.submit(step, details(signatory, organisationEn));
    }

    /// Opens the invitation, confirms the address by the code that was sent to it, names the company, makes a passkey.
    void accept(Signatory invited, Signatory sender) {
        var browser = invited.browser();
        var link = URI.create(find(LINK, newest(invited.email()))).getPath();
        browser.get(link);
        var step = browser.submit(link, Map.of());
        browser.submit(step + "/code", Map.of("code", code(invited.email())));
        browser.submit(step, details(invited, "Sample Foods K.K."));
        addPasskey(invited);
    }

    public void addPasskey(Signatory signatory) {
        var browser = signatory.browser();
        var options = browser.postJson("/webauthn/register/options", Map.of());
        var credential = signatory.passkey().register(options.toString(), browser.origin());
        browser.postJson("/webauthn/register", Map.of("name", "demo", "credential", json.readTree(credential)));
    }

    /// Ten codes, each of which logs the person in once; a human visitor of the demo has no other way in.
    List<String> recoveryCodes(Signatory signatory) {
        var page = signatory.browser().submitted("/account/recovery", Map.of());
        return Pattern.compile("<code[^>]*>([^<]+)</code>")
                .matcher(page)
                .results()
                .map(code -> code.group(1).strip())
                .toList();
    }

    private static Map<String, String> details(Signatory signatory, String organisationEn) {
        return Map.of(
                "email", signatory.email(),
                "name", signatory.name(),
                "organisation", signatory.organisation(),
                "organisationEn", organisationEn);
    }

    private String code(String email) {
        return find(CODE, newest(email));
    }

    private OutboxMessage newest(String email) {
        return outbox.newest(clock.instant().plusSeconds(60), 50).stream()
                .filter(message -> message.recipient().equalsIgnoreCase(email))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No mail to " + email + " at " + site.baseUrl()));
    }

    private static String find(Pattern pattern, OutboxMessage message) {
        var found = pattern.matcher(message.subject() + "\n" + message.body());
        if (!found.find()) throw new IllegalStateException("The mail '" + message.subject() + "' has no " + pattern);
        return found.group();
    }
}
