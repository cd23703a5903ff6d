package wariin.trustlist;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.trustlist.IssueRegister.Archived;

/// The lists that were published: the current one, and every one before it.
@Service
public class TrustedLists {

    private final IssueRegister issues;
    private final Signers signers;
    private final Press press;
    /// The list in force, as it may be asked for often; which one that is, the database says each time.
    private volatile @Nullable Issue held;

    TrustedLists(IssueRegister issues, Signers signers, Press press) {
        this.issues = issues;
        this.signers = signers;
        this.press = press;
    }

    /// The list in force; empty while none was published.
    public Optional<Issue> current() {
        var newest = issues.newestNumber();
        if (newest.isEmpty()) return Optional.empty();
        var known = held;
        if (known == null || known.sequence() != newest.get().sequence()) {
            known = issues.newest().map(this::issue).orElseThrow();
            held = known;
        }
        return Optional.of(known);
    }

    public Optional<Issue> bySequence(long sequence) {
        return issues.find(sequence).map(this::issue);
    }

    /// The list that was in force before this one.
    public Optional<Issue> before(long sequence) {
        return issues.before(sequence).map(this::issue);
    }

    /// Everything that was tried, the newest first.
    public List<IssueSummary> history(int atMost) {
        return issues.summaries(atMost);
    }

    /// All signers that were ever announced and whose certificates have not expired: who trusts the list trusts these.
    public List<X509Certificate> signers() {
        return signers.valid();
    }

    /// A list of the archive made again from the register and the scheme as they were: the same, byte for byte.
    public byte[] rebuild(long sequence) {
        return press.rebuild(issues.find(sequence).orElseThrow());
    }

    private Issue issue(Archived archived) {
        return new Issue(
                archived.sequence(),
                archived.issued(),
                archived.nextUpdate(),
                archived.xml(),
                archived.sha256(),
                signers.find(archived.signer()).certificate());
    }
}
