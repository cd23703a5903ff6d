package wariin.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/// Hands one message to the mail server (RFC 5321) and says what came of it.
@Component
class Postman {

    /// What the mail server answered.
    sealed interface Outcome {
        record Taken() implements Outcome {}

        record NotNow(String trouble) implements Outcome {}

        record Never(String trouble) implements Outcome {}
    }

    private static final Logger log = LoggerFactory.getLogger(Postman.class);

    private final SenderAddress sender;
    private final ObjectProvider<OutgoingSignature> signatures;
    private final Clock clock;

    Postman(SenderAddress sender, ObjectProvider<OutgoingSignature> signatures, Clock clock) {
        this.sender = sender;
        this.signatures = signatures;
        this.clock = clock;
    }

    Outcome carry(JavaMailSender server, OutboxMessage message) {
        try {
            var letter = server.createMimeMessage();
            letter.setFrom(new InternetAddress(sender.value(), "Wariin", StandardCharsets.UTF_8.name()));
            letter.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.recipient(), true));
            letter.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            letter.setSentDate(Date.from(clock.instant()));
            write(letter, message);
            letter.setHeader("Content-Language", message.locale());
            letter.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no out-of-office answers
            letter.setHeader("X-Wariin-Message", message.id().toString());
            server.send(letter);
            return new Outcome.Taken();
        } catch (MailException refused) {
            return refused instanceof MailSendException several && isFinal(several)
                    ? new Outcome.Never(trouble(refused))
                    : new Outcome.NotNow(trouble(refused));
        } catch (MessagingException | UnsupportedEncodingException malformed) {
            return new Outcome.Never(trouble(malformed));
        }
    }

    /// A letter that cannot be signed leaves unsigned: it may hold the code that somebody waits for.
    private void write(MimeMessage letter, OutboxMessage message) throws MessagingException {
        var text = String.valueOf(message.body());
        var entity = SignedBody.entity(text);
        var signature = signature(message, entity);
        if (signature.isPresent()) {
            letter.setContent(new SignedBody(entity, signature.get(), "wariin-" + message.id()));
        } else {
            letter.setText(text, StandardCharsets.UTF_8.name());
        }
    }

    private Optional<byte[]> signature(OutboxMessage message, byte[] entity) {
        var room = signatures.getIfAvailable();
        if (room == null) return Optional.empty();
        try {
            return room.over(sender.value(), entity);
        } catch (RuntimeException trouble) {
            log.atError().addKeyValue("message", message.id()).setCause(trouble).log("A message leaves unsigned");
            return Optional.empty();
        }
    }

    /// The server knows no such address; with a temporary refusal it would have called it valid and unsent.
    private static boolean isFinal(MailSendException refused) {
        return Stream.of(refused.getMessageExceptions())
                .anyMatch(failure -> failure instanceof SendFailedException failed
                        && failed.getInvalidAddresses() != null
                        && failed.getInvalidAddresses().length > 0);
    }

    private static String trouble(Exception refused) {
        var root = refused instanceof MailSendException several && several.getMessageExceptions().length > 0
                ? several.getMessageExceptions()[0]
                : refused;
        var text =
                String.valueOf(root.getMessage()).replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() > 500 ? text.substring(0, 500) : text;
    }
}
