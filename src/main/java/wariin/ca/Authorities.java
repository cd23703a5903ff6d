package wariin.ca;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
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
    private final TimeStampingUnit unit;

    Authorities(
            KeyCeremony ceremony, AuthorityRegister register, CertificateRegister certificates, AuthorityKeys keys) {
        this.ceremony = ceremony;
        this.register = register;
        this.certificates = certificates;
        this.keys = keys;
        ceremony.perform();
        load();
        this.unit = new TimeStampingUnit(key(KeyCeremony.UNIT), certificate(KeyCeremony.UNIT));
    }

    List<Authority> all() {
        return all;
    }

    Authority root() {
        return named(KeyCeremony.ROOT).orElseThrow();
    }

    Optional<Authority> named(String name) {
        return all.stream().filter(authority -> authority.name().equals(name)).findFirst();
    }

    /// RSA keys go under the RSA authority where there is one, so that a chain is of one kind.
    Authority issuerFor(String keyAlgorithm) {
        var twin = keyAlgorithm.equals("RSA") ? named(KeyCeremony.ISSUING_RSA) : Optional.<Authority>empty();
        return twin.or(() -> named(KeyCeremony.ISSUING)).orElseThrow();
    }

    Optional<Authority> issuerOf(X509Certificate certificate) {
        var key = KeyIdentifier.ofIssuer(certificate);
        return all.stream()
                .filter(authority -> Arrays.equals(
                        key, KeyIdentifier.of(authority.certificate().getPublicKey())))
                .findFirst();
    }

    Responder responderOf(Authority authority) {
        return responders.stream()
                .filter(responder -> responder.authority().name().equals(authority.name()))
                .findFirst()
                .orElseThrow();
    }

    TimeStampingUnit unit() {
        return unit;
    }

    @Scheduled(fixedDelay = 6, initialDelay = 6, timeUnit = TimeUnit.HOURS)
    void renewResponders() {
        ceremony.renewResponders();
        load();
    }

    private void load() {
        all = register.all();
        var loaded = new ArrayList<Responder>();
        for (var authority : all) {
            certificates
                    .newestResponder(authority.name())
                    .ifPresent(stored ->
                            loaded.add(new Responder(authority, key(stored.holder()), certificate(stored.holder()))));
        }
        responders = List.copyOf(loaded);
    }

    private KeyId key(String holder) {
        return keys.find(KeyCeremony.purpose(holder)).orElseThrow().id();
    }

    private X509Certificate certificate(String holder) {
        return certificates
                .findByHolder(holder)
                .map(CertificateRegister.Stored::der)
                .map(Certificates::parse)
                .orElseThrow();
    }
}
