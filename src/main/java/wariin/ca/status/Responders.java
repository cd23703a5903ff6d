package wariin.ca.status;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.ca.authority.Authority;
import wariin.ca.ceremony.Authorities;
import wariin.ca.ceremony.Authorities.Responder;
import wariin.keys.KeyId;
import wariin.x509.KeyIdentifier;
import wariin.x509.StatusAnswer.Signer;
import wariin.x509.StatusRequest.CertificateId;

/// Finds who answers for an issuer, by the hash of the issuer's key: of thousands as fast as of one.
@Component
class Responders {

    /// An authority, the key that answers for it, and what it writes into each answer.
    record Answering(
            Authority authority,
            KeyId key,
            X509Certificate certificate,
            Signer signer,
            byte[] sha1Name,
            byte[] sha256Name) {}

    private record Index(List<Responder> of, Map<Octets, Answering> byKey, Map<String, Answering> byName) {}

    private final Authorities authorities;
    private volatile Index index = new Index(List.of(), Map.of(), Map.of());

    Responders(Authorities authorities) {
        this.authorities = authorities;
    }

    /// Null if nobody here answers for the issuer, or the digest is unknown.
    @Nullable
    Answering of(CertificateId id) {
        if (id.digest() == null) return null;
        var found = index().byKey.get(new Octets(id.issuerKey()));
        if (found == null) return null;
        var name = id.digest().equals("SHA-1") ? found.sha1Name : found.sha256Name;
        return Arrays.equals(name, id.issuerName()) ? found : null;
    }

    Answering of(Authority authority) {
        var found = index().byName.get(authority.name());
        if (found == null) throw new IllegalStateException("Nobody answers for " + authority.name());
        return found;
    }

    /// Made again when responders were renewed or authorities were added.
    private Index index() {
        var now = authorities.responders();
        var known = index;
        if (known.of == now) return known;
        var byKey = new HashMap<Octets, Answering>();
        var byName = new HashMap<String, Answering>();
        for (var responder : now) {
            var certificate = responder.authority().certificate();
            var name = certificate.getSubjectX500Principal();
            var answering = new Answering(
                    responder.authority(),
                    responder.key(),
                    responder.certificate(),
                    new Signer(responder.certificate()),
                    KeyIdentifier.ofName("SHA-1", name),
                    KeyIdentifier.ofName("SHA-256", name));
            byKey.put(new Octets(KeyIdentifier.hash("SHA-1", certificate.getPublicKey())), answering);
            byKey.put(new Octets(KeyIdentifier.hash("SHA-256", certificate.getPublicKey())), answering);
            byName.put(responder.authority().name(), answering);
        }
        var made = new Index(now, byKey, byName);
        index = made;
        return made;
    }
}
