package wariin.enrolment.acme;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import wariin.enrolment.EnrolmentSettings;
import wariin.enrolment.acme.AcmeProblem.Type;

/// Reads what people or their programs answered to challenge mails (RFC 8823, 3.2), and decides.
@Component
class MailReplies {

    private static final Logger log = LoggerFactory.getLogger(MailReplies.class);
    private static final Pattern ANSWER =
            Pattern.compile("(?m)^-----BEGIN ACME RESPONSE-----\\s*$([A-Za-z0-9_\\-=\\s]{1,200}?)"
                    + "^-----END ACME RESPONSE-----\\s*$");
    /// Whatever stands before the label is the reader's sign of an answer.
    private static final Pattern SUBJECT = Pattern.compile("ACME:([A-Za-z0-9_-]{22,100})$");
    private static final int DEEPEST = 5;

    private final AuthorizationRegister register;
    private final AccountRegister accounts;
    private final AcmeAuthorizations authorizations;
    private final ReplySignature signatures;
    private final EnrolmentSettings settings;
    private final Clock clock;

    MailReplies(
            AuthorizationRegister register,
            AccountRegister accounts,
            AcmeAuthorizations authorizations,
            ReplySignature signatures,
            EnrolmentSettings settings,
            Clock clock) {
        this.register = register;
        this.accounts = accounts;
        this.authorizations = authorizations;
        this.signatures = signatures;
        this.settings = settings;
        this.clock = clock;
    }

    /// Takes one letter as it arrived. One that answers no open challenge of ours is left alone.
    void take(byte[] letter) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(letter));
            var challenge = challenge(message);
            var answer = answer(message, 0);
            if (challenge.isPresent() && answer.isPresent()) judge(letter, message, challenge.get(), answer.get());
        } catch (MessagingException | IOException broken) {
            log.atWarn().log("A letter could not be read: {}", String.valueOf(broken.getMessage()));
        }
    }

    /// The Message-ID that is answered has 128 random bits and the token of the subject 256: nobody finds a challenge
    /// who did not get its mail. The first should be there, the second is.
    private Optional<Challenge> challenge(MimeMessage message) throws MessagingException {
        var answered = message.getHeader("In-Reply-To", " ");
        var ids = answered == null ? new String[0] : answered.strip().split("\\s+");
        var token = SUBJECT.matcher(subject(message));
        return Stream.concat(
                        Arrays.stream(ids).limit(5).flatMap(id -> register.byMessage(id).stream()),
                        token.find() ? register.byMailedToken(token.group(1)).stream() : Stream.empty())
                .filter(one -> one.status() == Challenge.Status.pending || one.status() == Challenge.Status.processing)
                .findFirst();
    }

    private void judge(byte[] letter, MimeMessage message, Challenge challenge, String answer)
            throws MessagingException {
        var authorization =
                register.authorization(challenge.authorization()).orElseThrow().at(clock.instant());
        if (authorization.status() != Authorization.Status.pending) return;
        var account = accounts.find(authorization.account()).orElseThrow();
        var address = authorization.identifier().value();
        var fault = fault(message, challenge, address);
        if (fault.isPresent()) {
            authorizations.failed(account, challenge, AcmeProblem.of(Type.incorrectResponse, fault.get()));
            return;
        }
        var method = signatures.method(letter, address, message.getHeader("In-Reply-To") != null);
        if (method.isEmpty()) {
            authorizations.failed(
                    account,
                    challenge,
                    AcmeProblem.of(
                            Type.unauthorized,
                            "The reply is signed neither by its domain (DKIM) nor by a certificate of ours (S/MIME)"));
        } else if (!digest(challenge.keyAuthorization(account.key())).equals(answer)) {
            authorizations.failed(
                    account, challenge, AcmeProblem.of(Type.incorrectResponse, "The reply has another answer in it"));
        } else {
            authorizations.proven(account, challenge, Map.of("method", "email-reply-00 " + method.get()));
        }
    }

    private Optional<String> fault(MimeMessage message, Challenge challenge, String address) throws MessagingException {
        var from = message.getFrom();
        var sender = from != null && from.length == 1 && from[0] instanceof InternetAddress one
                ? Identifier.email(one.getAddress()).map(Identifier::value).orElse("")
                : "";
        if (!sender.equals(address)) return Optional.of("The reply did not come from the address");
        var subjects = message.getHeader("Subject");
        if (subjects == null || subjects.length != 1 || !subject(message).endsWith("ACME:" + challenge.mailedToken())) {
            return Optional.of("The subject of the reply is another one");
        }
        if (fromList(message)) return Optional.of("The reply came through a mailing list");
        var to = message.getRecipients(Message.RecipientType.TO);
        var ours = to != null
                && Arrays.stream(to)
                        .anyMatch(one -> one instanceof InternetAddress mail
                                && settings.mailbox().address().equalsIgnoreCase(mail.getAddress()));
        return ours ? Optional.empty() : Optional.of("The reply was not sent to the address of the challenge");
    }

    /// Servers may fold it anywhere, so white space in it says nothing (RFC 8823, 3.1).
    private static String subject(MimeMessage message) throws MessagingException {
        return String.valueOf(message.getSubject()).replaceAll("\\s", "");
    }

    private static boolean fromList(MimeMessage message) throws MessagingException {
        return Collections.list(message.getAllHeaders()).stream()
                .map(Header::getName)
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("list-"));
    }

    /// The answer stands between two lines of the first text that has them. The text is the whole letter, one of its
    /// alternatives (RFC 8823, 3.2), or the signed part of one with a signature of ours.
    private static Optional<String> answer(Part part, int depth) throws MessagingException, IOException {
        if (depth > DEEPEST) return Optional.empty();
        if (part.isMimeType("text/plain")) {
            var bytes = part.getInputStream().readNBytes(64 * 1024);
            var found = ANSWER.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
            return found.find() ? Optional.of(found.group(1).replaceAll("[\\s=]", "")) : Optional.empty();
        }
        var carries = part.isMimeType("multipart/alternative") || part.isMimeType("multipart/signed");
        if (carries && part.getContent() instanceof Multipart parts) {
            for (var n = 0; n < Math.min(parts.getCount(), 10); n++) {
                BodyPart one = parts.getBodyPart(n);
                var found = answer(one, depth + 1);
                if (found.isPresent()) return found;
            }
        }
        return Optional.empty();
    }

    private static String digest(String keyAuthorization) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(keyAuthorization.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
