package wariin.ca;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.CertificateRegister.State;
import wariin.ca.Issuance.Signer;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeyPairInfo;
import wariin.x509.CertificateContent;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

/// Makes the authorities' keys and certificates at the first start; every step is recorded once and can be resumed.
///
/// Each step asks the records first, so after a crash at any line the next start goes on where the last one stopped: a
/// key has one purpose, a certificate one holder, and the record of a step commits together with its result.
@Component
public class KeyCeremony {
    private static final Logger log = LoggerFactory.getLogger(KeyCeremony.class);
    private static final Duration RESPONDER_RENEWAL = Duration.ofDays(30);

    static final String ROOT = "root";
    static final String ISSUING = "issuing";
    static final String ISSUING_RSA = "issuing-rsa";
    static final String UNIT = "tsu-1";

    /// Where steps and results are kept.
    @Component
    record Books(CeremonyJournal ceremony, CertificateRegister certificates, AuthorityRegister authorities) {}

    /// What a step needs to be written.
    @Component
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private final Books books;
    private final Writing writing;
    private final AuthorityKeys keys;
    private final Issuance issuance;
    private final CertificateContents contents;
    private final Plan plan;

    /// What is made. The series begins every name, so that a later generation of authorities can stand beside this
    /// one.
    record Plan(String series, boolean rsaAuthority, Consumer<String> witness) {}

    @Autowired
    KeyCeremony(
            Books books,
            Writing writing,
            AuthorityKeys keys,
            Issuance issuance,
            CertificateContents contents,
            CaSettings settings) {
        this(
                books,
                writing,
                keys,
                issuance,
                contents,
                new Plan("", settings.rsaAuthority(), step -> log.debug("Key ceremony: {}", step)));
    }

    KeyCeremony(
            Books books,
            Writing writing,
            AuthorityKeys keys,
            Issuance issuance,
            CertificateContents contents,
            Plan plan) {
        this.books = books;
        this.writing = writing;
        this.keys = keys;
        this.issuance = issuance;
        this.contents = contents;
        this.plan = plan;
    }

    /// Does what is not done yet; on a complete installation it only looks.
    public void perform() {
        books.ceremony().alone(() -> {
            var root = root();
            issuing(root, plan.series() + ISSUING, KeyAlgorithm.EC_P256);
            if (plan.rsaAuthority()) issuing(root, plan.series() + ISSUING_RSA, KeyAlgorithm.RSA_3072);
            unit(root);
            for (var authority : books.authorities().all()) {
                if (authority.name().startsWith(plan.series())) responder(authority);
            }
            if (!books.ceremony().has(plan.series() + "complete")) {
                record(
                        plan.series() + "complete",
                        root.certificate().getPublicKey().getEncoded());
                log.atInfo().log("The key ceremony is complete");
            }
            return root;
        });
    }

    /// A step of the ceremony as it was recorded, with the hash of what it made and its entry in the journal.
    public record CeremonyStep(int number, String step, String sha256, Instant at, String entry) {}

    /// What was done, in order.
    public List<CeremonyStep> steps() {
        var steps = new ArrayList<CeremonyStep>();
        for (var step : books.ceremony().all()) {
            var sha256 = HexFormat.of().formatHex(step.sha256());
            steps.add(new CeremonyStep(step.number(), step.step(), sha256, step.recordedAt(), step.entry()));
        }
        return steps;
    }

    /// Gives each authority a new responder in time; the old one stays valid until it expires.
    void renewResponders() {
        books.ceremony().alone(() -> {
            books.authorities().all().forEach(this::responder);
            return true;
        });
    }

    private Authority root() {
        var name = plan.series() + ROOT;
        var key = key(name, KeyAlgorithm.EC_P384);
        var signer = new Signer(name, key.id(), key.publicKey());
        certificate(name, signer, () -> contents.root(key.publicKey()), made -> addAuthority(name, AuthorityPurpose.ROOT, key, made));
        return books.authorities().find(name).orElseThrow();
    }

    private void issuing(Authority root, String name, KeyAlgorithm algorithm) {
        var key = key(name, algorithm);
        certificate(
                name,
                signer(root),
                () -> contents.issuing(root, name, key.publicKey()),
                made -> addAuthority(name, AuthorityPurpose.PERSON, key, made));
    }

    private void unit(Authority root) {
        var holder = plan.series() + UNIT;
        var key = key(holder, KeyAlgorithm.EC_P256);
        certificate(holder, signer(root), () -> contents.timeStampingUnit(root, key.publicKey()), _ -> {});
    }

    /// Responders are numbered; the next one is made when the newest has less than a third of its life before it.
    private void responder(Authority issuer) {
        var newest = books.certificates().newestResponder(issuer.name());
        var number = 1;
        if (newest.isPresent() && newest.get().der() != null) {
            var until = Certificates.parse(newest.get().der()).getNotAfter().toInstant();
            if (until.isAfter(writing.clock().instant().plus(RESPONDER_RENEWAL))) return;
            number = Integer.parseInt(newest.get().holder().replaceFirst(".*/", "")) + 1;
        }
        var holder = "ocsp-" + issuer.name() + "/" + number;
        var key = key(holder, KeyAlgorithm.EC_P256);
        certificate(holder, signer(issuer), () -> contents.responder(issuer, key.publicKey()), _ -> {});
    }

    private static Signer signer(Authority authority) {
        return new Signer(
                authority.name(), authority.keyHere(), authority.certificate().getPublicKey());
    }

    private void addAuthority(String name, AuthorityPurpose purpose, KeyPairInfo key, X509Certificate certificate) {
        var authority = new Authority(name, purpose, key.id(), certificate, 1, true);
        books.authorities()
                .add(authority, SerialNumber.of(certificate), 1, writing.clock().instant());
    }

    private KeyPairInfo key(String holder, KeyAlgorithm algorithm) {
        var step = holder + " key";
        plan.witness().accept(step);
        if (books.ceremony().has(step)) return keys.find(purpose(holder)).orElseThrow();
        var key = keys.generate(algorithm, purpose(holder));
        plan.witness().accept(step + " made");
        record(step, key.publicKey().getEncoded());
        return key;
    }

    private void certificate(
            String holder, Signer issuer, Supplier<CertificateContent> content, Consumer<X509Certificate> also) {
        var step = holder + " certificate";
        plan.witness().accept(step);
        var stored = books.certificates().findByHolder(holder);
        if (stored.isPresent() && stored.get().state() == State.ISSUED) return;
        var intent = stored.orElseGet(() -> issuance.intend(issuer, content.get(), holder));
        plan.witness().accept(step + " intended");
        issuance.finish(issuer, intent, Map.of("holder", holder), made -> {
            also.accept(made);
            add(step, Certificates.encoded(made));
            plan.witness().accept(step + " about to commit");
        });
        plan.witness().accept(step + " issued");
    }

    private void record(String step, byte[] result) {
        writing.transactions().executeWithoutResult(_ -> add(step, result));
    }

    private void add(String step, byte[] result) {
        var sha256 = Sha256.of(result);
        var facts = Map.of("step", step, "sha256", HexFormat.of().formatHex(sha256));
        var entry = writing.journal().append(new Act("ceremony-step", step, "system", facts));
        books.ceremony().add(step, sha256, writing.clock().instant(), entry);
    }

    static String purpose(String holder) {
        return "ca:" + holder;
    }
}
