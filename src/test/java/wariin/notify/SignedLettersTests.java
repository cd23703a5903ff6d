package wariin.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import wariin.site.SiteSettingsFixture;
import wariin.x509.OpenSsl;

/// Letters that go through a real mail server with a signature beside them; OpenSSL makes and judges it.
class SignedLettersTests {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private final JavaMailSenderImpl way = new JavaMailSenderImpl();

    @TempDir
    Path folder;

    private OpenSsl openssl;

    @BeforeEach
    void start() {
        server.start();
        way.setHost("127.0.0.1");
        way.setPort(server.getSmtp().getPort());
        openssl = new OpenSsl(folder);
        done(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                "key.pem",
                "-out",
                "cert.pem",
                "-subj",
                "/CN=no-reply@sign.example.jp",
                "-days",
                "2",
                "-addext",
                "subjectAltName=email:no-reply@sign.example.jp",
                "-addext",
                "keyUsage=critical,digitalSignature",
                "-addext",
                "extendedKeyUsage=emailProtection");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dear Hana,\n\nyour code is\n\n123456\n\nA line = with signs; and one that is very long, "
                        + "longer than the seventy-six characters that fit.\n.\n-- \nWariin\n",
                "From here on\na line begins like an envelope\nFrom there too\n",
                "𠮷田 花子 様\n\n確認コードは次のとおりです。\n\n123456\n\n-- \n割印\n"
            })
    void verifyAsTheyArrive(String text) throws Exception {
        carry("お知らせ 𠮷田 髙", text);

        var letter = received();

        assertThat(letter.getSubject()).isEqualTo("お知らせ 𠮷田 髙");
        assertThat(letter.getContentType()).contains("multipart/signed", "pkcs7-signature", "sha-256");
        var parts = (MimeMultipart) letter.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
                .isEqualTo(text);
        assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("smime.p7s");
        assertThat(verified(raw(letter)).output()).contains("Verification successful");
    }

    @Test
    void tellWhenTheyWereChanged() throws Exception {
        carry("Code", "Your code is 123456\n");
        var whole = raw(received());

        var changed = whole.replace("123456", "123457");

        assertThat(changed).isNotEqualTo(whole);
        assertThat(verified(changed).status()).isNotZero();
    }

    @Test
    void leaveUnsignedRatherThanNotAtAll() throws Exception {
        carry("Code", "Your code is 123456\n", (_, _) -> {
            throw new IllegalStateException("the token is out");
        });
        assertThat(received().getContentType()).startsWith("text/plain");

        server.purgeEmailFromAllMailboxes();
        carry("Code", "Your code is 123456\n", (_, _) -> Optional.empty());
        assertThat(received().getContentType()).startsWith("text/plain");
    }

    private void carry(String subject, String text) {
        carry(subject, text, (sender, entity) -> {
            assertThat(sender).isEqualTo("no-reply@sign.example.jp");
            return Optional.of(signed(entity));
        });
    }

    private void carry(String subject, String text, OutgoingSignature signature) {
        var rooms = new DefaultListableBeanFactory();
        rooms.registerSingleton("signature", signature);
        var sender = new SenderAddress(SiteSettingsFixture.at("https://sign.example.jp"), "");
        var postman = new Postman(sender, rooms.getBeanProvider(OutgoingSignature.class), Clock.systemUTC());
        var now = Instant.now();
        var message = new OutboxMessage(
                UUID.randomUUID(),
                "hana@minato.example",
                "ja",
                subject,
                text,
                OutboxMessage.State.WAITING,
                1,
                now,
                now,
                null,
                null);
        assertThat(postman.carry(way, message)).isInstanceOf(Postman.Outcome.Taken.class);
    }

    private byte[] signed(byte[] entity) {
        try {
            Files.write(folder.resolve("entity"), entity);
            done(
                    "cms",
                    "-sign",
                    "-binary",
                    "-md",
                    "sha256",
                    "-in",
                    "entity",
                    "-signer",
                    "cert.pem",
                    "-inkey",
                    "key.pem",
                    "-outform",
                    "DER",
                    "-out",
                    "signature");
            return Files.readAllBytes(folder.resolve("signature"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private OpenSsl.Result verified(String raw) throws IOException {
        Files.writeString(folder.resolve("letter.eml"), raw, StandardCharsets.UTF_8);
        return openssl.run("cms", "-verify", "-in", "letter.eml", "-CAfile", "cert.pem", "-purpose", "smimesign");
    }

    private void done(String... command) {
        var result = openssl.run(command);
        assertThat(result.status()).as(result.output()).isZero();
    }

    private MimeMessage received() {
        assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
        return server.getReceivedMessages()[0];
    }

    private static String raw(MimeMessage letter) throws Exception {
        var whole = new ByteArrayOutputStream();
        letter.writeTo(whole);
        return whole.toString(StandardCharsets.UTF_8);
    }
}
