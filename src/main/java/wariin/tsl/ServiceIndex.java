package wariin.tsl;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import wariin.tsl.CertificateAnswer.Match;
import wariin.tsl.CertificateAnswer.Reason;
import wariin.tsl.CertificateAnswer.Source;
import wariin.tsl.CertificateAnswer.Verdict;

/// Lists that were accepted, ready to be asked about certificates at a time, to the second (TS 119 612, 5.5 and 5.6).
/// A service is found by its key alone: what a certificate says of its issuer only shortens the search.
public final class ServiceIndex {

    /// A list that a validator accepted, the SHA-256 of its file in hex, and where it came from.
    public record Listed(TrustedList list, String sha256, String origin) {}

    /// A listed service with its keys: those of its certificates, or only identifiers.
    record Anchor(Source source, TrustServiceProvider provider, TrustService service) {}

    private final Map<ByteBuffer, List<Anchor>> byKey = new HashMap<>();
    private final Map<String, List<Anchor>> byIdentifier = new HashMap<>();
    private final Map<X500Principal, Set<PublicKey>> keysByIssuer = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final Set<String> missing;
    private final PathCheck paths = new PathCheck();

    private ServiceIndex(Set<String> missing) {
        this.missing = Set.copyOf(missing);
    }

    public static ServiceIndex of(List<Listed> lists) {
        return of(lists, Set.of());
    }

    /// Missing are the origins of lists that should be here but could not be had: no answer of NO rests without them.
    public static ServiceIndex of(List<Listed> lists, Set<String> missing) {
        var index = new ServiceIndex(missing);
        lists.forEach(index::add);
        return index;
    }

    /// The origins of the lists that could not be had.
    public Set<String> missing() {
        return missing;
    }

    /// About any kind of service.
    public CertificateAnswer ask(List<X509Certificate> path, Instant at, Instant now) {
        return ask(path, at, now, Set.of());
    }

    /// The path goes from the certificate asked about towards its root; the certificate alone will do if its issuer is
    /// listed. No types given means every type of service.
    public CertificateAnswer ask(List<X509Certificate> path, Instant at, Instant now, Set<String> serviceTypes) {
        if (path.isEmpty()) throw new IllegalArgumentException("A path has at least one certificate");
        if (at.isAfter(now)) return answer(Reason.TIME_IN_FUTURE, at, List.of());
        if (sources.isEmpty()) return answer(missing.isEmpty() ? Reason.NO_LIST : Reason.LIST_MISSING, at, List.of());
        var matches = new ArrayList<Match>();
        for (var source : sources) matches.addAll(closest(source, path, at, now, serviceTypes));
        matches.sort((one, other) -> Integer.compare(rank(one.reason()), rank(other.reason())));
        return answer(reason(matches, now), at, matches);
    }

    private void add(Listed listed) {
        var list = listed.list();
        var source = new Source(listed.origin(), list.sequence(), listed.sha256(), list.issued(), list.nextUpdate());
        sources.add(source);
        for (var provider : list.providers()) {
            for (var service : provider.services()) add(new Anchor(source, provider, service));
        }
    }

    private void add(Anchor anchor) {
        var identity = anchor.service().current().identity();
        for (var certificate : identity.certificates()) {
            var key = certificate.getPublicKey();
            var known = byKey.computeIfAbsent(named(key), _ -> new ArrayList<>());
            if (known.stream().noneMatch(other -> other.service() == anchor.service())) known.add(anchor);
            if (!PathCheck.isAuthority(certificate)) continue;
            var name = certificate.getSubjectX500Principal();
            keysByIssuer.computeIfAbsent(name, _ -> new HashSet<>()).add(key);
        }
        if (identity.certificates().isEmpty() && identity.keyIdentifier() != null) {
            byIdentifier
                    .computeIfAbsent(identity.keyIdentifier(), _ -> new ArrayList<>())
                    .add(anchor);
        }
    }

    /// In one list the service nearest to the certificate decides: a withdrawn authority is not saved by its root.
    private List<Match> closest(Source source, List<X509Certificate> path, Instant at, Instant now, Set<String> types) {
        for (var depth = 0; depth <= path.size(); depth++) {
            var found = new ArrayList<Match>();
            for (var key : keys(path, depth)) {
                for (var anchor : anchors(key)) {
                    if (anchor.source() != source) continue;
                    var match = match(anchor, path, depth, key, at, now);
                    if (types.isEmpty() || types.contains(type(match))) found.add(match);
                }
            }
            if (!found.isEmpty()) return found;
        }
        return List.of();
    }

    /// The type at the time: a service may have had another before.
    private static String type(Match match) {
        var state = match.state();
        return (state == null ? match.service().current() : state).type();
    }

    /// The keys that may stand at this depth: that of the certificate there or, beyond the path's end, those of the
    /// listed services that bear the name of the last issuer and did sign.
    private List<PublicKey> keys(List<X509Certificate> path, int depth) {
        if (depth < path.size()) return List.of(path.get(depth).getPublicKey());
        var last = path.getLast();
        var named = keysByIssuer.getOrDefault(last.getIssuerX500Principal(), Set.of());
        return named.stream().filter(key -> paths.signed(last, key)).toList();
    }

    /// Keys are compared by their encoding, whichever library read them.
    private static ByteBuffer named(PublicKey key) {
        return ByteBuffer.wrap(key.getEncoded());
    }

    private List<Anchor> anchors(PublicKey key) {
        var anchors = new ArrayList<>(byKey.getOrDefault(named(key), List.of()));
        if (byIdentifier.isEmpty()) return anchors;
        for (var identifier : ServiceKey.computed(key)) {
            anchors.addAll(byIdentifier.getOrDefault(identifier, List.of()));
        }
        return anchors;
    }

    private Match match(Anchor anchor, List<X509Certificate> path, int depth, PublicKey key, Instant at, Instant now) {
        ServiceState state = null;
        Instant to = null;
        for (var candidate : anchor.service().states()) {
            if (!candidate.start().isAfter(at)) {
                state = candidate;
                break;
            }
            to = candidate.start();
        }
        var fine = state == null ? null : FineStatus.of(state).orElse(null);
        var from = state == null ? null : state.start();
        var reason = expired(anchor.source(), now) ? Reason.LIST_EXPIRED : reason(state, fine);
        if (reason == Reason.RECOGNISED && depth > 0 && !isAuthority(anchor)) reason = Reason.PATH_BROKEN;
        if (reason == Reason.RECOGNISED) reason = paths.judge(path, depth, key, at);
        return new Match(anchor.source(), anchor.provider(), anchor.service(), state, from, to, fine, depth, reason);
    }

    /// A key that is listed for time-stamps or signatures does not become an issuer by issuing.
    private static boolean isAuthority(Anchor anchor) {
        var certificates = anchor.service().current().identity().certificates();
        return certificates.isEmpty() || certificates.stream().anyMatch(PathCheck::isAuthority);
    }

    private static Reason reason(@Nullable ServiceState state, @Nullable FineStatus fine) {
        if (state == null) return Reason.NOT_YET_LISTED;
        if (fine == null) return Recognition.grants(state.status()) ? Reason.RECOGNISED : Reason.NOT_RECOGNISED;
        return switch (fine) {
            case REGISTERED -> Recognition.grants(state.status()) ? Reason.RECOGNISED : Reason.NOT_RECOGNISED;
            case SUSPENDED -> Reason.SUSPENDED;
            case WITHDRAWN -> Reason.WITHDRAWN;
            case EXPIRED -> Reason.EXPIRED;
        };
    }

    /// One usable list that recognises is enough; NO needs every list to be here and current.
    private Reason reason(List<Match> matches, Instant now) {
        if (!matches.isEmpty() && matches.getFirst().reason() == Reason.RECOGNISED) return Reason.RECOGNISED;
        for (var source : sources) if (expired(source, now)) return Reason.LIST_EXPIRED;
        if (!missing.isEmpty()) return Reason.LIST_MISSING;
        return matches.isEmpty() ? Reason.NOT_LISTED : matches.getFirst().reason();
    }

    private static int rank(Reason reason) {
        return switch (reason) {
            case RECOGNISED -> 0;
            case LIST_EXPIRED -> 1;
            default -> 2;
        };
    }

    private static boolean expired(Source source, Instant now) {
        return source.nextUpdate() != null && now.isAfter(source.nextUpdate());
    }

    private CertificateAnswer answer(Reason reason, Instant at, List<Match> matches) {
        var verdict = switch (reason) {
            case RECOGNISED -> Verdict.TRUSTED;
            case NO_LIST, LIST_MISSING, LIST_EXPIRED, TIME_IN_FUTURE -> Verdict.INDETERMINATE;
            case NOT_LISTED,
                    NOT_YET_LISTED,
                    SUSPENDED,
                    WITHDRAWN,
                    EXPIRED,
                    NOT_RECOGNISED,
                    PATH_BROKEN,
                    CERTIFICATE_NOT_VALID_THEN -> Verdict.NOT_TRUSTED;
        };
        return new CertificateAnswer(verdict, reason, at, matches, sources);
    }
}
