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
import java.util.concurrent.ConcurrentHashMap;
import org.apache.james.jdkim.DKIMSigner;
import wariin.enrolment.TestMail;

/// A program that orders certificates for mail addresses and answers the mails that come (RFC 8823).
record MailOrders(AcmeClient client) {

    static final String SIGNED = "From:To:Subject:In-Reply-To";
    private static final Map<String, Integer> LETTERS = new ConcurrentHashMap<>();

    /// An order and the mail that came of it.
    record Begun(String address, String order, String challenge, String token, MimeMessage letter) {}

    Begun begin() throws Exception {
        return begin("u" + UUID.randomUUID().toString().substring(0, 8) + "@mail.example");
    }

    Begun begin(String address) throws Exception {
        var order = client.post("new-order", AcmeClient.order("email", address));
        assertThat(order.status()).describedAs(order.text()).isEqualTo(201);
        var authorization = client.read(
                        order.json().path("authorizations").path(0).asString())
                .json();
        var challenge = authorization.path("challenges").path(0);
        assertThat(challenge.path("type").asString()).isEqualTo("email-reply-00");
        assertThat(challenge.path("from").asString()).isEqualTo(TestMail.SENDER);
        return new Begun(
                address,
                order.header("Location"),
                challenge.path("url").asString(),
                challenge.path("token").asString(),
                letterTo(address));
    }

    /// The newest, if there are several.
    static MimeMessage letterTo(String address) throws Exception {
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

    String answer(Begun begun) throws Exception {
        var whole = begun.letter().getSubject().substring("ACME: ".length()) + begun.token() + "."
                + client.key.computeThumbprint();
        return AcmeClient.encode(
                MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.US_ASCII)));
    }

    static MimeMessage reply(Begun begun, String answer) throws Exception {
        var reply = new MimeMessage(Session.getInstance(new Properties()));
        reply.setFrom(new InternetAddress(begun.address()));
        reply.setRecipient(Message.RecipientType.TO, new InternetAddress(TestMail.ADDRESS));
        reply.setSubject("Re: " + begun.letter().getSubject());
        reply.setHeader("In-Reply-To", begun.letter().getMessageID());
        reply.setText("-----BEGIN ACME RESPONSE-----\r\n" + answer + "\r\n-----END ACME RESPONSE-----\r\n", "US-ASCII");
        return reply;
    }

    static byte[] raw(MimeMessage message) throws Exception {
        message.saveChanges();
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toByteArray();
    }

    static byte[] dkim(MimeMessage message, String headers) throws Exception {
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

    static void deliver(byte[] letter) throws Exception {
        var session = GreenMailUtil.getSession(TestMail.server().getSmtp().getServerSetup());
        var message = new MimeMessage(session, new ByteArrayInputStream(letter));
        Transport.send(message, new InternetAddress[] {new InternetAddress(TestMail.ADDRESS)});
    }

    tools.jackson.databind.JsonNode awaited(Begun begun) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        var order = client.read(begun.order()).json();
        while (order.path("status").asString().equals("pending") && System.nanoTime() < end) {
            Thread.sleep(500);
            order = client.read(begun.order()).json();
        }
        return order;
    }

    String problem(Begun begun) throws Exception {
        assertThat(awaited(begun).path("status").asString()).isEqualTo("invalid");
        return client.read(begun.challenge())
                .json()
                .path("error")
                .path("detail")
                .asString();
    }
}
