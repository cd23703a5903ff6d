package wariin.ra.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;
import wariin.ca.CertificationAuthority;
import wariin.company.CorporateNumber;
import wariin.database.DatabaseTest;
import wariin.identity.PasskeyPerson;
import wariin.notify.Mail;
import wariin.notify.Mailer;
import wariin.notify.Outbox;
import wariin.x509.Certificates;
import wariin.x509.OpenSsl;

/// The platform's mail as it arrives at a real mail server; OpenSSL, which knows only the root, judges it.
@DatabaseTest
@TestPropertySource(properties = {"wariin.test.platform=signed-mail", "wariin.mail.from=no-reply@sign.example.jp"})
class PlatformMailTests {

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", "smtp"));

    @Autowired
    Mailer mailer;

    @Autowired
    Outbox outbox;

    @Autowired
    PlatformMail mail;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    JsonMapper json;

    @Value("${wariin.base-url}")
    String baseUrl;

    @TempDir
    Path folder;

    private PasskeyPerson operator;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        SERVER.start();
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
        properties.add("wariin.mail.look-every", () -> "200ms");
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void makeAnOperator() {
        var email = UUID.randomUUID() + "@example.jp";
        // Codes of the sign-up are read from the outbox, which forgets what was delivered.
        SERVER.stop();
        operator = PasskeyPerson.signedUp(baseUrl, email, "株式会社割印見本", outbox);
        sql.update("update identity_user set operator = true where email = ?", email);
        sql.update(
                "update identity_organisation set number = ? where name = '株式会社割印見本'",
                CorporateNumber.sample(77).value());
        sql.update("update ra_platform_mail set ended_at = now() where agreed_at is not null and ended_at is null");
        SERVER.start();
    }

    @Test
    void isSignedAfterAnOperatorAgreed() throws Exception {
        assertThat(operator.person().get("/operator/mail-certificate").body())
                .contains("What you sign", "no-reply@sign.example.jp")
                .doesNotContain("??");
        agree();
        assertThat(operator.person().get("/operator/mail-certificate").body())
                .contains("Letters are signed.")
                .doesNotContain("??");

        for (var locale : new Locale[] {Locale.JAPANESE, Locale.ENGLISH}) {
            var letter = sent(locale, "株式会社あおぞら製作所 𠮷田 髙");

            assertThat(letter.getContentType()).startsWith("multipart/signed");
            assertThat(letter.getSubject()).contains("𠮷田 髙");
            var raw = raw(letter);
            assertThat(verified(raw).output()).contains("Verification successful");
            assertThat(verified(raw.replace("charset=UTF-8", "charset=UTF-7")).status())
                    .isNotZero();
        }
        var signers = openssl().run("pkcs7", "-in", signature(), "-inform", "DER", "-print_certs", "-noout");
        assertThat(signers.output()).contains("NTRJP-" + CorporateNumber.sample(77));
        assertThat(signers.output().lines().filter(line -> line.startsWith("subject")))
                .hasSize(2);
        assertThat(openssl()
                        .run("cms", "-cmsout", "-print", "-in", signature(), "-inform", "DER")
                        .output())
                .contains("signingTime", "messageDigest", "sha256");
    }

    @Test
    void isRenewedWithANewKeyBeforeItEnds() throws Exception {
        agree();
        var first = mail.state().orElseThrow().certificate();
        mail.renew();
        assertThat(mail.state().orElseThrow().certificate()).isEqualTo(first);

        sql.update("update ra_platform_mail_certificate set not_after = now() + interval '29 days'");
        mail.renew();

        var second = mail.state().orElseThrow().certificate();
        assertThat(second).isNotEqualTo(first);
        assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
        assertThat(verified(raw(sent(Locale.ENGLISH, "B"))).output()).contains("Verification successful");
    }

    @Test
    void leavesUnsignedWhenNobodyAgreedOrItWasEnded() throws Exception {
        assertThat(sent(Locale.ENGLISH, "A").getContentType()).startsWith("text/plain");
        agree();
        var certificate = mail.state().orElseThrow().certificate();
        sql.update("update ra_platform_mail_certificate set not_after = now() - interval '1 minute'");
        assertThat(sent(Locale.ENGLISH, "B").getContentType()).startsWith("text/plain");

        assertThat(operator.person().post("/operator/mail-certificate/end").status())
                .isEqualTo(302);

        assertThat(mail.state()).isEmpty();
        assertThat(authority.isRevoked(certificate)).isTrue();
        assertThat(sent(Locale.ENGLISH, "C").getContentType()).startsWith("text/plain");
    }

    @Test
    void isForOperatorsAndNeedsTheirOwnProof() {
        var ballot = ask();
        var other = stranger();
        for (var path : new String[] {"", "/ballot", "/approvals", "/end"}) {
            var answer = path.isEmpty()
                    ? other.person().get("/operator/mail-certificate")
                    : other.person().postJson("/operator/mail-certificate" + path, "{}");
            assertThat(answer.status()).as(path).isEqualTo(403);
        }
        var forged = other.sign(json.readTree(ballot).path("passkey").toString());
        assertThat(answer(ballot, forged).status()).isEqualTo(403);
        var mine = operator.sign(json.readTree(ballot).path("passkey").toString());
        assertThat(answer(ballot.replaceAll("\"sha256\":\"..", "\"sha256\":\"00"), mine)
                        .status())
                .isEqualTo(422);
        assertThat(answer(ballot, mine).status()).isEqualTo(200);
        assertThat(answer(ballot, mine).status()).isEqualTo(422);
    }

    private PasskeyPerson stranger() {
        SERVER.stop();
        var other = PasskeyPerson.signedUp(baseUrl, UUID.randomUUID() + "@example.jp", "Other", outbox);
        SERVER.start();
        return other;
    }

    /// The same port before and after the server was down.
    private static int freePort() {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void agree() {
        var ballot = ask();
        var assertion = operator.sign(json.readTree(ballot).path("passkey").toString());
        var answer = answer(ballot, assertion);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String ask() {
        var ballot = operator.person().postJson("/operator/mail-certificate/ballot", "{}");
        assertThat(ballot.status()).as(ballot.body()).isEqualTo(200);
        return ballot.body();
    }

    private wariin.identity.Person.Answer answer(String ballot, String assertion) {
        var sha256 = json.readTree(ballot).path("sha256").asString();
        return operator.person()
                .postJson(
                        "/operator/mail-certificate/approvals",
                        "{\"sha256\":\"" + sha256 + "\",\"passkey\":" + assertion + "}");
    }

    private MimeMessage sent(Locale locale, String who) throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
        var to = UUID.randomUUID() + "@minato.example";
        mailer.send(new Mail(to, locale, "notify.test", Map.of("who", who)));
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < end) {
            for (var letter : SERVER.getReceivedMessages()) {
                if (letter.getAllRecipients()[0].toString().equals(to)) return letter;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Nothing came to " + to);
    }

    private OpenSsl openssl() {
        return new OpenSsl(folder);
    }

    private OpenSsl.Result verified(String raw) throws Exception {
        Files.writeString(folder.resolve("letter.eml"), raw, StandardCharsets.UTF_8);
        var root = Base64.getMimeEncoder().encodeToString(Certificates.encoded(authority.root()));
        Files.writeString(
                folder.resolve("root.pem"),
                "-----BEGIN CERTIFICATE-----\n" + root.replace("\r", "") + "\n-----END CERTIFICATE-----\n");
        return openssl().run("cms", "-verify", "-in", "letter.eml", "-CAfile", "root.pem", "-purpose", "smimesign");
    }

    private String signature() throws Exception {
        var raw = Files.readString(folder.resolve("letter.eml"));
        var encoded = raw.substring(raw.indexOf("smime.p7s\"", raw.indexOf("Content-Disposition")));
        var body = encoded.substring(encoded.indexOf("\r\n\r\n") + 4, encoded.indexOf("\r\n--"));
        Files.write(folder.resolve("signature.der"), Base64.getMimeDecoder().decode(body));
        return "signature.der";
    }

    private static String raw(MimeMessage letter) throws Exception {
        var whole = new ByteArrayOutputStream();
        letter.writeTo(whole);
        return whole.toString(StandardCharsets.UTF_8);
    }
}
