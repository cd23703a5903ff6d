package wariin.ca;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificateRegister.Stored;
import wariin.ca.Issuance.Signer;
import wariin.ca.RevocationOutcome.AlreadyRevoked;
import wariin.ca.RevocationOutcome.Expired;
import wariin.ca.RevocationOutcome.Revoked;
import wariin.ca.RevocationOutcome.UnknownSerial;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

/// Issues and revokes certificates and says what they are worth now (EN 319 411-1, 6.3 and 6.4).
@Service
public class CertificationAuthority {
    private static final Logger log = LoggerFactory.getLogger(CertificationAuthority.class);
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    /// What status is told from.
    @Component
    record Dissemination(StatusResponder responder, RevocationLists lists) {}

    /// What a revocation is written with.
    @Component
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private final Authorities authorities;
    private final CertificateRegister certificates;
    private final CertificateContents contents;
    private final Issuance issuance;
    private final Dissemination dissemination;
    private final Writing writing;

    CertificationAuthority(
            Authorities authorities,
            CertificateRegister certificates,
            CertificateContents contents,
            Issuance issuance,
            Dissemination dissemination,
            Writing writing) {
        this.authorities = authorities;
        this.certificates = certificates;
        this.contents = contents;
        this.issuance = issuance;
        this.dissemination = dissemination;
        this.writing = writing;
    }

    /// The trust anchor.
    public X509Certificate root() {
        return authorities.root().certificate();
    }

    /// The certificates of all authorities by the name that they have in addresses, the root first.
    public Map<String, X509Certificate> authorities() {
        var all = new LinkedHashMap<String, X509Certificate>();
        for (var authority : authorities.all()) all.put(authority.name(), authority.certificate());
        return all;
    }

    /// The unit that signs time-stamps where nobody asks for another one.
    public TimeStampingUnit timeStampingUnit() {
        return authorities.unit();
    }

    /// All units, the one that is used by default first.
    public List<TimeStampingUnit> timeStampingUnits() {
        return authorities.units();
    }

    /// From the certificate itself up to the root.
    public List<X509Certificate> chain(X509Certificate leaf) {
        var chain = new ArrayList<X509Certificate>();
        var current = leaf;
        chain.add(current);
        while (!current.equals(root())) {
            current = issuerOf(current).certificate();
            chain.add(current);
        }
        return List.copyOf(chain);
    }

    /// The issued certificate with this serial number.
    public Optional<X509Certificate> find(SerialNumber serial) {
        return certificates.find(serial).map(Stored::der).map(Certificates::parse);
    }

    /// Whether it was revoked, as of now.
    public boolean isRevoked(X509Certificate certificate) {
        return certificates.statuses(List.of(SerialNumber.of(certificate))).stream()
                .anyMatch(status -> status.revokedAt() != null);
    }

    /// Issues in two transactions around the key: never call it inside one.
    ///
    /// Repeated after a crash for the same key and subscriber it finishes what was begun.
    public X509Certificate issue(SubscriberRequest request) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A certificate is never issued inside a transaction");
        }
        var key = request.publicKey();
        var begun = certificates.findIntent(Sha256.of(key.getEncoded()), request.subscriber());
        var issuer = begun.flatMap(intent -> authorities.named(intent.issuer()))
                .orElseGet(() -> authorities.issuerFor(key.getAlgorithm()));
        var signer =
                new Signer(issuer.name(), issuer.keyHere(), issuer.certificate().getPublicKey());
        var intent = begun.orElseGet(
                () -> issuance.intend(signer, contents.subscriber(issuer, request), request.subscriber()));
        return issuance.finish(signer, intent, Map.of("level", request.level().name()), _ -> {});
    }

    /// The body of a certificate as the profile and the application say, linted; nothing is stored or signed yet.
    public PreparedOutcome prepare(CertificateApplication application) {
        throw new UnsupportedOperationException("follows");
    }

    /// Issues exactly the body that the permit names. Idempotent by serial number; never call it inside a transaction.
    public X509Certificate issue(PreparedCertificate certificate, IssuancePermit permit) {
        throw new UnsupportedOperationException("follows");
    }

    /// Issues many, in the order given. Where one fails, {@link NotIssued} says so after the others were tried: asked
    /// again, those that were issued come back as they are.
    public List<X509Certificate> issueAll(List<PermittedCertificate> certificates) {
        throw new UnsupportedOperationException("follows");
    }

    /// Puts on hold, where the profile allows it.
    public RevocationOutcome suspend(SerialNumber serial, String requester) {
        throw new UnsupportedOperationException("follows");
    }

    /// Takes a hold back; a revocation is never taken back.
    public RevocationOutcome reinstate(SerialNumber serial, String requester) {
        throw new UnsupportedOperationException("follows");
    }

    /// Revokes for ever; status answers say so at once.
    public RevocationOutcome revoke(SerialNumber serial, RevocationReason reason, String requester) {
        var outcome = writing.transactions().execute(_ -> decide(serial, reason, requester));
        // In a caller's transaction nothing is committed yet, and no key is used there: the next round makes the list.
        if (outcome instanceof Revoked && !TransactionSynchronizationManager.isActualTransactionActive()) {
            publishList(serial);
        }
        return outcome;
    }

    /// Certificates, answers and lists for the chain of this certificate and that of the time-stamping unit.
    ///
    /// The answers are made now, so they are younger than any signature made before the call.
    public StatusEvidence evidenceFor(X509Certificate leaf) {
        var chains = new LinkedHashSet<X509Certificate>(chain(leaf));
        chains.addAll(chain(authorities.unit().certificate()));
        var asked = new LinkedHashMap<SerialNumber, Authority>();
        var issuers = new LinkedHashMap<String, Authority>();
        for (var certificate : chains) {
            if (certificate.equals(root())) continue;
            var issuer = issuerOf(certificate);
            asked.put(SerialNumber.of(certificate), issuer);
            issuers.put(issuer.name(), issuer);
        }
        var all = new ArrayList<>(chains);
        var lists = new ArrayList<byte[]>();
        for (var issuer : issuers.values()) {
            all.add(authorities.responderOf(issuer).certificate());
            lists.add(dissemination.lists().newest(issuer.name()).orElseThrow().der());
        }
        var encoded = all.stream().map(Certificates::encoded).toList();
        return new StatusEvidence(encoded, dissemination.responder().fresh(asked), List.copyOf(lists));
    }

    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        issuance.burnIntentsBefore(writing.clock().instant().minus(ABANDONED));
    }

    private Authority issuerOf(X509Certificate certificate) {
        return authorities
                .issuerOf(certificate)
                .orElseThrow(() -> new IllegalArgumentException("The certificate was not issued here"));
    }

    private RevocationOutcome decide(SerialNumber serial, RevocationReason reason, String requester) {
        var now = now(); // a list has no fractions of a second

        // 1. Decide. Nothing is written yet, so a refusal leaves no trace to undo.
        var found = certificates.findForUpdate(serial);
        if (found.isEmpty()) return new UnknownSerial(serial);
        var status = found.get();
        if (status.revokedAt() != null) return new AlreadyRevoked(status.revokedAt());
        if (status.notAfter().isBefore(now)) return new Expired(status.notAfter());

        // 2. Write. From here on a failure throws, and the transaction takes everything back.
        certificates.markRevoked(serial, reason, now);
        writing.journal()
                .append(new Act("certificate-revoked", serial.toString(), requester, Map.of("reason", reason.name())));
        log.atInfo().addKeyValue("serial", serial).addKeyValue("reason", reason).log("Certificate revoked");
        return new Revoked(now);
    }

    /// The revocation stands whatever happens here: a list that fails now is made by the next round.
    private void publishList(SerialNumber serial) {
        try {
            var issuer = certificates.find(serial).map(Stored::issuer).flatMap(authorities::named);
            issuer.ifPresent(dissemination.lists()::publish);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("serial", serial).setCause(e).log("The list follows within a minute");
        }
    }

    private Instant now() {
        return writing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
