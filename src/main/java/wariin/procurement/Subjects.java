package wariin.procurement;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import wariin.validation.SignatureReport.Revocation;
import wariin.validation.Verdict;

/// Makes questions ready: puts the path in order, and finds out what is known about revocation (RFC 5280, 6).
final class Subjects {

    private static final int LONGEST_PATH = 10;

    /// Whether a certificate that we know of ourselves had been revoked; INDETERMINATE for all others.
    private final Function<X509Certificate, Ruling> ownStatus;

    Subjects(Function<X509Certificate, Ruling> ownStatus) {
        this.ownStatus = ownStatus;
    }

    Subject of(Question question) {
        return switch (question) {
            case Question.OfCertificate asked -> certificate(asked);
            case Question.OfSignature asked -> signature(asked);
            case Question.OfProvider(var number, var at) ->
                new Subject(
                        Subject.Kind.PROVIDER,
                        number.value(),
                        at,
                        List.of(),
                        true,
                        Ruling.FAIL,
                        Ruling.INDETERMINATE,
                        Ruling.INDETERMINATE,
                        number);
        };
    }

    private Subject certificate(Question.OfCertificate asked) {
        var path = path(asked.certificate(), asked.others());
        return new Subject(
                Subject.Kind.CERTIFICATE,
                name(asked.certificate()),
                asked.at(),
                path,
                selfSigned(path.getLast()),
                revoked(path, asked.revocationLists(), asked.at()),
                Ruling.INDETERMINATE,
                Ruling.INDETERMINATE,
                null);
    }

    private Subject signature(Question.OfSignature asked) {
        var report = asked.signature();
        var path = report.path().isEmpty()
                ? List.<X509Certificate>of()
                : path(report.path().getFirst(), report.path());
        return new Subject(
                Subject.Kind.SIGNATURE,
                report.signer().name(),
                asked.at(),
                path,
                !path.isEmpty() && selfSigned(path.getLast()),
                revoked(report.revocation(), path, asked.at()),
                Ruling.of(report.provenTime() != null),
                valid(report.verdict()),
                null);
    }

    private static Ruling valid(Verdict verdict) {
        return switch (verdict) {
            case TOTAL_PASSED -> Ruling.PASS;
            case TOTAL_FAILED -> Ruling.FAIL;
            case INDETERMINATE -> Ruling.INDETERMINATE;
        };
    }

    /// What the document carries decides; of our own certificates we know ourselves.
    private Ruling revoked(Revocation revocation, List<X509Certificate> path, Instant at) {
        return switch (revocation.state()) {
            case GOOD -> Ruling.FAIL;
            case REVOKED -> {
                var since = revocation.revokedAt();
                yield since == null || !since.isAfter(at) ? Ruling.PASS : Ruling.FAIL;
            }
            case UNKNOWN -> path.isEmpty() ? Ruling.INDETERMINATE : ownStatus.apply(path.getFirst());
        };
    }

    private Ruling revoked(List<X509Certificate> path, List<X509CRL> lists, Instant at) {
        var leaf = path.getFirst();
        if (path.size() == 1 && selfSigned(leaf)) return Ruling.FAIL; // nobody revokes an anchor
        for (var list : lists) {
            var known = by(list, path, at);
            if (known != Ruling.INDETERMINATE) return known;
        }
        return ownStatus.apply(leaf);
    }

    /// A list counts for its own issuer's certificates, signed by that issuer, and only when it reaches the time.
    private static Ruling by(X509CRL list, List<X509Certificate> path, Instant at) {
        if (path.size() < 2
                || !list.getIssuerX500Principal().equals(path.getFirst().getIssuerX500Principal())) {
            return Ruling.INDETERMINATE;
        }
        try {
            list.verify(path.get(1).getPublicKey());
        } catch (GeneralSecurityException _) {
            return Ruling.INDETERMINATE;
        }
        if (list.hasUnsupportedCriticalExtension()) return Ruling.INDETERMINATE;
        var entry = list.getRevokedCertificate(path.getFirst().getSerialNumber());
        if (entry != null)
            return Ruling.of(!entry.getRevocationDate().toInstant().isAfter(at));
        var next = list.getNextUpdate();
        var reaches = next != null && !next.toInstant().isBefore(at);
        return reaches ? Ruling.FAIL : Ruling.INDETERMINATE;
    }

    /// Each next certificate is the one whose key really signed the one before.
    static List<X509Certificate> path(X509Certificate leaf, List<X509Certificate> others) {
        var path = new ArrayList<X509Certificate>(List.of(leaf));
        while (path.size() < LONGEST_PATH && !selfIssued(path.getLast())) {
            var issuer = others.stream()
                    .filter(other -> !path.contains(other) && signed(other, path.getLast()))
                    .findFirst();
            if (issuer.isEmpty()) break;
            path.add(issuer.get());
        }
        return List.copyOf(path);
    }

    private static boolean signed(X509Certificate issuer, X509Certificate subject) {
        if (!issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal())) return false;
        if (issuer.getBasicConstraints() < 0) return false;
        try {
            subject.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static boolean selfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private static boolean selfSigned(X509Certificate certificate) {
        return selfIssued(certificate);
    }

    static boolean validAt(X509Certificate certificate, Instant at) {
        var then = Date.from(at);
        return !then.before(certificate.getNotBefore()) && !then.after(certificate.getNotAfter());
    }

    static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
