package wariin.enrolment.acme;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import wariin.enrolment.EnrolmentSettings;
import wariin.notify.OutgoingSignature;
import wariin.notify.SenderAddress;
import wariin.notify.SignedBody;

/// Writes challenge mails (RFC 8823, 3.1): from the platform's own address, whose mail certificate signs them, with the
/// mailbox of challenges to answer to.
///
/// The token is in the subject, so headers are signed too: the whole letter is once more inside of what is signed
/// (RFC 8551, 3.1). Without a certificate the mail server has to sign by DKIM, which RFC 8823 takes as well.
@Component
class ChallengeMail {

    private static final String END = "\r\n";
    private static final List<String> PROTECTED =
            List.of("From", "To", "Reply-To", "Subject", "Date", "Message-ID", "Auto-Submitted");

    private final SenderAddress sender;
    private final ObjectProvider<OutgoingSignature> signatures;
    private final EnrolmentSettings settings;
    private final MessageSource words;
    private final Clock clock;

    ChallengeMail(
            SenderAddress sender,
            ObjectProvider<OutgoingSignature> signatures,
            EnrolmentSettings settings,
            MessageSource words,
            Clock clock) {
        this.sender = sender;
        this.signatures = signatures;
        this.settings = settings;
        this.words = words;
        this.clock = clock;
    }

    /// One that cannot be signed though there is a certificate does not leave: it would be ignored, or help to forge.
    void write(MimeMessage letter, Challenge challenge, String address) throws MessagingException {
        letter.setFrom(new InternetAddress(sender.value(), true));
        letter.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
        letter.setReplyTo(
                new InternetAddress[] {new InternetAddress(settings.mailbox().address(), true)});
        letter.setSubject("ACME: " + challenge.mailedToken());
        letter.setSentDate(Date.from(clock.instant()));
        letter.setHeader("Message-ID", challenge.messageId());
        letter.setHeader("Auto-Submitted", "auto-generated; type=acme");
        var entity = whole(letter, "words-" + challenge.id());
        var signature = signature(entity);
        if (signature.isPresent()) {
            letter.setContent(new SignedBody(entity, signature.get(), "acme-" + challenge.id()));
        } else {
            letter.setText(text(Locale.JAPANESE) + "\n\n" + text(Locale.ENGLISH) + "\n", "UTF-8");
        }
    }

    private Optional<byte[]> signature(byte[] entity) throws MessagingException {
        var room = signatures.getIfAvailable();
        if (room == null) return Optional.empty();
        try {
            return room.over(sender.value(), entity);
        } catch (RuntimeException trouble) {
            throw new MessagingException("It cannot be signed: " + trouble.getMessage(), trouble);
        }
    }

    /// The letter with the headers that decide, octet by octet those outside. How the words are encoded stands in the
    /// parts, since a reader compares every header of the inner letter with the outer one.
    private byte[] whole(MimeMessage letter, String boundary) throws MessagingException {
        var whole = new ByteArrayOutputStream();
        write(whole, "Content-Type: message/rfc822; forwarded=no" + END + END);
        for (var name : PROTECTED) {
            write(whole, name + ": " + letter.getHeader(name, null) + END);
        }
        write(whole, "MIME-Version: 1.0" + END);
        write(whole, "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"" + END + END);
        for (var locale : List.of(Locale.JAPANESE, Locale.ENGLISH)) {
            write(whole, "--" + boundary + END + "Content-Language: " + locale.getLanguage() + END);
            whole.writeBytes(SignedBody.entity(text(locale) + "\n"));
            write(whole, END);
        }
        write(whole, "--" + boundary + "--" + END);
        return whole.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private String text(Locale locale) {
        return words.getMessage("enrolment.letter", null, locale);
    }
}
