package wariin.ca;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import wariin.ca.CertificateRegister.Stored;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyId;
import wariin.x509.Certificates;
import wariin.x509.KeyIdentifier;

/// The authorities, their responders and the time-stamping unit as they are now, made by the ceremony if need be.
@Component
class Authorities {

    /// Signs status answers for one authority.
    record Responder(Authority authority, KeyId key, X509Certificate certificate) {}

    private final KeyCeremony ceremony;
    private final AuthorityRegister register;
    private final CertificateRegister certificates;
    private final AuthorityKeys keys;
    private volatile List<Responder> responders = List.of();
    private volatile List<Authority> all = List.of();
    private volatile List<TimeStampingUnit> units = List.of();

    Authorities(
            KeyCeremony ceremony, AuthorityRegister register, CertificateRegister certificates, AuthorityKeys keys) {
        this.ceremony = ceremony;
        this.register = register;
        this.certificates = certificates;
        this.keys = keys;
        ceremony.perform();
        load();
    }

    List<Authority> all() {
        return all;
    }

    Authority root() {
        return current(HierarchyPlan.ROOT).orElseThrow();
    }

    Optional<Authority> named(String name) {
        return all.stream().filter(authority -> authority.name().equals(name)).findFirst();
    }

    /// The generation of a line that issues.
    Optional<Authority> current(String line) {
        return all.stream()
                .filter(authority -> authority.current() && authority.line().equals(line))
                .findFirst();
    }

    /// The current authority for persons.
    Authority issuerFor(String keyAlgorithm) {
        return issuerFor(AuthorityPurpose.PERSON, keyAlgorithm);
    }

    /// The current authority of a purpose. A chain is of one kind where there are authorities of that kind: RSA keys of
    /// persons go under the RSA authority, and ML-DSA keys of time-stamping units under the ML-DSA root.
    Authority issuerFor(AuthorityPurpose purpose, String keyAlgorithm) {
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

    Optional<Authority> issuerOf(X509Certificate certificate) {
        var key = KeyIdentifier.ofIssuer(certificate);
        return all.stream()
                .filter(authority -> Arrays.equals(
                        key, KeyIdentifier.of(authority.certificate().getPublicKey())))
                .findFirst();
    }

    Responder responderOf(Authority authority) {
        return responder(authority).orElseThrow();
    }

    /// Empty for one that answers nothing.
    Optional<Responder> responder(Authority authority) {
        return responders.stream()
                .filter(responder -> responder.authority().name().equals(authority.name()))
                .findFirst();
    }

    /// All of them; another list once they were renewed.
    List<Responder> responders() {
        return responders;
    }

    /// The unit that signs where nobody asks for another one.
    TimeStampingUnit unit() {
        return units.getFirst();
    }

    List<TimeStampingUnit> units() {
        return units;
    }

    @Scheduled(fixedDelay = 6, initialDelay = 6, timeUnit = TimeUnit.HOURS)
    void renewResponders() {
        ceremony.renewResponders();
        load();
    }

    /// Looks at the registers again.
    synchronized void load() {
        all = register.all();
        var loaded = new ArrayList<Responder>();
        for (var authority : all) {
            certificates
                    .newestResponder(authority.name())
                    .ifPresent(stored ->
                            loaded.add(new Responder(authority, key(stored.holder()), certificate(stored.holder()))));
        }
        responders = List.copyOf(loaded);
        units = ceremony.hierarchy().units().stream()
                .filter(unit ->
                        certificates.findByHolder(unit.name()).map(Stored::der).isPresent())
                .map(unit -> unit(unit.name()))
                .toList();
    }

    private TimeStampingUnit unit(String name) {
        return new TimeStampingUnit(name, key(name), certificate(name));
    }

    private KeyId key(String holder) {
        return keys.find(CeremonySteps.purpose(holder)).orElseThrow().id();
    }

    private X509Certificate certificate(String holder) {
        return certificates
                .findByHolder(holder)
                .map(Stored::der)
                .map(Certificates::parse)
                .orElseThrow();
    }
}
