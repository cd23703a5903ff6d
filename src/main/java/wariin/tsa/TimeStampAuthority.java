package wariin.tsa;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import wariin.ca.CertificationAuthority;
import wariin.ca.TimeStampingUnit;
import wariin.keys.AuthorityKeys;
import wariin.timestamp.ImprintAlgorithm;
import wariin.timestamp.TimeStampFailure;
import wariin.timestamp.TimeStampQuery;
import wariin.timestamp.TimeStampQuery.Reading;
import wariin.timestamp.TokenTemplate;

/// Certifies that a hash existed at a time (RFC 3161, RFC 5816).
@Service
public class TimeStampAuthority {
    private static final Logger log = LoggerFactory.getLogger(TimeStampAuthority.class);

    private final TimeStampingUnit unit;
    private final TokenTemplate template;
    private final AuthorityKeys keys;
    private final TokenBatch batch;
    private final ClockGuard clock;
    private final Instant lastUse;

    TimeStampAuthority(
            CertificationAuthority authority, AuthorityKeys keys, TokenBatch batch, TsaSettings settings, Clock clock) {
        this.unit = authority.timeStampingUnit();
        this.template = new TokenTemplate(unit.certificate(), settings.policy(), settings.accuracy());
        this.keys = keys;
        this.batch = batch;
        this.clock = new ClockGuard(clock, System::nanoTime, settings.fence(), batch.lastTime());
        this.lastUse = unit.endOfKeyUsage();
    }

    /// A token (a ContentInfo in DER, with the unit's certificate inside) over a SHA-256 hash.
    public byte[] stamp(byte[] sha256) throws TimeNotAvailable {
        return token(TimeStampQuery.over(ImprintAlgorithm.SHA_256, sha256));
    }

    /// Answers a TimeStampReq with a TimeStampResp; every refusal is an answer too.
    public byte[] answer(byte[] request) {
        return switch (TimeStampQuery.read(request)) {
            case Reading.Refused(var failure) -> failure.response();
            case Reading.Understood(var query) -> answer(query);
        };
    }

    /// The certificate of the time-stamping unit.
    public X509Certificate certificate() {
        return unit.certificate();
    }

    /// No token of {@link #stamp} is longer than this.
    public int tokenSize() {
        return template.tokenSize();
    }

    private byte[] answer(TimeStampQuery query) {
        if (!template.accepts(query)) return TimeStampFailure.UNACCEPTED_POLICY.response();
        try {
            return TokenTemplate.response(token(query));
        } catch (TimeNotAvailable _) {
            return TimeStampFailure.TIME_NOT_AVAILABLE.response();
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("A time-stamp could not be made");
            return TimeStampFailure.SYSTEM_FAILURE.response();
        }
    }

    private byte[] token(TimeStampQuery query) {
        var at = requireTime();
        return batch.add(
                at, serial -> template.token(query, serial, at, attributes -> keys.sign(unit.key(), attributes)));
    }

    Instant requireTime() throws TimeNotAvailable {
        var at = clock.time();
        if (at.isAfter(lastUse)) throw new TimeNotAvailable("The unit's key has reached the end of its use");
        return at;
    }

    /// Sees a jump also while nobody asks for the time.
    @Scheduled(fixedDelay = 1000)
    void watchTheClock() {
        try {
            clock.time();
        } catch (TimeNotAvailable _) {
            // It has been logged; the next token will be refused.
        }
    }
}
