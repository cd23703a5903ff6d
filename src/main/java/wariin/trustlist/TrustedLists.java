package wariin.trustlist;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// The lists that were published: the current one, and every one before it.
@Service
public class TrustedLists {

    TrustedLists() {}

    /// The list in force; empty while none was published.
    public Optional<Issue> current() {
        return Optional.empty();
    }

    public Optional<Issue> bySequence(long sequence) {
        return Optional.empty();
    }

    /// All signers that were ever announced and whose certificates have not expired: who trusts the list trusts these.
    public List<X509Certificate> signers() {
        return List.of();
    }
}
