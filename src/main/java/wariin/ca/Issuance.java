package wariin.ca;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificateRegister.Intent;
import wariin.ca.CertificateRegister.State;
import wariin.ca.CertificateRegister.Stored;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyId;
import wariin.x509.CertificateContent;
import wariin.x509.CertificateLinter;
import wariin.x509.CertificateProfile;
import wariin.x509.Certificates;

/// Issues a certificate in two transactions around the key, so that a crash leaves an intent and never a doubt.
@Component
class Issuance {
    private static final Logger log = LoggerFactory.getLogger(Issuance.class);

    /// The key that signs; a root has it before it has a certificate.
    record Signer(String name, KeyId key, PublicKey publicKey) {}

    private final CertificateRegister certificates;
    private final AuthorityKeys keys;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Issuance(
            CertificateRegister certificates,
            AuthorityKeys keys,
            Journal journal,
            TransactionTemplate transactions,
            Clock clock) {
        this.certificates = certificates;
        this.keys = keys;
        this.journal = journal;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Transaction 1: what will be signed, after the linter let it pass.
    Stored intend(Signer issuer, CertificateContent content, String holder) {
        var linted = CertificateLinter.lint(content.toBeSigned(), content.profile(), issuer.publicKey())
                .orThrow();
        var intent = new Intent(
                content.serial(),
                issuer.name(),
                content.profile(),
                holder,
                Sha256.of(content.subjectKey().getEncoded()),
                linted.toBeSigned(),
                content.notBefore(),
                content.notAfter());
        certificates.intend(intent, clock.instant());
        return new Stored(
                intent.serial(), issuer.name(), intent.profile(), holder, intent.toBeSigned(), State.INTENDED, null);
    }

    /// The key, then transaction 2: the certificate, its journal entry, and what the caller adds.
    ///
    /// Crash before 2: the intent is found and signed again, the same bytes, or burned; the first
    /// signature was never seen by anybody.
    X509Certificate finish(Signer issuer, Stored intent, Map<String, String> facts, Consumer<X509Certificate> also) {
        var linted = CertificateLinter.lint(intent.toBeSigned(), intent.profile(), issuer.publicKey())
                .orThrow();
        var certificate = linted.signedBy(body -> keys.sign(issuer.key(), body));
        var der = Certificates.encoded(certificate);
        var mine = transactions.execute(_ -> {
            if (!certificates.settle(intent.serial(), der, clock.instant())) return false;
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

    /// Burns what nobody finished; its number is never used.
    void burnIntentsBefore(Instant before) {
        transactions.executeWithoutResult(_ -> {
            for (var serial : certificates.burnIntentsBefore(before, clock.instant())) {
                journal.append(Act.of("certificate-abandoned", serial.toString(), "system"));
                log.atWarn().addKeyValue("serial", serial).log("An unfinished certificate was abandoned");
            }
        });
    }

    private X509Certificate issuedElsewhere(Stored intent) {
        var stored = certificates.find(intent.serial()).orElseThrow();
        if (stored.der() == null) throw new IllegalStateException("The certificate was abandoned meanwhile; ask again");
        return Certificates.parse(stored.der());
    }

    private static Act act(Stored intent, byte[] der, Map<String, String> facts) {
        var all = new java.util.HashMap<>(facts);
        all.put("profile", intent.profile().releasedName());
        all.put("sha256", HexFormat.of().formatHex(Sha256.of(der)));
        var actor = intent.profile() == CertificateProfile.SUBSCRIBER ? intent.holder() : "system";
        return new Act("certificate-issued", intent.serial().toString(), actor, all);
    }
}
