package wariin.enrolment.acme;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.enrolment.EnrolmentSettings;

/// Looks for replies in the mailbox of challenges, over IMAP (RFC 9051). Letters stay there, marked as read.
@Component
class ReplyMailbox {

    private static final Logger log = LoggerFactory.getLogger(ReplyMailbox.class);
    private static final int MOST = 100;
    private static final int LARGEST = 512 * 1024;

    private final MailReplies replies;
    private final EnrolmentSettings settings;

    ReplyMailbox(MailReplies replies, EnrolmentSettings settings) {
        this.replies = replies;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${wariin.enrolment.mailbox.every:15s}", initialDelayString = "PT5S")
    void look() {
        var mailbox = settings.mailbox();
        if (!mailbox.configured()) return;
        try (var store = Session.getInstance(properties(mailbox)).getStore(mailbox.tls() ? "imaps" : "imap")) {
            store.connect(mailbox.host(), mailbox.port(), mailbox.user(), mailbox.password());
            try (var folder = store.getFolder(mailbox.folder())) {
                folder.open(Folder.READ_WRITE);
                read(folder);
            }
        } catch (MessagingException broken) {
            log.atWarn().log("The mailbox of challenges cannot be read: {}", String.valueOf(broken.getMessage()));
        }
    }

    private void read(Folder folder) throws MessagingException {
        var unread = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
        for (var n = 0; n < Math.min(unread.length, MOST); n++) {
            var bytes = bytes(unread[n]);
            // Marked first: a letter that breaks its reader is not read for ever.
            unread[n].setFlag(Flags.Flag.SEEN, true);
            replies.take(bytes);
        }
    }

    private static byte[] bytes(Message message) throws MessagingException {
        if (message.getSize() > LARGEST) return new byte[0];
        var bytes = new ByteArrayOutputStream();
        try {
            message.writeTo(bytes);
        } catch (IOException broken) {
            throw new MessagingException("A letter did not arrive as a whole", broken);
        }
        return bytes.toByteArray();
    }

    private static Properties properties(EnrolmentSettings.Mailbox mailbox) {
        var name = "mail." + (mailbox.tls() ? "imaps" : "imap");
        var properties = new Properties();
        properties.setProperty(name + ".connectiontimeout", "10000");
        properties.setProperty(name + ".timeout", "20000");
        properties.setProperty(name + ".ssl.checkserveridentity", "true");
        properties.setProperty(name + ".peek", "true");
        return properties;
    }
}
