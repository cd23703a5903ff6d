package wariin.ca.ceremony;

import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import wariin.ca.application.Sha256;
import wariin.ca.ceremony.KeyCeremony.Books;
import wariin.ca.ceremony.KeyCeremony.Writing;
import wariin.ca.issuance.Issuance;
import wariin.ca.issuance.Issuance.Signer;
import wariin.ca.issuance.StoredCertificate;
import wariin.ca.issuance.StoredCertificate.State;
import wariin.journal.Act;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeyPairInfo;
import wariin.x509.CertificateContent;
import wariin.x509.Certificates;

/// The steps that a ceremony consists of: each is done once, recorded with its result, and goes on after a crash.
///
/// @param witness hears of each point at which a crash would leave another state
/// @param actor who has them done
record CeremonySteps(
        Books books, Writing writing, AuthorityKeys keys, Issuance issuance, Consumer<String> witness, String actor) {

    CeremonySteps by(String other) {
        return new CeremonySteps(books, writing, keys, issuance, witness, other);
    }

    KeyPairInfo key(String holder, KeyAlgorithm algorithm) {
        var step = holder + " key";
        witness.accept(step);
        if (books.ceremony().has(step)) return keys.find(purpose(holder)).orElseThrow();
        var key = keys.generate(algorithm, purpose(holder));
        witness.accept(step + " made");
        record(step, key.publicKey().getEncoded());
        return key;
    }

    void certificate(
            String holder, Signer issuer, Supplier<CertificateContent> content, Consumer<X509Certificate> also) {
        var step = holder + " certificate";
        witness.accept(step);
        var stored = issuance.findByHolder(holder);
        if (stored.isPresent() && stored.get().state() == State.ISSUED) return;
        var intent = stored.orElseGet(() -> issuance.intend(issuer, content.get(), holder));
        witness.accept(step + " intended");
        issuance.finish(issuerOf(intent, issuer), intent, Map.of("holder", holder), made -> {
            also.accept(made);
            add(step, Certificates.encoded(made));
            witness.accept(step + " about to commit");
        });
        witness.accept(step + " issued");
    }

    /// An intent is finished by the one that it was begun by, though another generation may be current since.
    private Signer issuerOf(StoredCertificate intent, Signer proposed) {
        if (intent.issuer().equals(proposed.name())) return proposed;
        var begun = books.authorities().find(intent.issuer()).orElseThrow();
        return new Signer(begun.name(), begun.keyHere(), begun.certificate().getPublicKey());
    }

    void record(String step, byte[] result) {
        writing.transactions().executeWithoutResult(_ -> add(step, result));
    }

    /// In the caller's transaction.
    void add(String step, byte[] result) {
        var sha256 = Sha256.of(result);
        var facts = Map.of("step", step, "sha256", HexFormat.of().formatHex(sha256));
        var entry = writing.journal().append(new Act("ceremony-step", step, actor, facts));
        books.ceremony().add(step, sha256, writing.clock().instant(), entry);
    }

    static String purpose(String holder) {
        return "ca:" + holder;
    }
}
