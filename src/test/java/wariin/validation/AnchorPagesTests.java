package wariin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import wariin.database.DatabaseTest;
import wariin.identity.PasskeyPerson;
import wariin.notify.Outbox;
import wariin.validation.Anchor.Origin;

/// An operator trusts an authority of others, ends that, and takes it back.
@DatabaseTest
class AnchorPagesTests {
    private static final String PAGE = "/operator/anchors";
    private static final Pattern ENTRY = Pattern.compile(PAGE + "/([0-9a-f-]{36})/removal");
    private static final TestHierarchy HIERARCHY =
            new TestHierarchy(Instant.now().minus(Duration.ofDays(30)));
    private static final TestContracts CONTRACTS = new TestContracts(HIERARCHY);
    private static final byte[] SIGNED = CONTRACTS.sign(
            CONTRACTS.contract(),
            "PartyA",
            HIERARCHY.subscriber("CN=Hanako,O=A Inc.,C=JP", Duration.ofDays(400)),
            SignatureLevel.PAdES_BASELINE_LT);

    @Value("${wariin.base-url}")
    String base;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    SignatureValidation validation;

    @Autowired
    TrustAnchors anchors;

    @Test
    void trustsAForeignRootFromAPasskeyToItsRemoval() throws Exception {
        var anna = operator();
        assertThat(verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(anna.person().get(PAGE + "?lang=en").body())
                .contains("Root of this platform", "root-q")
                .doesNotContain("CN=Test Root");

        var asked = upload(anna, pem(HIERARCHY.root().getEncoded()), "compared by telephone");
        var id = asked.substring(asked.lastIndexOf('/') + 1);
        assertThat(anna.person().get(asked).body()).contains("CN=Test Root", fingerprint(), "compared by telephone");
        assertThat(verdict()).isEqualTo(Verdict.INDETERMINATE);
        var ben = operator();
        assertThat(ben.person().get(asked).status()).isEqualTo(404);
        assertThat(ben.person().postJson(asked + "/challenge", "{}").status()).isEqualTo(404);
        assertThat(confirm(anna, ben, id)).contains("refused");
        assertThat(verdict()).isEqualTo(Verdict.INDETERMINATE);

        assertThat(confirm(anna, anna, id)).contains("done");
        var report = validation.validate(SIGNED, anchors.trust());
        assertThat(report.verdict()).as(report.toString()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(report.signatures().getFirst().trustedBy().origin()).isEqualTo(Origin.OPERATOR);
        assertThat(confirm(anna, anna, id)).contains("404");
        assertThat(refusal(anna, pem(HIERARCHY.root().getEncoded()), "again")).contains("is trusted already");

        var page = ben.person().get(PAGE + "?lang=ja").body();
        assertThat(page).contains("信頼の起点", "compared by telephone", fingerprint());
        var entry = ENTRY.matcher(page);
        assertThat(entry.find()).isTrue();
        ben.person().post(PAGE + "/" + id + "/distrust", "from", "2020-01-01");
        assertThat(verdict()).isEqualTo(Verdict.INDETERMINATE);
        ben.person().post(PAGE + "/" + id + "/distrust", "from", "2030-01-01");
        assertThat(ben.person().get(PAGE + "?lang=en").body()).contains("2020").doesNotContain("2030");

        ben.person().post(PAGE + "/" + id + "/removal");
        assertThat(verdict()).isEqualTo(Verdict.INDETERMINATE);
        assertThat(anna.person().get(PAGE + "?lang=en").body()).contains("No longer trusted", fingerprint());
        assertThat(sql.queryForList("select kind from journal_entry where subject = ? order by seq", String.class, id))
                .containsExactly("trust-anchor-added", "trust-anchor-limited", "trust-anchor-removed");
    }

    @Test
    void refusesWhatIsNoAnchor() throws Exception {
        var email = UUID.randomUUID() + "@example.jp";
        var anna = operator(email);
        assertThat(refusal(anna, "hello".getBytes(StandardCharsets.UTF_8), "x")).contains("There is no certificate");
        var root = pem(HIERARCHY.root().getEncoded());
        var other = pem(HIERARCHY.issuer().getEncoded());
        assertThat(refusal(anna, (new String(root) + new String(other)).getBytes(), "x"))
                .contains("several");
        var leaf = HIERARCHY.subscriber("CN=x,C=JP", Duration.ofDays(10)).certificate();
        assertThat(refusal(anna, leaf.getEncoded(), "x")).contains("not one of an authority");
        var own = anchors.own().getFirst().certificate();
        assertThat(refusal(anna, own.getEncoded(), "x")).contains("a root of this platform");
        assertThat(refusal(anna, root, " ")).contains("Please say why");
        sql.update("update identity_user set operator_since = now() where email = ?", email);
        assertThat(refusal(anna, root, "x")).contains("You are a new operator");
        var stranger = PasskeyPerson.signedUp(base, UUID.randomUUID() + "@example.jp", "Elsewhere", outbox);
        assertThat(stranger.person().get(PAGE).status()).isNotEqualTo(200);
    }

    private Verdict verdict() {
        return validation.validate(SIGNED, anchors.trust()).verdict();
    }

    private static String fingerprint() {
        return Anchor.given(HIERARCHY.root()).sha256();
    }

    private static String upload(PasskeyPerson who, byte[] certificate, String reason) {
        var query = "?reason=" + URLEncoder.encode(reason, StandardCharsets.UTF_8);
        return who.person()
                .upload(PAGE + query, "file", "root.pem", certificate)
                .location();
    }

    private static String refusal(PasskeyPerson who, byte[] certificate, String reason) {
        assertThat(upload(who, certificate, reason)).endsWith(PAGE);
        return who.person().get(PAGE + "?lang=en").body();
    }

    private static String confirm(PasskeyPerson who, PasskeyPerson passkeyOf, String id) {
        var options = who.person().postJson(PAGE + "/" + id + "/challenge", "{}");
        if (options.status() != 200) return String.valueOf(options.status());
        return who.person()
                .postJson(PAGE + "/" + id + "/confirmation", "{\"passkey\":" + passkeyOf.sign(options.body()) + "}")
                .body();
    }

    private PasskeyPerson operator() {
        return operator(UUID.randomUUID() + "@example.jp");
    }

    private PasskeyPerson operator(String email) {
        var person = PasskeyPerson.signedUp(base, email, "Wariin", outbox);
        sql.update("update identity_user set operator = true where email = ?", email);
        return person;
    }

    private static byte[] pem(byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
