package wariin.ca;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.IssuancePermit;
import wariin.ca.application.PermittedCertificate;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.application.PreparedOutcome;
import wariin.ca.application.SubscriberRequest;
import wariin.ca.authority.Authority;
import wariin.ca.authority.TimeStampingUnit;
import wariin.ca.ceremony.Authorities;
import wariin.ca.issuance.IssuanceLine;
import wariin.ca.issuance.IssuanceQueue;
import wariin.ca.revocation.RevocationOutcome;
import wariin.ca.revocation.RevocationReason;
import wariin.ca.revocation.StatusChanges;
import wariin.ca.status.RevocationLists;
import wariin.ca.status.StatusResponder;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

/// Issues and revokes certificates and says what they are worth now (EN 319 411-1, 6.3 and 6.4).
@Service
public class CertificationAuthority {
    private static final String NO_REVOCATION_AVAILABLE = "2.5.29.56"; // RFC 9608, 3

    /// What status is told from.
    @Component
    record Dissemination(StatusResponder responder, RevocationLists lists) {}

    /// The way of a certificate from the application to the register.
    @Component
    record Issuing(Preparation preparation, IssuanceQueue queue, IssuanceLine line) {}

    private final Authorities authorities;
    private final Issuing issuing;
    private final StatusChanges changes;
    private final Dissemination dissemination;

    CertificationAuthority(
            Authorities authorities, Issuing issuing, StatusChanges changes, Dissemination dissemination) {
        this.authorities = authorities;
        this.issuing = issuing;
        this.changes = changes;
        this.dissemination = dissemination;
    }

    /// The trust anchor under which is issued now; {@link #roots} has those before it too.
    public X509Certificate root() {
        return authorities.root().certificate();
    }

    /// A root of this platform, or somebody else's below which it stands.
    ///
    /// @param current whether authorities are certified under it
    public record Root(String name, X509Certificate certificate, boolean current) {}

    /// The trust anchors of all trees and generations.
    public List<Root> roots() {
        return authorities.roots().stream()
                .map(one -> new Root(one.name(), one.certificate(), one.current()))
                .toList();
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

    /// The key of each later root, certified by the root before it (RFC 9810, 4.4), by the name in its address.
    public Map<String, X509Certificate> crossCertificates() {
        return authorities.crosses();
    }

    /// Those units too that signed before and that will sign, of each the oldest first.
    public List<TimeStampingUnit> allTimeStampingUnits() {
        return authorities.allUnits();
    }

    /// The generation of each unit that signs now, the one that is used by default first.
    public List<TimeStampingUnit> timeStampingUnits() {
        return authorities.units();
    }

    /// From the certificate itself up to the root.
    public List<X509Certificate> chain(X509Certificate leaf) {
        var chain = new ArrayList<X509Certificate>();
        var current = leaf;
        chain.add(current);
        while (!isRoot(current)) {
            current = issuerOf(current).certificate();
            chain.add(current);
        }
        return List.copyOf(chain);
    }

    /// The issued certificate with this serial number.
    public Optional<X509Certificate> find(SerialNumber serial) {
        return issuing.line().find(serial);
    }

    /// Whether it was revoked, as of now.
    public boolean isRevoked(X509Certificate certificate) {
        return changes.isRevoked(SerialNumber.of(certificate));
    }

    /// The body of a certificate as the profile and the application say, linted; nothing is stored or signed yet.
    public PreparedOutcome prepare(CertificateApplication application) {
        return issuing.preparation().prepare(application);
    }

    /// The body of a certificate that is good for one act of signing and a day at most; its status is never told.
    ///
    /// @param act an id of the act, which becomes a part of the subject's serial number
    public PreparedOutcome prepareOneShot(SubscriberRequest request, String act) {
        return issuing.preparation().prepareOneShot(request, act);
    }

    /// Issues exactly the body that the permit names. Idempotent by serial number; never call it inside a transaction.
    public X509Certificate issue(PreparedCertificate certificate, IssuancePermit permit) {
        return issueAll(List.of(new PermittedCertificate(certificate, permit))).getFirst();
    }

    /// Issues many, in the order given. Where one fails, {@link NotIssued} says so after the others were tried: asked
    /// again, those that were issued come back as they are.
    public List<X509Certificate> issueAll(List<PermittedCertificate> permitted) {
        refuseTransactions();
        return issuing.queue()
                .issue(permitted.stream()
                        .map(one -> issuing.preparation().order(one.certificate(), one.permit()))
                        .toList());
    }

    /// Issues to somebody who signs here. Repeated after a crash for the same key and subscriber it finishes what was
    /// begun.
    public X509Certificate issue(SubscriberRequest request) {
        refuseTransactions();
        var prepared = issuing.preparation().prepared(request);
        var facts = Map.of("level", request.level().name());
        return issuing.queue()
                .issue(List.of(issuing.preparation().order(prepared, facts)))
                .getFirst();
    }

    /// Whether certificates are refused for this key, because others know it.
    public boolean isCompromised(PublicKey key) {
        return changes.isCompromised(key);
    }

    /// Revokes for ever; status answers say so at once.
    public RevocationOutcome revoke(SerialNumber serial, RevocationReason reason, String requester) {
        return changes.revoke(serial, reason, requester);
    }

    /// Puts on hold, where the profile allows it.
    public RevocationOutcome suspend(SerialNumber serial, String requester) {
        return changes.suspend(serial, requester);
    }

    /// Takes a hold back; a revocation is never taken back.
    public RevocationOutcome reinstate(SerialNumber serial, String requester) {
        return changes.reinstate(serial, requester);
    }

    /// Where the list of an authority is, behind the repository's address: the first one, where there are several.
    public String listPath(String authority) {
        return dissemination.lists().paths(authority).getFirst();
    }

    /// Certificates, answers and lists for the chain of this certificate and that of the time-stamping unit.
    ///
    /// The answers are made now, so they are younger than any signature made before the call. A
    /// one-shot certificate needs none: its chain is told of, it itself is not.
    public StatusEvidence evidenceFor(X509Certificate leaf) {
        var chains = new LinkedHashSet<X509Certificate>(chain(leaf));
        for (var unit : authorities.recentUnits()) chains.addAll(chain(unit.certificate()));
        for (var one : List.copyOf(chains)) {
            authorities.crossOf(one).ifPresent(cross -> {
                // Its own root a reader has or does not trust; the way from the former one it can only have from here.
                chains.remove(one);
                chains.add(cross);
                chains.addAll(chain(cross));
            });
        }
        var asked = new LinkedHashMap<SerialNumber, Authority>();
        var listed = new LinkedHashMap<SerialNumber, Authority>();
        var issuers = new LinkedHashMap<String, Authority>();
        for (var certificate : chains) {
            if (isRoot(certificate)) continue;
            var issuer = issuerOf(certificate);
            if (certificate.getExtensionValue(NO_REVOCATION_AVAILABLE) != null) continue;
            if (issuer.answers()) asked.put(SerialNumber.of(certificate), issuer);
            listed.put(SerialNumber.of(certificate), issuer);
            issuers.put(issuer.name(), issuer);
        }
        var all = new ArrayList<>(chains);
        for (var issuer : issuers.values()) {
            authorities.responder(issuer).ifPresent(responder -> all.add(responder.certificate()));
        }
        var lists = dissemination.lists().covering(listed);
        var encoded = all.stream().map(Certificates::encoded).toList();
        return new StatusEvidence(encoded, dissemination.responder().fresh(asked), lists);
    }

    private static boolean isRoot(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private Authority issuerOf(X509Certificate certificate) {
        return authorities
                .issuerOf(certificate)
                .orElseThrow(() -> new IllegalArgumentException("The certificate was not issued here"));
    }

    private static void refuseTransactions() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A certificate is never issued inside a transaction");
        }
    }
}
