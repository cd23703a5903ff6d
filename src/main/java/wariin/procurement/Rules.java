package wariin.procurement;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.ca.CertificationAuthority;
import wariin.x509.SerialNumber;

/// Answers questions by rules. An answer is signed unless the caller only wants to know.
@Service
public class Rules {

    private final RuleBook book;
    private final Facts facts;
    private final AnswerSigner signer;
    private final CertificationAuthority authority;
    private final Clock clock;
    private final Subjects subjects = new Subjects(this::ownStatus);

    Rules(RuleBook book, Facts facts, AnswerSigner signer, CertificationAuthority authority, Clock clock) {
        this.book = book;
        this.facts = facts;
        this.signer = signer;
        this.authority = authority;
        this.clock = clock;
    }

    /// The signed answer by the version in force; empty when there is no such rule. Never call it in a transaction.
    public Optional<RuleAnswer> ask(String rule, Question question) {
        return judge(rule, question).map(signer::sign);
    }

    /// The same without a signature, for pages that only show it.
    public Optional<RuleAnswer> judge(String rule, Question question) {
        return book.find(rule).map(version -> judge(version, question));
    }

    /// By any version, also one that is not in force yet: for previews.
    public RuleAnswer judge(RuleVersion version, Question question) {
        return Asking.ask(version, subjects.of(question), facts.current(), clock.instant());
    }

    /// The key that answers are checked with, as a set of one (RFC 7517).
    public String keySet() {
        return signer.keySet();
    }

    /// Of our own certificates we know the status now; a revocation is final, so it counts for all times.
    private Ruling ownStatus(X509Certificate certificate) {
        var authorities = authority.authorities().values();
        if (authorities.contains(certificate)) return Ruling.FAIL;
        var issuer = certificate.getIssuerX500Principal();
        if (authorities.stream()
                .noneMatch(ours -> ours.getSubjectX500Principal().equals(issuer))) {
            return Ruling.INDETERMINATE;
        }
        if (certificate.getSerialNumber().signum() <= 0) return Ruling.INDETERMINATE;
        var known = authority.find(SerialNumber.of(certificate));
        return known.filter(certificate::equals).isEmpty()
                ? Ruling.INDETERMINATE
                : Ruling.of(authority.isRevoked(certificate));
    }
}
