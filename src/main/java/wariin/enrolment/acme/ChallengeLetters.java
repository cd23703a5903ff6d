package wariin.enrolment.acme;

import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.enrolment.EnrolmentSettings;

/// Mails the first part of a token to the address that is to be proven (RFC 8823, 3.1). Each challenge is claimed, then
/// its letter is sent outside of any transaction; a crash in between sends it twice at worst.
///
/// These letters do not go through the outbox: it would keep the token where operators read.
@Component
class ChallengeLetters {

    private static final Logger log = LoggerFactory.getLogger(ChallengeLetters.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int BATCH = 20;

    private final AuthorizationRegister register;
    private final ObjectProvider<JavaMailSender> server;
    private final EnrolmentSettings settings;
    private final ChallengeMail mail;
    private final Clock clock;

    ChallengeLetters(
            AuthorizationRegister register,
            ObjectProvider<JavaMailSender> server,
            EnrolmentSettings settings,
            ChallengeMail mail,
            Clock clock) {
        this.register = register;
        this.server = server;
        this.settings = settings;
        this.mail = mail;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
    void sendWhatWaits() {
        var configured = server.getIfAvailable();
        if (configured == null || !settings.mailbox().configured()) return;
        for (var challenge : register.claimLetters(clock.instant(), LEASE, BATCH)) {
            var authorization =
                    register.authorization(challenge.authorization()).orElseThrow();
            try {
                send(configured, challenge, authorization.identifier().value());
                register.mailed(challenge.id(), clock.instant());
            } catch (MailException | MessagingException refused) {
                log.atWarn()
                        .addKeyValue("challenge", challenge.id())
                        .log("A challenge could not be mailed: {}", String.valueOf(refused.getMessage()));
            }
        }
    }

    private void send(JavaMailSender server, Challenge challenge, String address) throws MessagingException {
        var letter = server.createMimeMessage();
        mail.write(letter, challenge, address);
        server.send(letter);
    }
}
