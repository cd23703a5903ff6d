package wariin.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.enrolment.EnrolmentKeyRegister.Row;
import wariin.identity.CurrentUser;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.approval.StandingApproval;
import wariin.ra.approval.StandingApprovals;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.Desks;
import wariin.ra.request.StandingApprovalId;

/// The keys of programs: made by an officer for one standing approval and one protocol, shown once, revoked at once.
///
/// The caller of `find`, `authenticate` and `secretOf` is a protocol; what a key may get, the standing approval says
/// each time anew.
@Service
public class EnrolmentKeys {

    private static final Duration LONGEST = Duration.ofDays(825);
    private static final int LONGEST_NAME = 100;

    /// Whose desk and rule it is.
    @Component("enrolmentDesks")
    record Rules(Desks desks, StandingApprovals approvals) {}

    /// What a change is written with.
    @Component("enrolmentWriting")
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private final EnrolmentKeyRegister register;
    private final EnrolmentSecrets secrets;
    private final Rules rules;
    private final Writing writing;

    EnrolmentKeys(EnrolmentKeyRegister register, EnrolmentSecrets secrets, Rules rules, Writing writing) {
        this.register = register;
        this.secrets = secrets;
        this.rules = rules;
        this.writing = writing;
    }

    /// The desk of this officer; empty for everybody else.
    public Optional<Desk> desk(CurrentUser officer, DeskId desk) {
        return rules.desks().isOfficer(officer, desk) ? rules.desks().find(desk) : Optional.empty();
    }

    /// For protocols, which know a desk by its address only.
    public Optional<Desk> desk(DeskId desk) {
        return rules.desks().find(desk);
    }

    /// The standing approvals of the desk under which keys can be made now.
    public List<StandingApproval> approvals(CurrentUser officer, DeskId desk) {
        var now = writing.clock().instant();
        return rules.approvals().of(officer, desk).stream()
                .filter(rule -> rule.inForce(now))
                .toList();
    }

    /// All keys of the desk, newest first; none for somebody who is no officer of it.
    public List<EnrolmentKey> of(CurrentUser officer, DeskId desk) {
        return rules.desks().isOfficer(officer, desk) ? register.of(desk) : List.of();
    }

    /// The standing approval of a key, as it is now.
    public Optional<StandingApproval> approval(EnrolmentKey key) {
        return rules.approvals().find(key.approval());
    }

    /// Makes a key. It ends with its standing approval at the latest.
    public NewEnrolmentKey make(
            CurrentUser officer,
            DeskId desk,
            StandingApprovalId approval,
            Protocol protocol,
            String name,
            Duration validity) {
        var rule = rules.approvals().find(approval);
        if (!rules.desks().isOfficer(officer, desk)
                || rule.isEmpty()
                || !rule.get().desk().equals(desk)) {
            return new NewEnrolmentKey.Unknown();
        }
        var now = writing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var said = name.strip();
        if (said.isEmpty() || said.length() > LONGEST_NAME || said.matches(".*\\p{Cntrl}.*")) return refused("name");
        if (!rule.get().inForce(now)) return refused("approval-not-in-force");
        if (validity.isNegative() || validity.isZero() || validity.compareTo(LONGEST) > 0) return refused("validity");
        if (protocol == Protocol.ACME && !rule.get().profile().matches("(device|mail-[a-z]+)/.*")) {
            return refused("acme");
        }
        var until = now.plus(validity);
        var ends = rule.get().until();
        var key = new EnrolmentKey(
                secrets.newId(),
                protocol,
                desk,
                approval,
                said,
                officer.user().id(),
                now,
                until.isAfter(ends) ? ends : until,
                null,
                null);
        return keep(key, officer);
    }

    private NewEnrolmentKey keep(EnrolmentKey key, CurrentUser officer) {
        var secret = secrets.newSecret();
        var row = key.protocol().computes()
                ? new Row(key, null, secrets.wrap(key.protocol(), key.id(), secret))
                : new Row(key, EnrolmentSecrets.hash(secret), null);
        writing.transactions().executeWithoutResult(_ -> {
            register.add(row);
            writing.journal()
                    .append(new Act(
                            "enrolment-key-made",
                            "enrolment-key:" + key.id(),
                            officer.getName(),
                            Map.of(
                                    "desk", key.desk().toString(),
                                    "approval", key.approval().toString(),
                                    "protocol", key.protocol().name(),
                                    "name", key.name(),
                                    "until", key.expiresAt().toString())));
        });
        return new NewEnrolmentKey.Made(key, key.protocol() == Protocol.REST ? key.id() + "." + secret : secret);
    }

    private static NewEnrolmentKey refused(String reason) {
        return new NewEnrolmentKey.Refused(reason);
    }

    /// From now on nothing is issued for it. False if it is unknown here, or was revoked before.
    public boolean revoke(CurrentUser officer, DeskId desk, String id) {
        if (!rules.desks().isOfficer(officer, desk)) return false;
        var revoked = writing.transactions().execute(_ -> {
            if (!register.revoke(desk, id, officer.user().id(), writing.clock().instant())) return false;
            writing.journal()
                    .append(new Act(
                            "enrolment-key-revoked",
                            "enrolment-key:" + id,
                            officer.getName(),
                            Map.of("desk", desk.toString())));
            return true;
        });
        return Boolean.TRUE.equals(revoked);
    }

    /// The key of that id, usable or not.
    public Optional<EnrolmentKey> find(Protocol protocol, String id) {
        return register.find(protocol, id).map(Row::key);
    }

    /// For protocols that send the secret (EST): the key, if it is usable and the secret is right.
    public Optional<EnrolmentKey> authenticate(Protocol protocol, String id, String secret) {
        var row = register.find(protocol, id);
        // Compared also when there is no such key, so that the time of an answer does not tell.
        var right = EnrolmentSecrets.matches(
                secret, row.map(Row::hash).orElseGet(() -> EnrolmentSecrets.hash("no such key")));
        if (row.isEmpty() || !right) return Optional.empty();
        return usable(row.get());
    }

    /// For the bearer token of the platform's own interface.
    public Optional<EnrolmentKey> authenticateBearer(String token) {
        var dot = token.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : authenticate(Protocol.REST, token.substring(0, dot), token.substring(dot + 1));
    }

    /// For protocols that compute with the secret (ACME, CMP): its characters, if the key is usable. The caller clears
    /// them.
    public Optional<byte[]> secretOf(Protocol protocol, String id) {
        return register.find(protocol, id)
                .filter(row -> usable(row).isPresent())
                .map(row -> {
                    var wrapped = row.wrapped();
                    if (wrapped == null) throw new IllegalStateException("The secret of this protocol is not kept");
                    return secrets.unwrap(protocol, id, wrapped);
                });
    }

    private Optional<EnrolmentKey> usable(Row row) {
        var now = writing.clock().instant();
        if (!row.key().usable(now)) return Optional.empty();
        register.used(row.key().id(), now);
        return Optional.of(row.key());
    }

    /// Clears a secret that was given out.
    public static void clear(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }

    Instant now() {
        return writing.clock().instant();
    }
}
