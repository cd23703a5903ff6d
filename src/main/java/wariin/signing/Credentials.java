package wariin.signing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificationAuthority;
import wariin.ca.application.PreparedOutcome;
import wariin.ca.application.SubscriberRequest;
import wariin.ca.authority.AssuranceLevel;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.Proof;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.KeyAlgorithm;
import wariin.keys.SubscriberKeys;
import wariin.signing.CredentialRegister.Row;
import wariin.signing.CredentialRegister.State;
import wariin.signing.SigningSettings.Kind;

/// Makes a signer's key and certificate when they are first needed, and anew when what the certificate says has
/// changed.
@Component
class Credentials {

    private static final Logger log = LoggerFactory.getLogger(Credentials.class);
    private static final Duration LONGEST_MAKING = Duration.ofSeconds(30);
    private static final Duration LEAST_VALIDITY = Duration.ofDays(1);
    private static final Duration LEAST_OF_ONE_SHOT = Duration.ofHours(1);

    private final CredentialRegister register;
    private final SubscriberKeys keys;
    private final CertificationAuthority authority;
    private final Kind kind;
    private final Accounts accounts;
    private final Journal journal;
    private final Writing writing;

    /// What a change of state needs: transactions and the time.
    @Component
    record Writing(TransactionTemplate transactions, Clock clock) {}

    /// Who certifies a key, and for how long it is kept.
    @Component
    record Certifying(CertificationAuthority authority, SigningSettings settings) {}

    Credentials(
            CredentialRegister register,
            SubscriberKeys keys,
            Certifying certifying,
            Accounts accounts,
            Journal journal,
            Writing writing) {
        this.register = register;
        this.keys = keys;
        this.authority = certifying.authority();
        this.kind = certifying.settings().credentials();
        this.accounts = accounts;
        this.journal = journal;
        this.writing = writing;
    }

    Credential of(CurrentUser signer) {
        var level = level(signer);
        var algorithm = register.preferred(signer.user().id().value());
        var subject = subjectHash(signer, level, algorithm);
        for (var attempt = 0; attempt < 100; attempt++) {
            var current = register.current(
                    signer.user().id().value(), signer.organisation().id().value(), kind);
            if (current.isPresent() && usable(current.get(), subject)) return credential(current.get());
            if (current.isPresent() && !retired(current.get())) {
                pause();
                continue;
            }
            var made = make(signer, level, algorithm, subject);
            if (made.isPresent()) return made.get();
        }
        throw new IllegalStateException("Another request has been making this credential for too long");
    }

    Credential credential(Row row) {
        var leaf = parse(Objects.requireNonNull(row.certificate()));
        return new Credential(row.id(), row.algorithm(), row.level(), authority.chain(leaf));
    }

    private boolean usable(Row row, byte[] subject) {
        var least = kind == Kind.KEPT ? LEAST_VALIDITY : LEAST_OF_ONE_SHOT;
        return MessageDigest.isEqual(row.subjectHash(), subject) && isValid(row, least);
    }

    /// Whether the key may sign for this authorization: a one-shot does so for its own only.
    boolean signsFor(Row row, AuthorizationId authorization) {
        return (row.kind() == Kind.KEPT || authorization.equals(row.authorization())) && isValid(row, Duration.ZERO);
    }

    /// The certificate stands, and will for so long.
    private boolean isValid(Row row, Duration still) {
        return (row.state() == State.ACTIVE || row.state() == State.BOUND)
                && Objects.requireNonNull(row.notAfter())
                        .isAfter(writing.clock().instant().plus(still))
                && !authority.isRevoked(parse(Objects.requireNonNull(row.certificate())));
    }

    /// Takes the old one out of the way; one that is just being made by another request stays for a while.
    private boolean retired(Row row) {
        var now = writing.clock().instant();
        if (row.state() == State.PENDING && row.createdAt().isAfter(now.minus(LONGEST_MAKING))) return false;
        var reason = row.state() == State.PENDING
                ? "never finished"
                : "the certificate was revoked, or its words or term have changed";
        var done = writing.transactions().execute(_ -> {
            if (!register.retire(row.id(), row.state(), reason, now)) return false;
            journal.append(
                    Act.of("credential-retired", row.id().toString(), row.user().toString()));
            return true;
        });
        if (done && row.keyId() != null) keys.destroy(row.key(), reason);
        return done;
    }

    /// Intent first, then the key, then the certificate: a crash leaves a PENDING row, which {@link #retired} clears.
    private Optional<Credential> make(
            CurrentUser signer, AssuranceLevel level, KeyAlgorithm algorithm, byte[] subject) {
        var id = new CredentialId(UUID.randomUUID());
        var user = signer.user().id();
        var now = writing.clock().instant();
        var begun = register.begin(
                id, user.value(), signer.organisation().id().value(), subject, level, algorithm, kind, now);
        if (!begun) return Optional.empty();
        var pair = keys.generate(algorithm, id.toString(), user.toString());
        register.attachKey(id, pair.id());
        var certificate = certificate(id, request(signer, level, pair.publicKey()));
        var made = writing.transactions().execute(_ -> {
            if (!register.activate(
                    id, encoded(certificate), certificate.getNotAfter().toInstant())) return false;
            journal.append(Act.of("credential-created", id.toString(), user.toString()));
            return true;
        });
        if (!made) return Optional.empty();
        log.atInfo().addKeyValue("credential", id).addKeyValue("level", level).log("Credential made");
        return Optional.of(new Credential(id, algorithm, level, authority.chain(certificate)));
    }

    private X509Certificate certificate(CredentialId id, SubscriberRequest request) {
        if (kind == Kind.KEPT) return authority.issue(request);
        return switch (authority.prepareOneShot(request, id.toString().replace("-", ""))) {
            case PreparedOutcome.Prepared(var body) ->
                authority.issue(body, new SigningPermit(body, id, request.level()));
            case PreparedOutcome.Unfit(var findings) -> throw new IllegalArgumentException(String.join("; ", findings));
        };
    }

    /// A one-shot belongs to the authorization from now on, in the caller's transaction.
    void bind(Row row, AuthorizationId authorization) {
        if (row.kind() == Kind.ONE_SHOT && !register.bind(row.id(), authorization)) {
            throw new IllegalStateException("Another authorization has this credential");
        }
    }

    /// The key first: if we die before the row says so, the sweeper comes here again.
    void spend(Row row) {
        if (row.kind() != Kind.ONE_SHOT) return;
        keys.destroy(row.key(), "used once");
        writing.transactions().executeWithoutResult(_ -> {
            if (!register.retire(
                    row.id(), row.state(), "used once", writing.clock().instant())) return;
            journal.append(
                    Act.of("credential-retired", row.id().toString(), row.user().toString()));
        });
    }

    /// Ends one-shots whose act is over without having ended them, and those that grew old unused.
    void sweep(Instant now) {
        register.spent(now.plus(LEAST_OF_ONE_SHOT)).forEach(this::spend);
    }

    private static SubscriberRequest request(CurrentUser signer, AssuranceLevel level, PublicKey key) {
        return new SubscriberRequest(
                key,
                signer.user().name(),
                signer.organisation().name(),
                signer.organisation().number(),
                signer.user().email(),
                level,
                signer.user().id().toString());
    }

    /// The highest level whose checks were really done.
    private AssuranceLevel level(CurrentUser signer) {
        var kinds = accounts.proofsOf(signer.user().id(), signer.organisation().id()).stream()
                .map(Proof::kind)
                .toList();
        if (kinds.contains(Proof.Kind.ORGANISATION_CONFIRMED)) return AssuranceLevel.OPERATOR_CHECKED;
        if (kinds.contains(Proof.Kind.INVITED_BY_ORGANISATION) || kinds.contains(Proof.Kind.VOUCHED_BY_PROVIDER)) {
            return AssuranceLevel.ORGANISATION_CONFIRMED;
        }
        return kinds.contains(Proof.Kind.EMAIL_CONFIRMED) ? AssuranceLevel.EMAIL_CONFIRMED : AssuranceLevel.SELF_STATED;
    }

    private static byte[] subjectHash(CurrentUser signer, AssuranceLevel level, KeyAlgorithm algorithm) {
        var words = String.join(
                "\n",
                signer.user().name(),
                signer.user().email(),
                signer.organisation().name(),
                String.valueOf(signer.organisation().number()),
                level.name(),
                algorithm.name());
        try {
            return MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate parse(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a credential is being made", e);
        }
    }
}
