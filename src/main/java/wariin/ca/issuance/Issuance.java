package wariin.ca.issuance;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.application.Sha256;
import wariin.ca.issuance.StoredCertificate.State;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyId;
import wariin.x509.CertificateContent;
import wariin.x509.CertificateLinter;
import wariin.x509.CertificateProfile;
import wariin.x509.Certificates;

/// Issues the platform's own certificates one by one, in two transactions around the key, so that a crash leaves an
/// intent and never a doubt.
@Component
public class Issuance {
    private static final Logger log = LoggerFactory.getLogger(Issuance.class);
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    /// The key that signs; a root has it before it has a certificate.
    public record Signer(String name, KeyId key, PublicKey publicKey) {}

    private final CertificateRegister certificates;
    private final IntentRegister intents;
    private final AuthorityKeys keys;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Issuance(
            CertificateRegister certificates,
            IntentRegister intents,
            AuthorityKeys keys,
            Journal journal,
            TransactionTemplate transactions,
            Clock clock) {
        this.certificates = certificates;
        this.intents = intents;
        this.keys = keys;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The one certificate, or the intent to it, of an authority, unit or responder.
    public Optional<StoredCertificate> findByHolder(String holder) {
        return certificates.findByHolder(holder);
    }

    /// The newest responder's certificate of an authority.
    public Optional<StoredCertificate> newestResponder(String issuer) {
        return certificates.newestResponder(issuer);
    }

    /// Transaction 1: what will be signed, after the linter let it pass.
    public StoredCertificate intend(Signer issuer, CertificateContent content, String holder) {
        var linted = CertificateLinter.lint(content.toBeSigned(), content.profile(), issuer.publicKey())
                .orThrow();
        var intent = new Intent(
                content.serial(),
                true,
                issuer.name(),
                content.profile().id(),
                holder,
                Sha256.of(content.subjectKey().getEncoded()),
                linted.toBeSigned(),
                content.notBefore(),
                content.notAfter());
        if (intents.intend(List.of(intent), clock.instant()).isEmpty()) {
            throw new IllegalStateException("The key of " + holder + " is known to be compromised");
        }
        return new StoredCertificate(
                intent.serial(), issuer.name(), intent.profile(), holder, intent.toBeSigned(), State.INTENDED, null);
    }

    /// The key, then transaction 2: the certificate, its journal entry, and what the caller adds.
    ///
    /// Crash before 2: the intent is found and signed again, the same bytes, or burned; the first
    /// signature was never seen by anybody.
    public X509Certificate finish(
            Signer issuer, StoredCertificate intent, Map<String, String> facts, Consumer<X509Certificate> also) {
        var linted = CertificateLinter.lint(
                        intent.toBeSigned(), CertificateProfile.of(intent.profile()), issuer.publicKey())
                .orThrow();
        var certificate = linted.signedBy(body -> keys.sign(issuer.key(), body));
        var der = Certificates.encoded(certificate);
        var mine = transactions.execute(_ -> {
            if (intents.settle(Map.of(intent.serial(), der), clock.instant()).isEmpty()) return false;
            journal.append(act(intent, der, facts));
            also.accept(certificate);
            return true;
        });
        if (!mine) return issuedElsewhere(intent);
        log.atInfo()
                .addKeyValue("serial", intent.serial())
                .addKeyValue("profile", intent.profile())
                .log("Certificate issued");
        return certificate;
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        burnIntentsBefore(clock.instant().minus(ABANDONED));
    }

    /// Burns what nobody finished; its number is never used.
    void burnIntentsBefore(Instant before) {
        transactions.executeWithoutResult(_ -> {
            for (var serial : intents.burnBefore(before, clock.instant())) {
                journal.append(Act.of("certificate-abandoned", serial.toString(), "system"));
                log.atWarn().addKeyValue("serial", serial).log("An unfinished certificate was abandoned");
            }
        });
    }

    private X509Certificate issuedElsewhere(StoredCertificate intent) {
        var stored = certificates.find(intent.serial()).orElseThrow();
        if (stored.der() == null) throw new IllegalStateException("The certificate was abandoned meanwhile; ask again");
        return Certificates.parse(stored.der());
    }

    private static Act act(StoredCertificate intent, byte[] der, Map<String, String> facts) {
        var all = new java.util.HashMap<>(facts);
        all.put("profile", intent.profile());
        all.put("sha256", HexFormat.of().formatHex(Sha256.of(der)));
        return new Act("certificate-issued", intent.serial().toString(), "system", all);
    }
}
