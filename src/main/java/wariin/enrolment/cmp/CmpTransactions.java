package wariin.enrolment.cmp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Certificates that their clients have not confirmed yet (RFC 9810, 5.2.8.3.2). Only in memory: after a restart a
/// client that still wants to confirm gets an error, and has a valid certificate all the same.
@Component
class CmpTransactions {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    /// Nothing yet, or the certificate that awaits its confirmation.
    private record Open(Optional<X509Certificate> certificate) {}

    private final Cache<String, Open> open =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(PATIENCE).build();

    /// False if this transaction was begun before.
    boolean begin(CmpCaller caller, byte[] transaction) {
        return open.asMap().putIfAbsent(key(caller, transaction), new Open(Optional.empty())) == null;
    }

    void issued(CmpCaller caller, byte[] transaction, X509Certificate certificate) {
        open.put(key(caller, transaction), new Open(Optional.of(certificate)));
    }

    /// The certificate, once.
    Optional<X509Certificate> confirmed(CmpCaller caller, byte[] transaction) {
        var found = open.asMap().put(key(caller, transaction), new Open(Optional.empty()));
        return found == null ? Optional.empty() : found.certificate();
    }

    private static String key(CmpCaller caller, byte[] transaction) {
        return caller.key().id() + " " + HexFormat.of().formatHex(transaction);
    }
}
