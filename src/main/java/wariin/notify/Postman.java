package wariin.notify;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import wariin.site.SiteSettings;

/// Hands one message to the mail server (RFC 5321) and says what came of it.
@Component
class Postman {

    /// What the mail server answered.
    sealed interface Outcome {
        record Taken() implements Outcome {}

        record NotNow(String trouble) implements Outcome {}

        record Never(String trouble) implements Outcome {}
    }

    private final SiteSettings site;
    private final Clock clock;
    private final String from;

    Postman(SiteSettings site, Clock clock, @Value("${wariin.mail.from:}") String from) {
        this.site = site;
        this.clock = clock;
        this.from = from;
    }

    Outcome carry(JavaMailSender server, OutboxMessage message) {
        try {
            var letter = server.createMimeMessage();
            letter.setFrom(new InternetAddress(sender(), "Wariin", StandardCharsets.UTF_8.name()));
            letter.setRecipient(jakarta.mail.Message.RecipientType.TO, new InternetAddress(message.recipient(), true));
            letter.setSubject(message.subject(), StandardCharsets.UTF_8.name());
            letter.setSentDate(Date.from(clock.instant()));
            letter.setText(String.valueOf(message.body()), StandardCharsets.UTF_8.name());
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

    private String sender() {
        return from.isBlank() ? "no-reply@" + site.host() : from;
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
