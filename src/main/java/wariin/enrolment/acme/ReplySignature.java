package wariin.enrolment.acme;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.PublicKeyRecordRetriever;
import org.apache.james.jdkim.api.SignatureRecord;
import org.apache.james.jdkim.exceptions.FailException;
import org.apache.james.jdkim.impl.DNSPublicKeyRecordRetriever;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/// Whether a reply really came from the address that it names (RFC 8823, 3.2): the domain signed it (DKIM, RFC 6376),
/// or the holder did with a certificate of ours (S/MIME, RFC 8551).
@Component
class ReplySignature {

    /// What our decision rests on; RFC 8823 names more, which many domains do not sign.
    private static final Set<String> COVERED = Set.of("from", "to", "subject");

    /// Domain keys are in the domain name system, unless a test says otherwise.
    @Configuration("acmeDomainKeys")
    static class DomainKeys {
        @Bean
        @Lazy
        @ConditionalOnMissingBean
        PublicKeyRecordRetriever domainKeys() {
            return new DNSPublicKeyRecordRetriever();
        }
    }

    private final PublicKeyRecordRetriever keys;
    private final MailSignature signature;

    ReplySignature(@Lazy PublicKeyRecordRetriever keys, MailSignature signature) {
        this.keys = keys;
        this.signature = signature;
    }

    /// How it is proven that the address sent exactly this message, or empty.
    ///
    /// @param threaded whether the message names the one that it answers: then that is signed too
    Optional<String> method(byte[] message, String address, boolean threaded) {
        if (signature.isBy(message, address)) return Optional.of("S/MIME");
        var domain = address.substring(address.lastIndexOf('@') + 1);
        return verified(message).stream().anyMatch(one -> isGood(one, domain, threaded))
                ? Optional.of("DKIM")
                : Optional.empty();
    }

    private List<SignatureRecord> verified(byte[] message) {
        try {
            var found = new DKIMVerifier(keys).verify(new ByteArrayInputStream(message));
            return found == null ? List.of() : found;
        } catch (FailException | IOException _) {
            return List.of();
        }
    }

    /// The domain is exactly that of the address (RFC 8823, 3.2): one above it may be somebody else's.
    private static boolean isGood(SignatureRecord record, String domain, boolean threaded) {
        var signer = record.getDToken().toString().toLowerCase(Locale.ROOT);
        var covered = record.getHeaders().stream()
                .map(one -> one.toString().strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return domain.equals(signer)
                && covered.containsAll(COVERED)
                && (!threaded || covered.contains("in-reply-to"))
                && record.getBodyHashLimit() < 0
                && !record.getHashMethod().toString().toLowerCase(Locale.ROOT).contains("sha-1")
                && !record.getHashMethod().toString().toLowerCase(Locale.ROOT).equals("sha1");
    }
}
