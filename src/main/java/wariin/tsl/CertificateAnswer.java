package wariin.tsl;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a certificate was covered by a listed service at a time, why, and by which words of which list.
public record CertificateAnswer(Verdict verdict, Reason reason, Instant at, List<Match> matches, List<Source> sources) {

    public enum Verdict {
        TRUSTED,
        NOT_TRUSTED,
        INDETERMINATE
    }

    /// Why, in one word.
    public enum Reason {
        RECOGNISED,
        NOT_LISTED,
        NOT_YET_LISTED,
        SUSPENDED,
        WITHDRAWN,
        EXPIRED,
        /// The list gives a status that is no recognition, and no finer one.
        NOT_RECOGNISED,
        /// The path names a listed issuer, but its key did not sign, or a certificate between is no authority's.
        PATH_BROKEN,
        CERTIFICATE_NOT_VALID_THEN,
        NO_LIST,
        LIST_MISSING,
        LIST_EXPIRED,
        TIME_IN_FUTURE
    }

    /// The list that was asked: where it came from, which issue, and its SHA-256 in hex.
    public record Source(
            String origin,
            long sequence,
            String sha256,
            Instant issued,
            @Nullable Instant nextUpdate) {}

    /// A service that answers for the certificate, and its state at the time: from (included) to (excluded, if it
    /// ended). Without a state the service was not yet listed. Depth counts from the certificate: 0 is itself.
    public record Match(
            Source source,
            TrustServiceProvider provider,
            TrustService service,
            @Nullable ServiceState state,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable FineStatus fine,
            int depth,
            Reason reason) {}

    public CertificateAnswer {
        matches = List.copyOf(matches);
        sources = List.copyOf(sources);
    }

    public boolean trusted() {
        return verdict == Verdict.TRUSTED;
    }

    /// The match that decided, if one did.
    public @Nullable Match match() {
        return matches.isEmpty() ? null : matches.getFirst();
    }
}
