package wariin.ca.issuance;

import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.application.NotIssued;
import wariin.ca.application.Sha256;
import wariin.ca.issuance.Issuance.Signer;
import wariin.ca.issuance.StoredCertificate.State;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.AuthorityKeys;
import wariin.x509.Certificates;
import wariin.x509.LintedCertificate;
import wariin.x509.SerialNumber;

/// Issues what waits together in two transactions around the keys: all intents, all signatures, all results with their
/// log entries. So the disk is asked twice for some hundred certificates, and a crash still leaves only intents.
///
/// What an order becomes depends on what stands in the register of its number: a certificate comes back as it is, an
/// intent to the same body is finished, a burned number stays burned.
@Component
public class IssuanceLine {

    /// A linted body, the key that signs it, and what the log shall say of it.
    public record Order(Signer signer, Intent intent, LintedCertificate linted, Map<String, String> facts) {
        public SerialNumber serial() {
            return intent.serial();
        }
    }

    /// What became of an order.
    sealed interface Result {
        record Issued(X509Certificate certificate) implements Result {}

        record Refused(NotIssued why) implements Result {}
    }

    private record Signed(Order order, X509Certificate certificate, byte[] der) {}

    private final CertificateRegister certificates;
    private final IntentRegister intents;
    private final AuthorityKeys keys;
    private final Journal journal;
    private final TransactionTemplate transactions;
    private final Clock clock;

    IssuanceLine(
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

    /// The issued certificate with this serial number.
    public Optional<X509Certificate> find(SerialNumber serial) {
        return certificates.find(serial).map(StoredCertificate::der).map(Certificates::parse);
    }

    /// An intent that a crash left for this key of this holder.
    public Optional<StoredCertificate> begun(PublicKey key, String holder) {
        return intents.findFor(Sha256.of(key.getEncoded()), holder);
    }

    /// The numbers of the orders differ. A failure of the database is thrown and leaves all of them open.
    Map<SerialNumber, Result> issue(List<Order> orders) {
        var results = new HashMap<SerialNumber, Result>();

        // 1. The intents, durable before any key is used.
        var wanted = orders.stream().map(Order::intent).toList();
        var fresh = transactions.execute(_ -> intents.intend(wanted, clock.instant()));
        var ready = ready(orders, fresh, results);

        // 2. The signatures. One that fails leaves its intent, to be finished when it is asked for again, or burned.
        var signed = new LinkedHashMap<SerialNumber, Signed>();
        for (var order : ready) {
            try {
                signed.put(order.serial(), sign(order));
            } catch (RuntimeException e) {
                results.put(
                        order.serial(), refused("The key of " + order.signer().name() + " cannot be used now", e));
            }
        }
        if (signed.isEmpty()) return results;

        // 3. The certificates and their log entries, together or not at all.
        var settled = transactions.execute(_ -> settle(signed));
        var lost = new ArrayList<Order>();
        for (var one : signed.values()) {
            if (settled.contains(one.order().serial())) {
                results.put(one.order().serial(), new Result.Issued(one.certificate()));
            } else {
                lost.add(one.order());
            }
        }
        ready(lost, Set.of(), results);
        lost.forEach(order -> results.putIfAbsent(order.serial(), refused("Somebody else issues it now", null)));
        return results;
    }

    /// The orders whose intents stand; for the others it is clear what became of them.
    private List<Order> ready(List<Order> orders, Set<SerialNumber> fresh, Map<SerialNumber, Result> results) {
        var others = orders.stream()
                .map(Order::serial)
                .filter(serial -> !fresh.contains(serial))
                .toList();
        if (others.isEmpty()) return orders;
        var known = new HashMap<SerialNumber, StoredCertificate>();
        intents.find(others).forEach(stored -> known.put(stored.serial(), stored));
        certificates.find(others).forEach(stored -> known.put(stored.serial(), stored));
        var ready = new ArrayList<Order>();
        for (var order : orders) {
            var stored = known.get(order.serial());
            if (fresh.contains(order.serial())) {
                ready.add(order);
            } else if (stored == null) {
                results.put(order.serial(), refused("The key is known to be compromised", null));
            } else if (!Arrays.equals(body(stored), order.intent().toBeSigned())) {
                results.put(order.serial(), refused("The serial number belongs to another certificate", null));
            } else {
                switch (stored.state()) {
                    case ISSUED -> results.put(order.serial(), new Result.Issued(Certificates.parse(stored.der())));
                    case INTENDED -> ready.add(order);
                    case BURNED ->
                        results.put(
                                order.serial(),
                                refused("The certificate was abandoned meanwhile; prepare it again", null));
                }
            }
        }
        return ready;
    }

    private Signed sign(Order order) {
        var certificate =
                order.linted().signedBy(body -> keys.sign(order.signer().key(), body));
        return new Signed(order, certificate, Certificates.encoded(certificate));
    }

    private Set<SerialNumber> settle(Map<SerialNumber, Signed> signed) {
        var ders = new LinkedHashMap<SerialNumber, byte[]>();
        signed.forEach((serial, one) -> ders.put(serial, one.der()));
        var settled = intents.settle(ders, clock.instant());
        journal.appendAll(signed.values().stream()
                .filter(one -> settled.contains(one.order().serial()))
                .map(IssuanceLine::act)
                .toList());
        return settled;
    }

    private static Act act(Signed one) {
        var intent = one.order().intent();
        var facts = new HashMap<>(one.order().facts());
        facts.put("profile", intent.profile());
        facts.put("sha256", HexFormat.of().formatHex(Sha256.of(one.der())));
        return new Act("certificate-issued", intent.serial().toString(), intent.holder(), facts);
    }

    private static byte[] body(StoredCertificate stored) {
        if (stored.state() != State.ISSUED) return stored.toBeSigned();
        try {
            return Certificates.parse(stored.der()).getTBSCertificate();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Result refused(String why, @Nullable Throwable cause) {
        return new Result.Refused(new NotIssued(why, cause));
    }
}
