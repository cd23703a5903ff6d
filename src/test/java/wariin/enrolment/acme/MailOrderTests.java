package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.james.jdkim.DKIMSigner;
import org.junit.jupiter.api.BeforeEach;
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
@ProgramsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailOrderTests {

    private static final String ORGANISATION_SUBJECT = "CN=" + ProgramDesk.ORGANISATION;

    private static final Map<String, Integer> LETTERS = new java.util.concurrent.ConcurrentHashMap<>();

    @Autowired
    ProgramDesk desks;

    @Value("${wariin.base-url}")
    String baseUrl;

    ProgramDesk.Open desk;
    AcmeClient client;

    @BeforeEach
    void openDesk() {
        if (desk == null) desk = desks.open("mail-organisation/1", "mail.example");
        var key = desks.key(desk, Protocol.ACME);
        client = new AcmeClient(baseUrl, desk.id());
        client.register(key.key().id(), key.secret());
    }

    /// An order and the mail that came of it.
    private record Begun(String address, String order, String challenge, String token, MimeMessage letter) {}

    @Test
    void certifiesAnAddressWhoseDomainSignedTheAnswer() throws Exception {
        certified(begin());
    }

    /// The renewal of a certificate can be answered with the certificate itself, where the domain signs nothing.
    @Test
    void certifiesAnAddressWhoseHolderSignedTheAnswer() throws Exception {
        var first = begin();
        var holder = certified(first);
        // An authorization that is still good would spare the second challenge.
        client.post(
                client.read(first.order()).json().path("authorizations").path(0).asString(),
                Map.of("status", "deactivated"));
        var second = begin(first.address());

        deliver(smime(second, answer(second), holder));

        assertThat(awaited(second).path("status").asString()).isEqualTo("ready");
        var third = begin();
        deliver(smime(third, answer(third), holder));
        assertThat(problem(third))
                .describedAs("with the certificate of another address")
                .contains("neither");
    }

    private record Holder(java.security.cert.X509Certificate certificate, java.security.PrivateKey key) {}

    private Holder certified(Begun begun) throws Exception {
        assertThat(begun.letter().getSubject()).startsWith("ACME: ");
        assertThat(begun.letter().getHeader("Auto-Submitted")[0]).isEqualTo("auto-generated; type=acme");
        assertThat(client.post(begun.challenge(), Map.of())
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("processing");

        deliver(dkim(reply(begun, answer(begun)), "From:To:Subject:In-Reply-To"));

        var order = awaited(begun);
        assertThat(order.path("status").asString()).isEqualTo("ready");
        var csr = Csr.mail(ORGANISATION_SUBJECT, begun.address());
        var done = client.post(order.path("finalize").asString(), Map.of("csr", csr.base64url()));
        assertThat(done.json().path("status").asString())
                .describedAs(done.text())
                .isEqualTo("valid");
        var leaf = AcmeTests.parse(
                        client.read(done.json().path("certificate").asString()).text())
                .getFirst();
        assertThat(leaf.getSubjectAlternativeNames().toString()).contains(begun.address());
        return new Holder(leaf, csr.keys().getPrivate());
    }

    @Test
    void refusesAnAnswerThatNobodySigned() throws Exception {
        var begun = begin();

        deliver(raw(reply(begun, answer(begun))));

        assertThat(problem(begun)).contains("neither by its domain");
    }

    @Test
    void refusesAnAnswerOfAnotherSender() throws Exception {
        var begun = begin();
        var reply = reply(begun, answer(begun));
        reply.setFrom(new InternetAddress("mallory@mail.example"));

        deliver(dkim(reply, "From:To:Subject:In-Reply-To"));

        assertThat(problem(begun)).contains("did not come from the address");
    }

    @Test
    void refusesAWrongAnswer() throws Exception {
        var begun = begin();

        deliver(dkim(reply(begun, "A".repeat(43)), "From:To:Subject:In-Reply-To"));

        assertThat(problem(begun)).contains("another answer");
    }

    @Test
    void refusesASignatureThatLeavesTheSubjectOpen() throws Exception {
        var begun = begin();

        deliver(dkim(reply(begun, answer(begun)), "From:To"));

        assertThat(problem(begun)).contains("neither by its domain");
    }

    @Test
    void leavesAnAbsenceNoteAlone() throws Exception {
        var begun = begin();
        var note = reply(begun, answer(begun));
        note.setText("I am away until Monday.");

        deliver(dkim(note, "From:To:Subject:In-Reply-To"));
        Thread.sleep(3000);

        assertThat(client.read(begun.order()).json().path("status").asString()).isEqualTo("pending");
    }

    @Test
    void takesOneAddressOfTheDomainAtATime() {
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

    private Begun begin() throws Exception {
        return begin("u" + UUID.randomUUID().toString().substring(0, 8) + "@mail.example");
    }

    private Begun begin(String address) throws Exception {
        var order = client.post("new-order", AcmeClient.order("email", address));
        assertThat(order.status()).describedAs(order.text()).isEqualTo(201);
        var authorization = client.read(
                        order.json().path("authorizations").path(0).asString())
                .json();
        var challenge = authorization.path("challenges").path(0);
        assertThat(challenge.path("type").asString()).isEqualTo("email-reply-00");
        assertThat(challenge.path("from").asString()).isEqualTo(TestMail.ADDRESS);
        return new Begun(
                address,
                order.header("Location"),
                challenge.path("url").asString(),
                challenge.path("token").asString(),
                letterTo(address));
    }

    /// The newest, if there are several.
    private static MimeMessage letterTo(String address) throws Exception {
        var before = LETTERS.getOrDefault(address, 0);
        var end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (System.nanoTime() < end) {
            var all = new java.util.ArrayList<MimeMessage>();
            for (var message : TestMail.server().getReceivedMessages()) {
                if (Arrays.toString(message.getRecipients(Message.RecipientType.TO))
                        .contains(address)) all.add(message);
            }
            if (all.size() > before) {
                LETTERS.put(address, all.size());
                return all.getLast();
            }
            Thread.sleep(200);
        }
        throw new AssertionError("No mail came");
    }

    private String answer(Begun begun) throws Exception {
        var whole = begun.letter().getSubject().substring("ACME: ".length()) + begun.token() + "."
                + client.key.computeThumbprint();
        return AcmeClient.encode(
                MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.US_ASCII)));
    }

    private static MimeMessage reply(Begun begun, String answer) throws Exception {
        var reply = new MimeMessage(Session.getInstance(new Properties()));
        reply.setFrom(new InternetAddress(begun.address()));
        reply.setRecipient(Message.RecipientType.TO, new InternetAddress(TestMail.ADDRESS));
        reply.setSubject("Re: " + begun.letter().getSubject());
        reply.setHeader("In-Reply-To", begun.letter().getMessageID());
        reply.setText("-----BEGIN ACME RESPONSE-----\r\n" + answer + "\r\n-----END ACME RESPONSE-----\r\n", "US-ASCII");
        return reply;
    }

    private static byte[] raw(MimeMessage message) throws Exception {
        message.saveChanges();
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    /// multipart/signed by the holder's key; nobody else signs.
    private static byte[] smime(Begun begun, String answer, Holder holder) throws Exception {
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

    private static byte[] dkim(MimeMessage message, String headers) throws Exception {
        var bytes = raw(message);
        var signer = new DKIMSigner(
                "v=1; s=s1; d=mail.example; h=" + headers + "; a=rsa-sha256; c=relaxed/relaxed; bh=; b=;",
                TestMail.DOMAIN_KEY.getPrivate());
        var header = signer.sign(new ByteArrayInputStream(bytes)) + "\r\n";
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(bytes);
        return whole.toByteArray();
    }

    private static void deliver(byte[] letter) throws Exception {
        var session = GreenMailUtil.getSession(TestMail.server().getSmtp().getServerSetup());
        var message = new MimeMessage(session, new ByteArrayInputStream(letter));
        Transport.send(message, new InternetAddress[] {new InternetAddress(TestMail.ADDRESS)});
    }

    private tools.jackson.databind.JsonNode awaited(Begun begun) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        var order = client.read(begun.order()).json();
        while (order.path("status").asString().equals("pending") && System.nanoTime() < end) {
            Thread.sleep(500);
            order = client.read(begun.order()).json();
        }
        return order;
    }

    private String problem(Begun begun) throws Exception {
        assertThat(awaited(begun).path("status").asString()).isEqualTo("invalid");
        return client.read(begun.challenge())
                .json()
                .path("error")
                .path("detail")
                .asString();
    }
}
