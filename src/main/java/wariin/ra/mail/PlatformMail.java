package wariin.ra.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificationAuthority;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.PreparedOutcome;
import wariin.ca.revocation.RevocationReason;
import wariin.identity.Consent;
import wariin.identity.Consents;
import wariin.identity.CurrentUser;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeyId;
import wariin.notify.OutgoingSignature;
import wariin.notify.SenderAddress;
import wariin.ra.mail.MailAgreementRegister.Agreement;
import wariin.ra.mail.MailAgreementRegister.Certified;
import wariin.x509.AlternativeName;
import wariin.x509.CertificateProfile;
import wariin.x509.Certificates;
import wariin.x509.DistinguishedName;
import wariin.x509.SerialNumber;

/// The mail certificate of the platform's own sender address: an operator signs once what it shall say, the platform
/// makes a key, certifies it, signs every letter with it, and renews it a month before it ends.
///
/// A crash between certificate and register leaves a certificate that signs nothing; the next round makes another.
@Service
public class PlatformMail implements OutgoingSignature {

    /// What an operator is asked to sign.
    public record Ballot(
            String text, String sha256, @Nullable String passkeyOptions, boolean pin) {}

    /// What is in force.
    ///
    /// @param signs whether letters are signed now: the sender's address is that of the certificate, which is valid
    public record State(
            String address,
            String organisation,
            Instant agreedAt,
            @Nullable X509Certificate certificate,
            boolean signs) {

        public @Nullable Instant notBefore() {
            return certificate == null ? null : certificate.getNotBefore().toInstant();
        }

        public @Nullable Instant notAfter() {
            return certificate == null ? null : certificate.getNotAfter().toInstant();
        }
    }

    /// What became of an operator's signature.
    public enum Outcome {
        DONE,
        /// Asked too long ago, or answered already.
        NOT_ASKED,
        WRONG_PROOF,
        /// The certificate would not be one of its profile.
        UNFIT
    }

    /// With what certificates are made.
    @Component("platformMailIssuing")
    record Issuing(CertificationAuthority authority, AuthorityKeys keys) {}

    /// With what it is written.
    @Component("platformMailWriting")
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private static final Logger log = LoggerFactory.getLogger(PlatformMail.class);
    private static final Duration VALID = Duration.ofDays(365);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final Duration QUESTION_LASTS = Duration.ofMinutes(10);

    private final MailAgreementRegister register;
    private final SenderAddress sender;
    private final Consents consents;
    private final Issuing issuing;
    private final Writing writing;

    PlatformMail(
            MailAgreementRegister register, SenderAddress sender, Consents consents, Issuing issuing, Writing writing) {
        this.register = register;
        this.sender = sender;
        this.consents = consents;
        this.issuing = issuing;
        this.writing = writing;
    }

    public String address() {
        return sender.value();
    }

    public Optional<State> state() {
        return register.current().map(agreement -> {
            var newest = register.newest(agreement.id());
            var certificate =
                    newest.map(Certified::certificate).map(Certificates::parse).orElse(null);
            var signs = agreement.address().equals(sender.value())
                    && newest.filter(this::valid).isPresent();
            return new State(agreement.address(), agreement.organisation(), agreement.agreedAt(), certificate, signs);
        });
    }

    /// What the operator would sign; empty when their organisation has no corporate number or the address no domain.
    public Optional<Ballot> ask(CurrentUser operator) {
        var organisation = operator.organisation();
        if (!operator.operator() || organisation.number() == null || !certifiable()) return Optional.empty();
        var now = now();
        var profile = CertificateProfile.MAIL_ORGANISATION;
        var text = """
                wariin platform mail 1
                The platform signs its mail with certificates that say this, each renewed before it ends, until an \
                operator ends it.
                address: %s
                organisation: %s
                corporate number: %s
                profile: %s
                profile sha-256: %s
                operator: %s
                asked at: %s
                """.formatted(
                        sender.value(),
                        organisation.name(),
                        organisation.number(),
                        profile.id(),
                        profile.sha256(),
                        operator.user().id(),
                        now.truncatedTo(ChronoUnit.MILLIS));
        var challenge = hash(text);
        var user = operator.user().id();
        var named = organisation.name() + "\n" + organisation.number();
        register.ask(UUID.randomUUID(), sender.value(), named, text, challenge, user, now);
        return Optional.of(new Ballot(
                text,
                HexFormat.of().formatHex(challenge),
                consents.passkeyOptions(user, challenge),
                consents.hasPin(user)));
    }

    /// Never inside a transaction: keys are used.
    public Outcome agree(CurrentUser operator, String sha256, Consent consent) {
        if (!operator.operator() || !sha256.matches("[0-9a-f]{64}")) return Outcome.NOT_ASKED;
        var challenge = HexFormat.of().parseHex(sha256);
        var user = operator.user().id();
        if (!register.isOpen(challenge, user, now().minus(QUESTION_LASTS))) return Outcome.NOT_ASKED;
        var given = consents.verify(user, challenge, consent);
        if (given.isEmpty()) return Outcome.WRONG_PROOF;
        var agreed = writing.transactions().execute(_ -> {
            if (!register.agree(challenge, given.get().assertion(), now())) return false;
            var facts = Map.of("address", sender.value(), "sha256", sha256);
            writing.journal().append(new Act("platform-mail-agreed", sha256, operator.getName(), facts));
            return true;
        });
        if (!Boolean.TRUE.equals(agreed)) return Outcome.NOT_ASKED;
        return certify(register.current().orElseThrow()) ? Outcome.DONE : Outcome.UNFIT;
    }

    /// Letters leave unsigned from now on, and the certificate is revoked.
    public void end(CurrentUser operator) {
        if (!operator.operator()) return;
        var agreement = register.current();
        if (agreement.isEmpty()) return;
        var newest = register.newest(agreement.get().id());
        var ended = writing.transactions().execute(_ -> {
            if (!register.end(agreement.get().id(), now())) return false;
            writing.journal()
                    .append(Act.of("platform-mail-ended", agreement.get().id().toString(), operator.getName()));
            return true;
        });
        if (Boolean.TRUE.equals(ended)) {
            newest.ifPresent(one -> issuing.authority()
                    .revoke(
                            SerialNumber.of(one.serial()),
                            RevocationReason.CESSATION_OF_OPERATION,
                            operator.getName()));
        }
    }

    @Override
    public Optional<byte[]> over(String from, byte[] entity) {
        var agreement = register.current().filter(one -> one.address().equals(from));
        if (agreement.isEmpty()) return Optional.empty();
        var newest = register.newest(agreement.get().id()).filter(this::valid);
        if (newest.isEmpty()) throw new IllegalStateException("The certificate of " + from + " has ended");
        var chain = issuing.authority().chain(Certificates.parse(newest.get().certificate()));
        var key = new KeyId(newest.get().keyId());
        return Optional.of(CmsSignature.over(
                entity,
                chain.subList(0, chain.size() - 1),
                now(),
                body -> issuing.keys().sign(key, body)));
    }

    /// Also makes the first one, if the platform stopped between the operator's signature and the certificate.
    @Scheduled(fixedDelay = 60, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void renew() {
        register.current().filter(this::due).ifPresent(agreement -> {
            if (!certify(agreement)) log.atError().log("The certificate of the platform's mail cannot be renewed");
        });
    }

    private boolean due(Agreement agreement) {
        var newest = register.newest(agreement.id());
        return newest.isEmpty()
                || newest.get().notAfter().isBefore(now().plus(RENEWED_BEFORE))
                || issuing.authority().isRevoked(Certificates.parse(newest.get().certificate()));
    }

    private boolean certify(Agreement agreement) {
        var number = register.nextNumber();
        var key = issuing.keys().generate(KeyAlgorithm.EC_P256, "mail:platform-" + number);
        var organisation = agreement.organisation().split("\n", 2);
        var subject = new DistinguishedName("JP", organisation[0], "NTRJP-" + organisation[1], organisation[0], null);
        var application = new CertificateApplication(
                CertificateProfile.MAIL_ORGANISATION,
                key.publicKey(),
                subject,
                List.of(new AlternativeName.Mailbox(agreement.address())),
                VALID,
                null,
                agreement.id().toString());
        var prepared = issuing.authority().prepare(application);
        if (!(prepared instanceof PreparedOutcome.Prepared(var body))) {
            log.atWarn().log("The platform's mail certificate is unfit: {}", prepared);
            return false;
        }
        var certificate = issuing.authority().issue(body, new OperatorPermit(body, agreement.id()));
        var certified = new Certified(
                number,
                key.id().value(),
                Certificates.encoded(certificate),
                body.serial().toString(),
                body.notAfter());
        return Boolean.TRUE.equals(writing.transactions().execute(_ -> {
            if (!register.add(agreement.id(), certified, now())) return false;
            writing.journal()
                    .append(Act.of("platform-mail-certified", body.serial().toString(), "system"));
            return true;
        }));
    }

    private boolean valid(Certified certified) {
        return certified.notAfter().isAfter(now());
    }

    /// A mailbox of this machine alone has no domain that a certificate could name.
    private boolean certifiable() {
        return sender.value().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    }

    private Instant now() {
        return writing.clock().instant();
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
