package wariin.ca.ceremony;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.ca.authority.Authority;
import wariin.ca.authority.AuthorityPurpose;
import wariin.ca.authority.TimeStampingUnit;
import wariin.ca.issuance.Issuance;
import wariin.ca.issuance.StoredCertificate;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyId;
import wariin.x509.Certificates;
import wariin.x509.KeyIdentifier;

/// The authorities, their responders and the time-stamping unit as they are now, made by the ceremony if need be.
@Component
public class Authorities {

    /// Signs status answers for one authority.
    public record Responder(Authority authority, KeyId key, X509Certificate certificate) {}

    /// As long as a document may take from its time-stamp to its evidence.
    private static final Duration ABOUT_A_SWITCH = Duration.ofHours(1);

    private final KeyCeremony ceremony;
    private final AuthorityRegister register;
    private final Issuance issuance;
    private final AuthorityKeys keys;
    private volatile List<Responder> responders = List.of();
    private volatile List<Authority> all = List.of();
    private final Clock clock;
    private volatile List<TimeStampingUnit> units = List.of();
    private volatile Map<String, X509Certificate> crosses = Map.of();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    Authorities(KeyCeremony ceremony, AuthorityRegister register, Issuance issuance, AuthorityKeys keys, Clock clock) {
        this.clock = clock;
        this.ceremony = ceremony;
        this.register = register;
        this.issuance = issuance;
        this.keys = keys;
        ceremony.perform();
        load();
    }

    public List<Authority> all() {
        return all;
    }

    /// Where chains end, of all trees and generations; somebody else's too, where this platform stands below it.
    public List<Authority> roots() {
        return all.stream()
                .filter(one -> one.isRoot() && BroughtChain.isSelfIssued(one.certificate()))
                .toList();
    }

    public Authority root() {
        return current(HierarchyPlan.ROOT).orElseThrow();
    }

    public Optional<Authority> named(String name) {
        return all.stream().filter(authority -> authority.name().equals(name)).findFirst();
    }

    /// The generation of a line that issues.
    public Optional<Authority> current(String line) {
        return all.stream()
                .filter(authority -> authority.current() && authority.line().equals(line))
                .findFirst();
    }

    /// The current authority of a purpose. A chain is of one kind where there are authorities of that kind: RSA keys of
    /// persons go under the RSA authority, and ML-DSA keys of time-stamping units under the ML-DSA root.
    public Authority issuerFor(AuthorityPurpose purpose, String keyAlgorithm) {
        var fitting = all.stream()
                .filter(authority -> authority.current() && authority.purpose() == purpose)
                .toList();
        return fitting.stream()
                .filter(authority -> kind(authority).equals(keyAlgorithm))
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .orElseThrow(() -> new IllegalStateException("No authority issues for " + purpose));
    }

    private static String kind(Authority authority) {
        var algorithm = authority.certificate().getPublicKey().getAlgorithm();
        return algorithm.equals("ECDSA") ? "EC" : algorithm;
    }

    public Optional<Authority> issuerOf(X509Certificate certificate) {
        var key = KeyIdentifier.ofIssuer(certificate);
        return all.stream()
                .filter(authority -> Arrays.equals(
                        key, KeyIdentifier.of(authority.certificate().getPublicKey())))
                .findFirst();
    }

    /// Empty for one that answers nothing.
    public Optional<Responder> responder(Authority authority) {
        return responders.stream()
                .filter(responder -> responder.authority().name().equals(authority.name()))
                .findFirst();
    }

    /// All of them; another list once they were renewed.
    public List<Responder> responders() {
        return responders;
    }

    /// The unit that signs where nobody asks for another one.
    public TimeStampingUnit unit() {
        return units().getFirst();
    }

    /// The generation of each unit that signs now.
    public List<TimeStampingUnit> units() {
        var now = clock.instant();
        var serving = new LinkedHashMap<String, TimeStampingUnit>();
        for (var unit : units) if (!unit.servesFrom().isAfter(now)) serving.put(unit.line(), unit);
        return List.copyOf(serving.values());
    }

    /// Those too that signed before, and those that will; of one unit the oldest first.
    public List<TimeStampingUnit> allUnits() {
        return units;
    }

    /// Those whose tokens may just now be put into documents: about a switch there are two.
    public List<TimeStampingUnit> recentUnits() {
        var unit = unit();
        if (unit.servesFrom().isBefore(clock.instant().minus(ABOUT_A_SWITCH))) return List.of(unit);
        return units.stream()
                .filter(one ->
                        one.line().equals(unit.line()) && !one.servesFrom().isAfter(unit.servesFrom()))
                .toList();
    }

    /// What the roots of later generations have from the ones before them, by the names of these certificates.
    public Map<String, X509Certificate> crosses() {
        return crosses;
    }

    /// The certificate by which those reach a root who trust only the one before it.
    public Optional<X509Certificate> crossOf(X509Certificate root) {
        return all.stream()
                .filter(one -> one.certificate().equals(root))
                .map(one -> crosses.get(KeyCeremony.crossName(one.name())))
                .filter(Objects::nonNull)
                .findFirst();
    }

    @Scheduled(fixedDelay = 6, initialDelay = 6, timeUnit = TimeUnit.HOURS)
    void renewResponders() {
        ceremony.renewResponders();
        load();
    }

    /// Listeners hear of a new generation before anything is issued by it.
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /// A new generation was made, or came from outside.
    void changed() {
        load();
        listeners.forEach(Runnable::run);
    }

    /// Looks at the registers again.
    synchronized void load() {
        all = register.all();
        var loaded = new ArrayList<Responder>();
        for (var authority : all) {
            issuance.newestResponder(authority.name())
                    .ifPresent(stored ->
                            loaded.add(new Responder(authority, key(stored.holder()), certificate(stored.holder()))));
        }
        responders = List.copyOf(loaded);
        var known = new ArrayList<TimeStampingUnit>();
        for (var unit : ceremony.hierarchy().units()) {
            var first = issuance.findByHolder(unit.line()).map(StoredCertificate::der);
            if (first.isPresent()) known.add(unit(unit.line(), unit.line(), Instant.EPOCH));
            for (var later : ceremony.generations(unit)) {
                known.add(unit(later.name(), unit.line(), later.servesFrom()));
            }
        }
        units = List.copyOf(known);
        crosses = loadCrosses();
    }

    private Map<String, X509Certificate> loadCrosses() {
        var loaded = new LinkedHashMap<String, X509Certificate>();
        for (var root : all) {
            if (!root.isRoot()) continue;
            var name = KeyCeremony.crossName(root.name());
            issuance.findByHolder(name)
                    .map(StoredCertificate::der)
                    .ifPresent(der -> loaded.put(name, Certificates.parse(der)));
        }
        return loaded;
    }

    private TimeStampingUnit unit(String name, String line, Instant servesFrom) {
        return new TimeStampingUnit(name, line, key(name), certificate(name), servesFrom);
    }

    private KeyId key(String holder) {
        return keys.find(CeremonySteps.purpose(holder)).orElseThrow().id();
    }

    private X509Certificate certificate(String holder) {
        return issuance.findByHolder(holder)
                .map(StoredCertificate::der)
                .map(Certificates::parse)
                .orElseThrow();
    }
}
