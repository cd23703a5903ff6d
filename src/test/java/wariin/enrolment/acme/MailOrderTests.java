package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.enrolment.Csr;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;
import wariin.enrolment.TestMail;

/// Certificates for mail addresses, whose holders' programs answer a mail (RFC 8823).
@Tag("once")
@ProgramsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailOrderTests {

    private static final String ORGANISATION_SUBJECT = "CN=" + ProgramDesk.ORGANISATION;

    @Autowired
    ProgramDesk desks;

    @Value("${wariin.base-url}")
    String baseUrl;

    ProgramDesk.Open desk;
    AcmeClient client;
    MailOrders mails;

    @BeforeEach
    void openDesk() {
        if (desk == null) desk = desks.open("mail-organisation/1", "mail.example");
        var key = desks.key(desk, Protocol.ACME);
        client = new AcmeClient(baseUrl, desk.id());
        client.register(key.key().id(), key.secret());
        mails = new MailOrders(client);
    }

    @Test
    void certifiesAnAddressWhoseDomainSignedTheAnswer() throws Exception {
        certified(mails.begin());
    }

    /// The renewal of a certificate can be answered with the certificate itself, where the domain signs nothing.
    @Test
    void certifiesAnAddressWhoseHolderSignedTheAnswer() throws Exception {
        var first = mails.begin();
        var holder = certified(first);
        // An authorization that is still good would spare the second challenge.
        client.post(
                client.read(first.order()).json().path("authorizations").path(0).asString(),
                Map.of("status", "deactivated"));
        var second = mails.begin(first.address());

        MailOrders.deliver(smime(second, mails.answer(second), holder));

        assertThat(mails.awaited(second).path("status").asString()).isEqualTo("ready");
        var third = mails.begin();
        MailOrders.deliver(smime(third, mails.answer(third), holder));
        assertThat(mails.problem(third))
                .describedAs("with the certificate of another address")
                .contains("neither");
    }

    private record Holder(java.security.cert.X509Certificate certificate, java.security.PrivateKey key) {}

    private Holder certified(MailOrders.Begun begun) throws Exception {
        assertThat(begun.letter().getSubject()).startsWith("ACME: ");
        assertThat(begun.letter().getHeader("Auto-Submitted")[0]).isEqualTo("auto-generated; type=acme");
        assertThat(client.post(begun.challenge(), Map.of())
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("processing");

        MailOrders.deliver(MailOrders.dkim(MailOrders.reply(begun, mails.answer(begun)), MailOrders.SIGNED));

        var order = mails.awaited(begun);
        assertThat(order.path("status").asString()).isEqualTo("ready");
        var csr = Csr.mail(ORGANISATION_SUBJECT, begun.address());
        var done = client.post(order.path("finalize").asString(), Map.of("csr", csr.base64url()));
        assertThat(done.json().path("status").asString())
                .describedAs(done.text())
                .isEqualTo("valid");
        var leaf = AcmeDesk.parse(
                        client.read(done.json().path("certificate").asString()).text())
                .getFirst();
        assertThat(leaf.getSubjectAlternativeNames().toString()).contains(begun.address());
        return new Holder(leaf, csr.keys().getPrivate());
    }

    @Test
    void refusesAnAnswerThatNobodySigned() throws Exception {
        var begun = mails.begin();

        MailOrders.deliver(MailOrders.raw(MailOrders.reply(begun, mails.answer(begun))));

        assertThat(mails.problem(begun)).contains("neither by its domain");
    }

    @Test
    void refusesAnAnswerOfAnotherSender() throws Exception {
        var begun = mails.begin();
        var reply = MailOrders.reply(begun, mails.answer(begun));
        reply.setFrom(new InternetAddress("mallory@mail.example"));

        MailOrders.deliver(MailOrders.dkim(reply, MailOrders.SIGNED));

        assertThat(mails.problem(begun)).contains("did not come from the address");
    }

    @Test
    void refusesAWrongAnswer() throws Exception {
        var begun = mails.begin();

        MailOrders.deliver(MailOrders.dkim(MailOrders.reply(begun, "A".repeat(43)), MailOrders.SIGNED));

        assertThat(mails.problem(begun)).contains("another answer");
    }

    @Test
    void refusesASignatureThatLeavesTheSubjectOpen() throws Exception {
        var begun = mails.begin();

        MailOrders.deliver(MailOrders.dkim(MailOrders.reply(begun, mails.answer(begun)), "From:To"));

        assertThat(mails.problem(begun)).contains("neither by its domain");
    }

    @Test
    void leavesAnAbsenceNoteAlone() throws Exception {
        var begun = mails.begin();
        var note = MailOrders.reply(begun, mails.answer(begun));
        note.setText("I am away until Monday.");

        MailOrders.deliver(MailOrders.dkim(note, MailOrders.SIGNED));
        Thread.sleep(3000);

        assertThat(client.read(begun.order()).json().path("status").asString()).isEqualTo("pending");
    }

    /// Some mail programs leave out what they answer to; the subject is enough (RFC 8823, 3.2).
    @Test
    void findsTheChallengeByTheSubjectAlone() throws Exception {
        var begun = mails.begin();
        var reply = MailOrders.reply(begun, mails.answer(begun));
        reply.removeHeader("In-Reply-To");
        reply.setHeader(
                "Subject",
                "AW: [ext] ACME:\r\n " + begun.letter().getSubject().substring(6, 30) + "\r\n "
                        + begun.letter().getSubject().substring(30));

        MailOrders.deliver(MailOrders.dkim(reply, "From:To:Subject"));

        assertThat(mails.awaited(begun).path("status").asString()).isEqualTo("ready");
    }

    @Test
    void readsTheTextAmongAlternativesOnly() throws Exception {
        var begun = mails.begin();
        var wrong = MailOrders.reply(begun, "");
        wrong.setContent(parts("mixed", mails.answer(begun)));
        MailOrders.deliver(MailOrders.dkim(wrong, MailOrders.SIGNED));
        Thread.sleep(3000);
        assertThat(client.read(begun.order()).json().path("status").asString()).isEqualTo("pending");
        var right = MailOrders.reply(begun, "");
        right.setContent(parts("alternative", mails.answer(begun)));

        MailOrders.deliver(MailOrders.dkim(right, MailOrders.SIGNED));

        assertThat(mails.awaited(begun).path("status").asString()).isEqualTo("ready");
    }

    @Test
    void refusesAnAnswerThatCameThroughAMailingList() throws Exception {
        var begun = mails.begin();
        var reply = MailOrders.reply(begun, mails.answer(begun));
        reply.setHeader("List-Id", "<staff.mail.example>");

        MailOrders.deliver(MailOrders.dkim(reply, MailOrders.SIGNED));

        assertThat(mails.problem(begun)).contains("mailing list");
    }

    /// A domain above the address's own may be somebody else's.
    @Test
    void refusesTheSignatureOfTheDomainAbove() throws Exception {
        var begun = mails.begin("u" + System.nanoTime() + "@branch.mail.example");

        MailOrders.deliver(MailOrders.dkim(MailOrders.reply(begun, mails.answer(begun)), MailOrders.SIGNED));

        assertThat(mails.problem(begun)).contains("neither by its domain");
    }

    /// RFC 8823, 3.3.
    @Test
    void givesNoCertificateForAnotherUseThanWasAsked() throws Exception {
        var begun = mails.begin();
        MailOrders.deliver(MailOrders.dkim(MailOrders.reply(begun, mails.answer(begun)), MailOrders.SIGNED));
        var finalize = mails.awaited(begun).path("finalize").asString();

        var encryption = Csr.mail(ORGANISATION_SUBJECT, begun.address()).with(KeyUsage.keyAgreement);
        var refused = client.post(finalize, Map.of("csr", encryption.base64url()));
        assertThat(refused.type()).isEqualTo("badCSR");
        assertThat(refused.text()).contains("encryption only");

        var signing = Csr.mail(ORGANISATION_SUBJECT, begun.address()).with(KeyUsage.digitalSignature);
        var done = client.post(finalize, Map.of("csr", signing.base64url()));
        assertThat(done.json().path("status").asString())
                .describedAs(done.text())
                .isEqualTo("valid");
    }

    private static MimeMultipart parts(String kind, String answer) throws Exception {
        var parts = new MimeMultipart(kind);
        for (var type : new String[] {"plain", "html"}) {
            var part = new MimeBodyPart();
            var text = "-----BEGIN ACME RESPONSE-----\r\n" + answer + "\r\n-----END ACME RESPONSE-----\r\n";
            part.setText(type.equals("html") ? "<pre>" + text + "</pre>" : text, "US-ASCII", type);
            parts.addBodyPart(part);
        }
        return parts;
    }

    @Test
    void takesOneAddressOfTheDomainAtATime() {
        assertThat(client.post("new-order", AcmeClient.order("email", "*@mail.example"))
                        .type())
                .isEqualTo("rejectedIdentifier");
        assertThat(client.post("new-order", AcmeClient.order("email", "a@elsewhere.example"))
                        .type())
                .isEqualTo("rejectedIdentifier");
        assertThat(client.post("new-order", AcmeClient.order("email", "a@mail.example", "b@mail.example"))
                        .type())
                .isEqualTo("malformed");
        assertThat(client.post("new-order", AcmeClient.order("dns", "mail.example"))
                        .type())
                .isEqualTo("unsupportedIdentifier");
    }

    /// multipart/signed by the holder's key; nobody else signs.
    private static byte[] smime(MailOrders.Begun begun, String answer, Holder holder) throws Exception {
        var entity = "Content-Type: text/plain; charset=us-ascii\r\n\r\n-----BEGIN ACME RESPONSE-----\r\n" + answer
                + "\r\n-----END ACME RESPONSE-----\r\n";
        var generator = new org.bouncycastle.cms.CMSSignedDataGenerator();
        var signer =
                new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder("SHA256withECDSA").build(holder.key());
        generator.addSignerInfoGenerator(new org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder(
                        new org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder().build())
                .build(signer, holder.certificate()));
        var content = new org.bouncycastle.cms.CMSProcessableByteArray(entity.getBytes(StandardCharsets.US_ASCII));
        var signature = java.util.Base64.getMimeEncoder()
                .encodeToString(generator.generate(content, false).getEncoded());
        var letter = "From: " + begun.address() + "\r\nTo: " + TestMail.ADDRESS + "\r\nSubject: Re: "
                + begun.letter().getSubject() + "\r\nIn-Reply-To: "
                + begun.letter().getMessageID()
                + "\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed; micalg=sha-256; boundary=\"edge\";"
                + " protocol=\"application/pkcs7-signature\"\r\n\r\n--edge\r\n" + entity
                + "\r\n--edge\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + signature + "\r\n--edge--\r\n";
        return letter.getBytes(StandardCharsets.US_ASCII);
    }
}
