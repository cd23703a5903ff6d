package wariin.trustlist;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeyId;
import wariin.keys.KeyPairInfo;
import wariin.tsl.ListSigner;
import wariin.x509.CertificateContent;
import wariin.x509.CertificateLinter;
import wariin.x509.CertificateProfile;
import wariin.x509.Certificates;
import wariin.x509.DistinguishedName;
import wariin.x509.SerialNumber;
import wariin.x509.SignatureAlgorithm;

/// The keys that sign lists. There are always two valid ones whose periods end at different times, so that a reader who
/// knows the second is not lost when the first ends (TS 119 612, 5.7.1).
@Service
public class Signers {

    /// Shorter for the first: the two must not end together.
    private static final Duration FIRST = Duration.ofDays(730);
    private static final Duration LATER = Duration.ofDays(1095);

    /// What a step needs to be written.
    @Component("trustListWriting")
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private final SignerRegister register;
    private final SchemeRegister schemes;
    private final PublicationLock lock;
    private final AuthorityKeys keys;
    private final Writing writing;
    private final SecureRandom random;

    Signers(
            SignerRegister register,
            SchemeRegister schemes,
            PublicationLock lock,
            AuthorityKeys keys,
            Writing writing,
            SecureRandom random) {
        this.register = register;
        this.schemes = schemes;
        this.lock = lock;
        this.keys = keys;
        this.writing = writing;
        this.random = random;
    }

    /// All that were announced, in order.
    public List<Signer> all() {
        var using = register.using().orElse(0);
        var all = new ArrayList<Signer>();
        for (var row : register.all()) {
            if (row.certificate() == null || row.announcedAt() == null) continue;
            all.add(new Signer(row.number(), row.certificate(), row.announcedAt(), row.number() == using));
        }
        return all;
    }

    /// Those whose certificates are valid now: whoever trusts the list trusts them.
    public List<X509Certificate> valid() {
        var now = writing.clock().instant();
        return all().stream()
                .filter(signer -> signer.validAt(now))
                .map(Signer::certificate)
                .toList();
    }

    /// Makes a new signer known, without using it yet.
    public Signer announce(String actor) {
        return lock.alone(() -> announceAlone(actor));
    }

    private Signer announceAlone(String actor) {
        finishIntents(actor);
        var number = register.all().size() + 1;
        var settings = schemes.newest().orElseThrow().settings();
        var key = keys.generate(KeyAlgorithm.EC_P256, "trustlist:signer:" + number);
        var body = CertificateLinter.lint(
                        content(settings, key, number).toBeSigned(), CertificateProfile.LIST_SIGNER, key.publicKey())
                .orThrow()
                .toBeSigned();
        register.intend(number, key.id(), body, writing.clock().instant());
        finishIntents(actor);
        return find(number);
    }

    /// The next list is signed by this one; the one before stays valid for the lists that it signed.
    /// False if there is no such valid signer.
    public boolean use(int number, String actor) {
        var now = writing.clock().instant();
        var known = all().stream().anyMatch(signer -> signer.number() == number && signer.validAt(now));
        if (!known) return false;
        writing.transactions().executeWithoutResult(_ -> {
            if (register.using().filter(used -> used == number).isPresent()) return;
            register.use(number, now, actor);
            writing.journal().append(new Act("list-signer-used", "list-signer-" + number, actor, Map.of()));
        });
        return true;
    }

    /// Two signers, the first of them in use; on a complete installation it only looks. The caller holds the lock.
    void begin(String actor) {
        finishIntents(actor);
        while (all().size() < 2) announceAlone(actor);
        if (register.using().isEmpty()) use(1, actor);
        var settings = schemes.newest().orElseThrow().settings();
        if (names(settings, find(inUse()))) return;
        // The operator has another name or territory now, and the signer's certificate must say it (5.7.1).
        use(announceAlone(actor).number(), actor);
    }

    private static boolean names(SchemeSettings settings, Signer signer) {
        return name(settings, signer.number())
                .principal()
                .equals(signer.certificate().getSubjectX500Principal());
    }

    private static DistinguishedName name(SchemeSettings settings, int number) {
        return DistinguishedName.of(settings.territory(), settings.operator().en(), "Trusted list signer " + number);
    }

    /// Signs with the key of this signer.
    ListSigner signing(int number) {
        var row = register.find(number).orElseThrow();
        return new Signing(find(number).certificate(), row.key());
    }

    Signer find(int number) {
        return all().stream()
                .filter(signer -> signer.number() == number)
                .findFirst()
                .orElseThrow();
    }

    int inUse() {
        return register.using().orElseThrow();
    }

    /// A crash between intent and result leaves a body without signature; it is signed now, the same bytes.
    private void finishIntents(String actor) {
        for (var row : register.all()) {
            if (row.certificate() != null) continue;
            var key = keys.find("trustlist:signer:" + row.number()).orElseThrow();
            var certificate = CertificateLinter.lint(row.toBeSigned(), CertificateProfile.LIST_SIGNER, key.publicKey())
                    .orThrow()
                    .signedBy(body -> keys.sign(row.key(), body));
            writing.transactions().executeWithoutResult(_ -> announced(row.number(), certificate, actor));
        }
    }

    private void announced(int number, X509Certificate certificate, String actor) {
        var der = Certificates.encoded(certificate);
        if (!register.announce(number, der, writing.clock().instant())) return;
        var facts = Map.of("sha256", HexFormat.of().formatHex(Hash.sha256(der)));
        writing.journal().append(new Act("list-signer-announced", "list-signer-" + number, actor, facts));
    }

    private CertificateContent content(SchemeSettings settings, KeyPairInfo key, int number) {
        var name = name(settings, number);
        var from = writing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return new CertificateContent(
                CertificateProfile.LIST_SIGNER,
                SerialNumber.random(random),
                name.principal(),
                name,
                from,
                until(from, number),
                key.publicKey(),
                key.publicKey(),
                null,
                null,
                List.of(),
                null);
    }

    private static Instant until(Instant from, int number) {
        return from.plus(number == 1 ? FIRST : LATER).minusSeconds(1);
    }

    private final class Signing implements ListSigner {

        private final X509Certificate certificate;
        private final KeyId key;

        Signing(X509Certificate certificate, KeyId key) {
            this.certificate = certificate;
            this.key = key;
        }

        @Override
        public X509Certificate certificate() {
            return certificate;
        }

        @Override
        public SignatureAlgorithm algorithm() {
            return SignatureAlgorithm.of(certificate.getPublicKey());
        }

        @Override
        public byte[] sign(byte[] toBeSigned) {
            return keys.sign(key, toBeSigned);
        }
    }
}
