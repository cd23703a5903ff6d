package wariin.ca.ceremony;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.ca.authority.Authority;
import wariin.ca.authority.CaSettings;
import wariin.ca.authority.CaSettings.Ceremony;
import wariin.ca.ceremony.HierarchyPlan.PlannedAuthority;
import wariin.ca.ceremony.HierarchyPlan.PlannedUnit;
import wariin.ca.ceremony.UnitRegister.Generation;
import wariin.ca.issuance.Issuance;
import wariin.ca.issuance.Issuance.Signer;
import wariin.ca.issuance.StoredCertificate.State;
import wariin.journal.Journal;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeyPairInfo;
import wariin.x509.Certificates;
import wariin.x509.SerialNumber;

/// Makes the authorities' keys and certificates at the first start; every step is recorded once and can be resumed.
///
/// Each step asks the records first, so after a crash at any line the next start goes on where the last one stopped: a
/// key has one purpose, a certificate one holder, and the record of a step commits together with its result. A later
/// release that plans more authorities finds them missing and makes them in further steps.
@Component
public class KeyCeremony {
    private static final Logger log = LoggerFactory.getLogger(KeyCeremony.class);
    private static final Duration RESPONDER_RENEWAL = Duration.ofDays(30);

    /// Where steps and results are kept.
    @Component
    record Books(CeremonyJournal ceremony, AuthorityRegister authorities, UnitRegister units) {}

    /// What a step needs to be written.
    @Component
    record Writing(TransactionTemplate transactions, Journal journal, Clock clock) {}

    private final Books books;
    private final Writing writing;
    private final CeremonySteps steps;
    private final AuthorityContents contents;
    private final OfflineCeremony offline;
    private final Plan plan;

    /// What is made. The series begins every name, so that a second hierarchy can stand beside the first.
    record Plan(String series, HierarchyPlan hierarchy, Ceremony ceremony, Consumer<String> witness) {
        static Plan of(CaSettings settings, String series, Consumer<String> witness) {
            return new Plan(series, HierarchyPlan.of(settings).named(series), settings.ceremony(), witness);
        }
    }

    @Autowired
    KeyCeremony(
            Books books,
            Writing writing,
            Tools tools,
            AuthorityContents contents,
            OfflineCeremony offline,
            CaSettings settings) {
        this(books, writing, tools, contents, offline, Plan.of(settings, "", KeyCeremony::tell));
    }

    /// What makes keys and certificates.
    @Component
    record Tools(AuthorityKeys keys, Issuance issuance) {}

    KeyCeremony(
            Books books, Writing writing, Tools tools, AuthorityContents contents, OfflineCeremony offline, Plan plan) {
        this.books = books;
        this.writing = writing;
        this.contents = contents;
        this.offline = offline;
        this.plan = plan;
        this.steps = new CeremonySteps(books, writing, tools.keys(), tools.issuance(), plan.witness(), "system");
    }

    /// Does what is not done yet; on a complete installation it only looks.
    public void perform() {
        books.ceremony().alone(() -> {
            offline.takeIn(steps, plan.hierarchy());
            plan.hierarchy().authorities().forEach(this::authority);
            var complete = books.ceremony().has(plan.series() + "complete");
            if (!complete) offline.refuseToGoOnWithout(plan.hierarchy());
            plan.hierarchy().units().forEach(unit -> unit(steps, unit, 1, null));
            for (var authority : books.authorities().all()) {
                if (authority.name().startsWith(plan.series())) responder(authority);
            }
            if (!complete) complete();
            return true;
        });
    }

    /// A step of the ceremony as it was recorded, with the hash of what it made and its entry in the journal.
    public record CeremonyStep(int number, String step, String sha256, Instant at, String entry) {}

    /// What was done, in order.
    public List<CeremonyStep> steps() {
        var recorded = new ArrayList<CeremonyStep>();
        for (var step : books.ceremony().all()) {
            var sha256 = HexFormat.of().formatHex(step.sha256());
            recorded.add(new CeremonyStep(step.number(), step.step(), sha256, step.recordedAt(), step.entry()));
        }
        return recorded;
    }

    /// Gives each authority a new responder in time; the old one stays valid until it expires.
    void renewResponders() {
        books.ceremony().alone(() -> {
            books.authorities().all().forEach(this::responder);
            return true;
        });
    }

    /// A later generation of an authority; its issuer's key must be here. Who wanted it stays in the record.
    void nextGeneration(PlannedAuthority planned, int generation, String actor) {
        books.ceremony().alone(() -> {
            if (books.authorities().generations(planned.line()) < generation) {
                make(steps.by(actor), planned, generation);
            }
            responder(books.authorities().current(planned.line()).orElseThrow());
            return true;
        });
    }

    /// A later generation of a time-stamping unit, which signs from that moment on.
    void nextUnit(PlannedUnit planned, int generation, Instant servesFrom, String actor) {
        books.ceremony().alone(() -> {
            unit(steps.by(actor), planned, generation, servesFrom);
            return true;
        });
    }

    List<Generation> generations(PlannedUnit unit) {
        return books.units().of(unit.line());
    }

    CeremonySteps stepsOf(String actor) {
        return steps.by(actor);
    }

    HierarchyPlan hierarchy() {
        return plan.hierarchy();
    }

    private void authority(PlannedAuthority planned) {
        if (books.authorities().current(planned.line()).isPresent()) return;
        if (planned.isRoot() && plan.ceremony() == Ceremony.OFFLINE) return;
        var parent = books.authorities().current(planned.parent());
        if (planned.isRoot() || parent.isPresent() && parent.get().key() != null) make(steps, planned, 1);
        else offline.request(steps, planned, 1);
    }

    private void make(CeremonySteps steps, PlannedAuthority planned, int generation) {
        var name = planned.name(generation);
        var key = steps.key(name, planned.algorithm());
        if (planned.isRoot()) {
            if (generation > 1) cross(steps, planned, generation, key);
            var self = new Signer(name, key.id(), key.publicKey());
            steps.certificate(
                    name,
                    self,
                    () -> contents.root(planned, generation, key.publicKey()),
                    made -> add(planned, generation, key, made));
            return;
        }
        var parent = books.authorities().current(planned.parent()).orElseThrow();
        steps.certificate(
                name,
                signer(parent),
                () -> contents.authority(parent, planned, generation, key.publicKey()),
                made -> add(planned, generation, key, made));
    }

    /// Before the new root is there: whoever relies on the former one can follow from the first day.
    private void cross(CeremonySteps steps, PlannedAuthority planned, int generation, KeyPairInfo key) {
        var former = books.authorities().current(planned.line()).orElseThrow();
        steps.certificate(
                crossName(planned.name(generation)),
                signer(former),
                () -> contents.cross(former, planned, generation, key.publicKey()),
                _ -> {});
    }

    /// What the certificate of a root by the root before it is called, also in addresses.
    static String crossName(String root) {
        return root + "-cross";
    }

    private void add(PlannedAuthority planned, int generation, KeyPairInfo key, X509Certificate made) {
        var authority =
                new Authority(planned.name(generation), planned.purpose(), key.id(), made, planned.shards(), true);
        books.authorities()
                .add(
                        authority,
                        SerialNumber.of(made),
                        generation,
                        writing.clock().instant());
    }

    /// @param servesFrom null for the first generation, which serves at once
    private void unit(CeremonySteps steps, PlannedUnit planned, int generation, @Nullable Instant servesFrom) {
        var name = planned.name(generation);
        var stored = steps.issuance().findByHolder(name);
        if (stored.isPresent() && stored.get().state() == State.ISSUED) return;
        var issuer = books.authorities().current(planned.issuer());
        // An installation that waits for one of its authorities goes on with the units that it has.
        if (issuer.isEmpty()) return;
        var key = steps.key(name, planned.algorithm());
        steps.certificate(
                name,
                signer(issuer.get()),
                () -> contents.unit(issuer.get(), planned, generation, key.publicKey()),
                _ -> {
                    if (servesFrom == null) return;
                    var at = writing.clock().instant();
                    books.units().add(new Generation(name, planned.line(), generation, servesFrom), at);
                });
    }

    /// Responders are numbered; the next one is made when the newest has less than a third of its life before it.
    private void responder(Authority issuer) {
        if (!issuer.answers()) return;
        var newest = steps.issuance().newestResponder(issuer.name());
        var number = 1;
        if (newest.isPresent() && newest.get().der() != null) {
            var until = Certificates.parse(newest.get().der()).getNotAfter().toInstant();
            if (until.isAfter(writing.clock().instant().plus(RESPONDER_RENEWAL))) return;
            if (until.equals(issuer.certificate().getNotAfter().toInstant())) return;
            number = Integer.parseInt(newest.get().holder().replaceFirst(".*/", "")) + 1;
        }
        var holder = "ocsp-" + issuer.name() + "/" + number;
        var key = steps.key(holder, responderKey(issuer));
        steps.certificate(holder, signer(issuer), () -> contents.responder(issuer, key.publicKey()), _ -> {});
    }

    /// An answer is as hard to forge as the certificates that it is about.
    private static KeyAlgorithm responderKey(Authority issuer) {
        var algorithm = issuer.certificate().getPublicKey().getAlgorithm();
        return algorithm.startsWith("ML-DSA") ? KeyAlgorithm.ML_DSA_65 : KeyAlgorithm.EC_P256;
    }

    private void complete() {
        var root =
                books.authorities().current(plan.series() + HierarchyPlan.ROOT).orElseThrow();
        steps.record(
                plan.series() + "complete", root.certificate().getPublicKey().getEncoded());
        log.atInfo().log("The key ceremony is complete");
    }

    private static Signer signer(Authority authority) {
        return new Signer(
                authority.name(), authority.keyHere(), authority.certificate().getPublicKey());
    }

    private static void tell(String step) {
        log.debug("Key ceremony: {}", step);
    }
}
