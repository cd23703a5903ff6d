package wariin.ca;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.ca.Authorities.Responder;
import wariin.keys.AuthorityKeys;
import wariin.x509.CertificateStatus;
import wariin.x509.CertificateStatus.Good;
import wariin.x509.CertificateStatus.Revoked;
import wariin.x509.CertificateStatus.Unknown;
import wariin.x509.KeyIdentifier;
import wariin.x509.MalformedDer;
import wariin.x509.SerialNumber;
import wariin.x509.StatusAnswer;
import wariin.x509.StatusAnswer.Refusal;
import wariin.x509.StatusAnswer.Single;
import wariin.x509.StatusRequest;
import wariin.x509.StatusRequest.CertificateId;

/// Answers what a certificate is worth now (RFC 6960, RFC 9919; nonces as in RFC 9654).
@Service
public class StatusResponder {
    static final Duration VALIDITY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofHours(1);

    /// An answer in DER; what may be kept by others says from when until when it holds.
    public record StatusResponse(byte[] der, Optional<Validity> validity) {}

    public record Validity(Instant producedAt, Instant nextUpdate) {}

    /// A signed answer and the status that it tells: used again only while that is still the status.
    private record Kept(CertificateStatus status, StatusResponse response) {}

    private final Authorities authorities;
    private final CertificateRegister certificates;
    private final AuthorityKeys keys;
    private final Clock clock;
    private final Cache<ByteBuffer, Kept> kept =
            Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(KEPT).build();

    StatusResponder(Authorities authorities, CertificateRegister certificates, AuthorityKeys keys, Clock clock) {
        this.authorities = authorities;
        this.certificates = certificates;
        this.keys = keys;
        this.clock = clock;
    }

    /// Answers whatever comes; the register is asked every time, so a revocation shows at once, on every node.
    public StatusResponse answer(byte[] der) {
        StatusRequest request;
        try {
            request = StatusRequest.parse(der);
        } catch (MalformedDer _) {
            return refusal(Refusal.MALFORMED_REQUEST);
        }
        var first = responderFor(request.certificates().getFirst());
        if (first.isEmpty()) return refusal(Refusal.UNAUTHORIZED);
        var responder = first.get();
        for (var id : request.certificates()) {
            var same = responderFor(id).filter(other -> other.authority().equals(responder.authority()));
            if (same.isEmpty()) return refusal(Refusal.UNAUTHORIZED);
        }
        var singles = statuses(request.certificates(), responder);
        if (singles.size() > 1 || request.nonce().isPresent()) return sign(responder, singles, request.nonce());
        return keptOrSigned(responder, singles.getFirst());
    }

    /// A fresh answer for each certificate, from one look into the register.
    List<byte[]> fresh(Map<SerialNumber, Authority> asked) {
        var known = statusesOf(asked.keySet().stream().toList());
        return asked.entrySet().stream()
                .map(one -> {
                    var responder = authorities.responderOf(one.getValue());
                    var id = CertificateId.of(
                            "SHA-1",
                            nameHash("SHA-1", responder),
                            KeyIdentifier.hash(
                                    "SHA-1", responder.authority().certificate().getPublicKey()),
                            one.getKey());
                    var status = status(known.get(one.getKey()), one.getValue().name());
                    return sign(responder, List.of(new Single(id, status)), Optional.empty())
                            .der();
                })
                .toList();
    }

    private StatusResponse keptOrSigned(Responder responder, Single single) {
        var id = ByteBuffer.wrap(single.id().encoded());
        var known = kept.getIfPresent(id);
        if (known != null && known.status().equals(single.status())) return known.response();
        var response = sign(responder, List.of(single), Optional.empty());
        kept.put(id, new Kept(single.status(), response));
        return response;
    }

    private StatusResponse sign(Responder responder, List<Single> singles, Optional<byte[]> nonce) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var answer = new StatusAnswer(singles, now, now.plus(VALIDITY), nonce);
        var der = answer.signedBy(responder.certificate(), body -> keys.sign(responder.key(), body));
        var validity =
                nonce.isEmpty() ? Optional.of(new Validity(now, now.plus(VALIDITY))) : Optional.<Validity>empty();
        return new StatusResponse(der, validity);
    }

    private List<Single> statuses(List<CertificateId> ids, Responder responder) {
        var known = statusesOf(ids.stream().map(CertificateId::serial).toList());
        return ids.stream()
                .map(id -> new Single(
                        id, status(known.get(id.serial()), responder.authority().name())))
                .toList();
    }

    private Map<SerialNumber, CertificateRegister.Status> statusesOf(List<SerialNumber> serials) {
        var known = new HashMap<SerialNumber, CertificateRegister.Status>();
        for (var status : certificates.statuses(serials)) known.put(status.serial(), status);
        return known;
    }

    /// Only the authority that issued it knows it: the same number elsewhere is unknown.
    private static CertificateStatus status(CertificateRegister.@Nullable Status known, String authority) {
        if (known == null || !known.issuer().equals(authority)) return new Unknown();
        if (known.revokedAt() == null || known.revocationReason() == null) return new Good();
        return new Revoked(known.revokedAt(), known.revocationReason().code());
    }

    private Optional<Responder> responderFor(CertificateId id) {
        var digest = id.digest();
        if (digest == null) return Optional.empty();
        for (var authority : authorities.all()) {
            var answering = authorities.responder(authority);
            if (answering.isEmpty()) continue;
            var responder = answering.get();
            var certificate = authority.certificate();
            if (Arrays.equals(id.issuerKey(), KeyIdentifier.hash(digest, certificate.getPublicKey()))
                    && Arrays.equals(id.issuerName(), nameHash(digest, responder))) {
                return Optional.of(responder);
            }
        }
        return Optional.empty();
    }

    private static byte[] nameHash(String digest, Responder responder) {
        return KeyIdentifier.ofName(digest, responder.authority().certificate().getSubjectX500Principal());
    }

    private static StatusResponse refusal(Refusal refusal) {
        return new StatusResponse(refusal.encoded(), Optional.empty());
    }
}
