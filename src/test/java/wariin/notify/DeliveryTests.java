package wariin.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.database.DatabaseTest;

/// Messages on their way to a real mail server.
@DatabaseTest
class DeliveryTests {

    private static final GreenMail SERVER = new GreenMail(new ServerSetup(freePort(), "127.0.0.1", "smtp"));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    Mailer mailer;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        SERVER.start();
        properties.add("spring.mail.host", () -> "127.0.0.1");
        properties.add("spring.mail.port", () -> SERVER.getSmtp().getPort());
        properties.add("wariin.mail.look-every", () -> "200ms");
    }

    @BeforeEach
    void emptyTheMailbox() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @Test
    void deliversInJapaneseAndForgetsTheText() throws Exception {
        send("ichiro@minato.example", Locale.JAPANESE, "株式会社あおぞら製作所 𠮷田 髙");

        var message = received("ichiro@minato.example");

        assertThat(message.getSubject()).contains("株式会社あおぞら製作所 𠮷田 髙");
        assertThat(message.getContentType()).startsWith("text/plain");
        assertThat((String) message.getContent()).contains("株式会社あおぞら製作所 𠮷田 髙");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        await().atMost(PATIENCE).until(() -> find("ichiro@minato.example").state() == OutboxMessage.State.DELIVERED);
        assertThat(find("ichiro@minato.example").body()).isNull();
    }

    @Test
    void sendsNothingOfAnActThatDidNotHappen() {
        assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> {
                    send("nobody@minato.example", Locale.ENGLISH, "A");
                    throw new IllegalStateException("the act failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        send("somebody@minato.example", Locale.ENGLISH, "B");

        assertThat(SERVER.waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();
        assertThat(outbox.newest(Instant.parse("9999-01-01T00:00:00Z"), 100))
                .noneMatch(message -> message.recipient().equals("nobody@minato.example"));
    }

    @Test
    void letsNoNameAddAHeader() throws Exception {
        send("saburo@minato.example", Locale.ENGLISH, "A\r\nBcc: spy@evil.example\r\n\r\nText");

        var message = received("saburo@minato.example");

        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(SERVER.getReceivedMessages()).hasSize(1);
    }

    @Test
    void refusesAnAddressThatIsTwo() {
        for (var address :
                new String[] {"a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example", "A <a@b.example>", ""}) {
            assertThatThrownBy(() -> send(address, Locale.ENGLISH, "A")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void triesAgainWhenTheServerIsBack() throws Exception {
        SERVER.stop();
        try {
            send("shiro@minato.example", Locale.ENGLISH, "A");
            await().atMost(PATIENCE).until(() -> find("shiro@minato.example").trouble() != null);
            var waiting = find("shiro@minato.example");
            assertThat(waiting.state()).isEqualTo(OutboxMessage.State.WAITING);
            assertThat(waiting.nextAttemptAt()).isAfter(waiting.createdAt().plusSeconds(20));
            assertThat(waiting.body()).isNotBlank();
        } finally {
            SERVER.start();
        }
        outbox.again(find("shiro@minato.example").id());

        assertThat(received("shiro@minato.example").getSubject()).isNotBlank();
    }

    @Test
    void waitsLongerEachTime() {
        assertThat(Delivery.pause(1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Delivery.pause(2)).isEqualTo(Duration.ofSeconds(60));
        assertThat(Delivery.pause(Delivery.MOST_ATTEMPTS)).isEqualTo(Duration.ofHours(6));
    }

    /// The same port before and after the server was down.
    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String to, Locale locale, String who) {
        mailer.send(new Mail(to, locale, "notify.test", Map.of("who", who)));
    }

    private OutboxMessage find(String recipient) {
        return outbox.newest(Instant.parse("9999-01-01T00:00:00Z"), 100).stream()
                .filter(message -> message.recipient().equals(recipient))
                .findFirst()
                .orElseThrow();
    }

    private static MimeMessage received(String recipient) throws Exception {
        assertThat(SERVER.waitForIncomingEmail(PATIENCE.toMillis(), 1)).isTrue();
        for (var message : SERVER.getReceivedMessages()) {
            if (message.getAllRecipients()[0].toString().equals(recipient)) {
                return message;
            }
        }
        throw new AssertionError("No message to " + recipient);
    }
}
