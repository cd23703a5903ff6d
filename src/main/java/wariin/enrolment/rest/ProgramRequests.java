package wariin.enrolment.rest;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.revocation.RevocationReason;
import wariin.enrolment.EnrolmentKey;
import wariin.enrolment.ProgramCertificates;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.Enrolment;
import wariin.ra.EnrolmentOutcome;
import wariin.ra.RequestOutcome;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.request.CertificateRequest;
import wariin.x509.SerialNumber;

/// Takes requests of programs over the platform's own interface: intent, certificate, result, as everywhere around a
/// key. A call that is repeated with the same key of its own does nothing twice.
@Service
public class ProgramRequests {

    private static final Duration ABANDONED = Duration.ofMinutes(10);
    private static final int SWEEP = 50;

    /// What became of a call.
    public sealed interface Taken {

        /// @param again whether an earlier call did it
        record Known(ProgramRequest request, boolean again) implements Taken {}

        /// The caller's own key stands for another call.
        record KeyReused() implements Taken {}

        /// The first call with this key is still at work.
        record AtWork() implements Taken {}
    }

    /// A call, with which it is recognised when it is repeated.
    public record Call(
            @Nullable String idempotencyKey,
            byte[] digest,
            @Nullable UUID replaces) {}

    /// What a change is written with.
    @Component("programRequestsWriting")
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private final ProgramRequestRegister register;
    private final ProgramCertificates certificates;
    private final Writing writing;

    ProgramRequests(ProgramRequestRegister register, ProgramCertificates certificates, Writing writing) {
        this.register = register;
        this.certificates = certificates;
        this.writing = writing;
    }

    /// Never inside a transaction.
    public Taken take(EnrolmentKey key, Call call, Enrolment enrolment) {
        var now = writing.clock().instant().truncatedTo(ChronoUnit.MICROS);
        var request = new ProgramRequest(
                UUID.randomUUID(),
                key.id(),
                key.desk(),
                call.digest(),
                ProgramRequest.State.PROCESSING,
                null,
                null,
                null,
                call.replaces(),
                now,
                now);
        if (!begin(key, request, call)) return known(key, call);
        finish(key, request.id(), certificates.enrol(key, enrolment, null));
        return new Taken.Known(register.find(key, request.id()).orElseThrow(), false);
    }

    private boolean begin(EnrolmentKey key, ProgramRequest request, Call call) {
        var begun = writing.transactions().execute(_ -> {
            if (!register.begin(request, call.idempotencyKey())) return false;
            writing.journal().append(Act.of("program-request-made", request.id().toString(), key.actor()));
            return true;
        });
        return Boolean.TRUE.equals(begun);
    }

    private Taken known(EnrolmentKey key, Call call) {
        var first = register.byIdempotencyKey(key, String.valueOf(call.idempotencyKey()))
                .orElseThrow();
        if (!java.security.MessageDigest.isEqual(first.digest(), call.digest())) return new Taken.KeyReused();
        return first.state() == ProgramRequest.State.PROCESSING
                ? new Taken.AtWork()
                : new Taken.Known(refreshed(key, first), true);
    }

    private void finish(EnrolmentKey key, UUID id, EnrolmentOutcome outcome) {
        var now = writing.clock().instant();
        writing.transactions().executeWithoutResult(_ -> {
            switch (outcome) {
                case EnrolmentOutcome.Issued(var request, var certificate, var _) -> {
                    var serial = SerialNumber.of(certificate);
                    register.issued(id, request, serial, now);
                    log("program-request-issued", key, id, Map.of("serial", serial.toString()));
                }
                case EnrolmentOutcome.Pending(var request) -> register.waits(id, request, now);
                case EnrolmentOutcome.Refused(var reason) -> {
                    register.refused(id, new ProgramRequest.Refusal(reason.key(), reason.facts()), now);
                    log("program-request-refused", key, id, Map.of("reason", reason.key()));
                }
            }
        });
    }

    private void log(String kind, EnrolmentKey key, UUID id, Map<String, String> facts) {
        writing.journal().append(new Act(kind, id.toString(), key.actor(), facts));
    }

    public Optional<ProgramRequest> find(EnrolmentKey key, UUID id) {
        return register.find(key, id).map(found -> refreshed(key, found));
    }

    /// Newest first, and one more than asked for if there are more.
    public List<ProgramRequest> list(EnrolmentKey key, @Nullable UUID after, int atMost) {
        return register.list(key, after, atMost + 1);
    }

    /// One that waits for people, as it is now that they may have acted.
    private ProgramRequest refreshed(EnrolmentKey key, ProgramRequest found) {
        if (found.state() != ProgramRequest.State.PENDING) return found;
        var request = request(found).orElse(null);
        if (request == null) return found;
        if (request.serial() != null) {
            certificates
                    .certificate(request.serial())
                    .ifPresent(certificate -> certificates.note(key, certificate, null));
            var now = writing.clock().instant();
            writing.transactions().executeWithoutResult(_ -> {
                if (!register.issued(found.id(), request.id(), request.serial(), now)) return;
                log(
                        "program-request-issued",
                        key,
                        found.id(),
                        Map.of("serial", request.serial().toString()));
            });
        } else if (request.state().ended()) {
            var refusal = new ProgramRequest.Refusal("not-now", Map.of());
            writing.transactions()
                    .executeWithoutResult(_ -> register.refused(
                            found.id(), refusal, writing.clock().instant()));
        }
        return register.find(key, found.id()).orElseThrow();
    }

    /// What the desk has on file for it: whom the certificate names.
    public Optional<CertificateRequest> request(ProgramRequest of) {
        return Optional.ofNullable(of.request()).flatMap(certificates::request);
    }

    public Optional<X509Certificate> certificate(ProgramRequest of) {
        return Optional.ofNullable(of.serial()).flatMap(certificates::certificate);
    }

    /// From the certificate itself up to the root.
    public List<X509Certificate> chain(X509Certificate certificate) {
        return certificates.chain(certificate);
    }

    public boolean isRevoked(X509Certificate certificate) {
        return certificates.isRevoked(certificate);
    }

    /// Empty when it is revoked now or was before; else why not.
    public Optional<RegistrationRefusal> revoke(EnrolmentKey key, ProgramRequest of, RevocationReason reason) {
        var certificate = certificate(of).orElseThrow();
        if (certificates.isRevoked(certificate)) return Optional.empty();
        var program = certificates.find(SerialNumber.of(certificate)).orElseThrow();
        return switch (certificates.revoke(program, reason, key.actor())) {
            case RequestOutcome.Done _ -> Optional.empty();
            case RequestOutcome.Unknown _ -> Optional.of(RegistrationRefusal.Plain.OTHER_DESK);
            case RequestOutcome.Refused(var why) ->
                certificates.isRevoked(certificate) ? Optional.empty() : Optional.of(why);
        };
    }

    /// What a crash left between intent and result ends here; the program asks anew.
    @Scheduled(fixedDelayString = "PT5M", initialDelayString = "PT2M")
    void endAbandoned() {
        Instant before = writing.clock().instant().minus(ABANDONED);
        for (var id : register.begunBefore(before, SWEEP)) {
            writing.transactions().executeWithoutResult(_ -> {
                var refusal = new ProgramRequest.Refusal("interrupted", Map.of());
                if (!register.refused(id, refusal, writing.clock().instant())) return;
                writing.journal().append(Act.of("program-request-abandoned", id.toString(), "system"));
            });
        }
    }
}
