package wariin.tsa;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import wariin.ca.CertificationAuthority;
import wariin.ca.authority.TimeStampingUnit;
import wariin.keys.AuthorityKeys;
import wariin.timestamp.ImprintAlgorithm;
import wariin.timestamp.TimeStampFailure;
import wariin.timestamp.TimeStampQuery;
import wariin.timestamp.TimeStampQuery.Reading;
import wariin.timestamp.TokenTemplate;

/// Certifies that a hash existed at a time (RFC 3161, RFC 5816). The numbered steps are those of
/// docs/flows/time-stamps.md.
@Service
public class TimeStampAuthority {
    private static final Logger log = LoggerFactory.getLogger(TimeStampAuthority.class);
    private static final Duration BETWEEN_COMPLAINTS = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 3;
    private static final int NEXT_GENERATION = 128;

    private final CertificationAuthority authority;
    private final AuthorityKeys keys;
    private final TokenBatch batch;
    private final TsaSettings settings;
    private final ClockGuard clock;
    private final Clock wall;
    private final AtomicReference<Instant> complained = new AtomicReference<>(Instant.EPOCH);
    private volatile List<TimeStampingUnit> loaded;
    private volatile Map<String, Unit> units;
    private volatile Unit usual;

    TimeStampAuthority(
            CertificationAuthority authority,
            AuthorityKeys keys,
            TokenBatch batch,
            TsaSettings settings,
            ClockWatch watch,
            Clock clock) {
        this.authority = authority;
        this.keys = keys;
        this.batch = batch;
        this.settings = settings;
        this.clock = watch.guard();
        this.wall = clock;
        this.loaded = authority.timeStampingUnits();
        this.units = load(loaded);
        this.usual = units.values().iterator().next();
    }

    /// A token (a ContentInfo in DER, with the unit's certificate inside) over a SHA-256 hash.
    public byte[] stamp(byte[] sha256) throws TimeNotAvailable {
        var query = TimeStampQuery.over(ImprintAlgorithm.SHA_256, sha256);
        return token(usual, usual.plain(), query);
    }

    /// Answers a TimeStampReq by the usual unit with a TimeStampResp; every refusal is an answer too.
    public byte[] answer(byte[] request) {
        return answer(usual, request);
    }

    /// Answers by a unit of that name, which is that of all its generations or of the one that signs; empty if there is
    /// none.
    public Optional<byte[]> answer(String unit, byte[] request) {
        var found = units.get(unit);
        if (found == null) {
            found = units.values().stream()
                    .filter(one -> one.name().equals(unit))
                    .findFirst()
                    .orElse(null);
        }
        return Optional.ofNullable(found).map(one -> answer(one, request));
    }

    /// The certificate of the unit that signs where nobody asks for another.
    public X509Certificate certificate() {
        return usual.certificate();
    }

    /// The certificates of all units by the name in their addresses, the usual one first.
    public Map<String, X509Certificate> certificates() {
        var all = new LinkedHashMap<String, X509Certificate>();
        units.forEach((name, unit) -> all.put(name, unit.certificate()));
        return all;
    }

    /// No token of {@link #stamp} is longer than this; not even one of the next generation, whose names are a little
    /// longer, when it begins to sign while a document waits.
    public int tokenSize() {
        return usual.plain().tokenSize() + NEXT_GENERATION;
    }

    private byte[] answer(Unit unit, byte[] request) {
        return switch (TimeStampQuery.read(request)) { // 1.
            case Reading.Refused(var failure) -> failure.response();
            case Reading.Understood(var query) -> answer(unit, query);
        };
    }

    private byte[] answer(Unit unit, TimeStampQuery query) {
        if (!unit.template().accepts(query)) return TimeStampFailure.UNACCEPTED_POLICY.response();
        try {
            return TokenTemplate.response(token(unit, unit.template(), query));
        } catch (TimeNotAvailable _) {
            return TimeStampFailure.TIME_NOT_AVAILABLE.response();
        } catch (RuntimeException broken) {
            complain(broken);
            return TimeStampFailure.SYSTEM_FAILURE.response();
        }
    }

    /// One that took too long on a busy machine is made anew; without a clock none is.
    private byte[] token(Unit unit, TokenTemplate template, TimeStampQuery query) {
        for (var attempt = 1; ; attempt++) {
            try {
                return once(unit, template, query);
            } catch (TimeNotAvailable refused) {
                if (attempt == ATTEMPTS || clock.lease().isEmpty()) throw refused;
            }
        }
    }

    private byte[] once(Unit unit, TokenTemplate template, TimeStampQuery query) {
        var moment = requireTime(unit); // 2.
        return batch.add(
                moment.at(),
                serial -> { // 3.
                    var token = template.token(
                            query, serial, moment.at(), attributes -> keys.sign(unit.key(), attributes)); // 4.
                    clock.confirm(moment); // 5.
                    return token;
                });
    }

    private ClockGuard.Moment requireTime(Unit unit) throws TimeNotAvailable {
        var moment = clock.time();
        if (moment.at().isAfter(unit.lastUse())) {
            throw new TimeNotAvailable("The unit's key has reached the end of its use");
        }
        return moment;
    }

    /// For the doctor.
    void requireTime() throws TimeNotAvailable {
        requireTime(usual);
    }

    /// One complaint for all that fails at a high rate for the same reason.
    private void complain(RuntimeException broken) {
        var last = complained.get();
        var now = wall.instant();
        if (now.isBefore(last.plus(BETWEEN_COMPLAINTS)) && !now.isBefore(last)) return;
        if (complained.compareAndSet(last, now)) {
            log.atError().setCause(broken).log("A time-stamp could not be made");
        }
    }

    /// Units come and go with the ceremonies of the authority. A new generation takes its place a moment after the time
    /// that was fixed for it.
    @Scheduled(fixedDelay = 5_000, initialDelay = 5_000)
    void reload() {
        var serving = authority.timeStampingUnits();
        if (serving.equals(loaded)) return;
        units = load(serving);
        usual = units.values().iterator().next();
        loaded = serving;
        log.atInfo().addKeyValue("unit", usual.name()).log("Other units sign time-stamps from now on");
    }

    private Map<String, Unit> load(List<TimeStampingUnit> serving) {
        var loaded = new LinkedHashMap<String, Unit>();
        for (var unit : serving) loaded.put(unit.line(), Unit.of(unit, settings));
        return loaded;
    }

    /// A key with its certificate and what its tokens look like.
    private record Unit(
            String name,
            wariin.keys.KeyId key,
            X509Certificate certificate,
            Instant lastUse,
            TokenTemplate template,
            TokenTemplate plain) {

        static Unit of(TimeStampingUnit unit, TsaSettings settings) {
            var policy = settings.policyOf(unit.name(), unit.line());
            var form = new TokenTemplate.Form(policy, settings.accuracy(), settings.named(), settings.qualified());
            var plain = new TokenTemplate.Form(policy, settings.accuracy(), false, settings.qualified());
            return new Unit(
                    unit.name(),
                    unit.key(),
                    unit.certificate(),
                    unit.endOfKeyUsage(),
                    new TokenTemplate(unit.certificate(), form),
                    new TokenTemplate(unit.certificate(), plain));
        }
    }
}
