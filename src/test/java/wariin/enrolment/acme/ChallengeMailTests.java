package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Header;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;
import wariin.ca.CertificationAuthority;
import wariin.company.CorporateNumber;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;
import wariin.enrolment.TestMail;
import wariin.x509.Certificates;
import wariin.x509.OpenSsl;

/// Challenge mails as they arrive at a real mail server; OpenSSL, which knows only the root, judges them
/// (RFC 8823, 3.1).
@ProgramsTest
class ChallengeMailTests {

    private static final Set<String> OF_THE_FORM = Set.of("Content-Type", "MIME-Version");

    @Autowired
    ProgramDesk desks;

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

    private MailOrders mails;
    private ProgramDesk.Someone operator;

    @BeforeEach
    void openDesk() {
        var desk = desks.open("mail-organisation/1", "mail.example");
        var key = desks.key(desk, Protocol.ACME);
        var client = new AcmeClient(baseUrl, desk.id());
        client.register(key.key().id(), key.secret());
        mails = new MailOrders(client);
        operator = desks.person(true);
        sql.update(
                "update identity_organisation set name = ?, number = ? where id = ?",
                ProgramDesk.ORGANISATION,
                CorporateNumber.sample(77).value(),
                operator.officer().organisation().id().value());
    }

    /// Other tests of this platform see it as it was.
    @AfterEach
    void end() {
        operator.browser().person().post("/operator/mail-certificate/end");
    }

    @Test
    void areSignedWithTheirHeadersByThePlatformsMailCertificate() throws Exception {
        agree();

        var begun = mails.begin();

        var letter = begun.letter();
        assertThat(letter.getContentType()).startsWith("multipart/signed");
        assertThat(verified(letter).output()).contains("successful");
        var inner = inner();
        var outer = Collections.list(letter.getAllHeaders());
        for (var one : Collections.list(inner.getAllHeaders())) {
            if (OF_THE_FORM.contains(one.getName())) continue;
            assertThat(outer)
                    .filteredOn(other -> other.getName().equals(one.getName()))
                    .extracting(Header::getValue)
                    .containsExactly(one.getValue());
        }
        assertThat(Collections.list(inner.getAllHeaders()))
                .extracting(Header::getName)
                .contains("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted");
        assertThat(inner.getFrom()[0].toString()).isEqualTo(TestMail.SENDER);
        assertThat(inner.getReplyTo()[0].toString()).isEqualTo(TestMail.ADDRESS);
        assertThat(inner.getSubject()).isEqualTo(letter.getSubject()).matches("ACME: [A-Za-z0-9_-]{44}");
        var words = (MimeMultipart) inner.getContent();
        assertThat((String) words.getBodyPart(0).getContent()).contains("何も発行されません");
        assertThat((String) words.getBodyPart(1).getContent()).contains("nothing is issued");
        assertThat(openssl()
                        .run("x509", "-in", "signer.pem", "-noout", "-ext", "subjectAltName")
                        .output())
                .contains("email:" + TestMail.SENDER);

        MailOrders.deliver(MailOrders.dkim(MailOrders.reply(begun, mails.answer(begun)), MailOrders.SIGNED));
        assertThat(mails.awaited(begun).path("status").asString()).isEqualTo("ready");
    }

    @Test
    void tellWhenAHeaderInsideWasChanged() throws Exception {
        agree();
        var letter = mails.begin().letter();
        var token = letter.getSubject().substring("ACME: ".length());

        var changed = raw(letter).replace(token, "A".repeat(token.length()));

        assertThat(verified(changed).status()).isNotZero();
    }

    @Test
    void leaveToTheMailServersSignatureWithoutACertificate() throws Exception {
        assertThat(mails.begin().letter().getContentType()).startsWith("text/plain");
    }

    @Test
    void waitWhileTheCertificateCannotSign() throws Exception {
        agree();
        sql.update("update ra_platform_mail_certificate set not_after = now() - interval '1 minute'");
        var address = "waits" + System.nanoTime() + "@mail.example";

        var order = mails.client().post("new-order", AcmeClient.order("email", address));
        assertThat(order.status()).isEqualTo(201);
        Thread.sleep(3000);

        for (var letter : TestMail.server().getReceivedMessages()) {
            assertThat(letter.getAllRecipients()[0].toString()).isNotEqualTo(address);
        }
    }

    private void agree() {
        var person = operator.browser().person();
        var ballot = person.postJson("/operator/mail-certificate/ballot", "{}");
        assertThat(ballot.status()).as(ballot.body()).isEqualTo(200);
        var asked = json.readTree(ballot.body());
        var assertion = operator.browser().sign(asked.path("passkey").toString());
        var answer = person.postJson(
                "/operator/mail-certificate/approvals",
                "{\"sha256\":\"" + asked.path("sha256").asString() + "\",\"passkey\":" + assertion + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /// What openssl took out of the signed letter.
    private MimeMessage inner() throws Exception {
        var entity = Files.readString(folder.resolve("entity"), StandardCharsets.US_ASCII);
        assertThat(entity).startsWith("Content-Type: message/rfc822; forwarded=no\r\n\r\n");
        var letter = entity.substring(entity.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.US_ASCII);
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(letter));
    }

    private OpenSsl.Result verified(MimeMessage letter) throws Exception {
        return verified(raw(letter));
    }

    private OpenSsl.Result verified(String raw) throws Exception {
        Files.writeString(folder.resolve("letter.eml"), raw, StandardCharsets.US_ASCII);
        var root = Base64.getMimeEncoder().encodeToString(Certificates.encoded(authority.root()));
        Files.writeString(
                folder.resolve("root.pem"),
                "-----BEGIN CERTIFICATE-----\n" + root.replace("\r", "") + "\n-----END CERTIFICATE-----\n");
        var first = verify("smime");
        return first.status() == 0 ? verify("cms") : first;
    }

    private OpenSsl.Result verify(String program) {
        var how = List.of(
                program,
                "-verify",
                "-in",
                "letter.eml",
                "-CAfile",
                "root.pem",
                "-purpose",
                "smimesign",
                "-signer",
                "signer.pem",
                "-out",
                "entity");
        return openssl().run(how.toArray(String[]::new));
    }

    private OpenSsl openssl() {
        return new OpenSsl(folder);
    }

    private static String raw(MimeMessage letter) throws Exception {
        var whole = new ByteArrayOutputStream();
        letter.writeTo(whole);
        return whole.toString(StandardCharsets.US_ASCII);
    }
}
