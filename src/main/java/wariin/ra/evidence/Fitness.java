package wariin.ra.evidence;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.identity.Accounts;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.DomainName;
import wariin.ra.desk.EvidenceAbout;
import wariin.ra.desk.EvidenceClock;
import wariin.ra.desk.HolderProfiles;
import wariin.ra.desk.ScopeItem;
import wariin.ra.refusal.CheckFinding;
import wariin.ra.refusal.CheckFinding.Code;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.CheckFailed;
import wariin.ra.refusal.RegistrationRefusal.MissingEvidence;
import wariin.ra.refusal.RegistrationRefusal.OutsideDomain;
import wariin.ra.refusal.RegistrationRefusal.OutsideOrganisation;
import wariin.ra.refusal.RegistrationRefusal.OutsideProfile;
import wariin.ra.refusal.RegistrationRefusal.StaleEvidence;
import wariin.ra.request.Registrant;
import wariin.ra.request.StoredRequest;
import wariin.x509.CertificateProfile;

/// Whether a desk may register this holder now: scope, evidence with its clocks, and the company data. Asked when a
/// request is submitted, approved and issued, each time anew.
@Component
public class Fitness {

    private static final Set<EvidenceMethod> OF_PERSON = Set.of(
            EvidenceMethod.FACE_TO_FACE,
            EvidenceMethod.EMPLOYER_RECORD,
            EvidenceMethod.CHIP,
            EvidenceMethod.SIGNED_APPLICATION);
    private static final Set<EvidenceMethod> OF_PERSON_AT_PLATFORM =
            Set.of(EvidenceMethod.FACE_TO_FACE, EvidenceMethod.CHIP, EvidenceMethod.SIGNED_APPLICATION);

    /// The questions of one batch: what is the same for all is asked once.
    public final class Asking {
        private final Map<DeskId, Desk> known = new HashMap<>();

        public Desk desk(StoredRequest item) {
            return known.computeIfAbsent(
                    item.request().desk(), id -> desks.find(id).orElseThrow());
        }

        public Optional<RegistrationRefusal> unfit(StoredRequest item) {
            return Fitness.this.unfit(desk(item), item);
        }
    }

    private final DeskAccess desks;
    private final RequestEvidenceRegister evidence;
    private final CompanyChecks companies;
    private final Accounts accounts;
    private final Clock clock;

    Fitness(
            DeskAccess desks,
            RequestEvidenceRegister evidence,
            CompanyChecks companies,
            Accounts accounts,
            Clock clock) {
        this.desks = desks;
        this.evidence = evidence;
        this.companies = companies;
        this.accounts = accounts;
        this.clock = clock;
    }

    public Asking asking() {
        return new Asking();
    }

    /// What lies outside the scope of the desk. Evidence that a scope rests on is asked for its age too.
    public Optional<RegistrationRefusal> outside(Desk desk, String profile, Registrant registrant) {
        var known = HolderProfiles.find(profile);
        if (known.isEmpty() || !desk.scope().coversProfile(profile)) return Optional.of(new OutsideProfile(profile));
        var number = registrant.organisation();
        if (number == null) return Optional.of(new MissingEvidence(EvidenceAbout.ORGANISATION.key()));
        if (!desk.platform() && !desk.scope().covers(number)) {
            return Optional.of(stale(desk, ScopeItem.Kind.ORGANISATION, number.value())
                    .orElseGet(() -> new OutsideOrganisation(number.value())));
        }
        for (var name : names(known.get(), registrant)) {
            // Who reads mail at an address can show that at the platform's desk; a host name only its domain's owner.
            if (desk.platform() && registrant.dnsNames().isEmpty()) continue;
            var refusal = outside(desk, name);
            if (refusal.isPresent()) return refusal;
        }
        return Optional.empty();
    }

    private Optional<RegistrationRefusal> outside(Desk desk, String name) {
        var domain = DomainName.read(name);
        if (domain.isEmpty()) return Optional.of(new OutsideDomain(name));
        if (desk.scope().covers(domain.get())) return Optional.empty();
        for (var item : desks.items(desk.id())) {
            if (item.kind() == ScopeItem.Kind.DOMAIN && domain.get().within(item.value())) {
                return stale(desk, ScopeItem.Kind.DOMAIN, item.value());
            }
        }
        return Optional.of(new OutsideDomain(domain.get().value()));
    }

    private static List<String> names(CertificateProfile profile, Registrant registrant) {
        if (profile.allowsDnsNames()) return registrant.dnsNames();
        var email = registrant.email();
        return email == null ? List.of() : List.of(email.substring(email.lastIndexOf('@') + 1));
    }

    private Optional<RegistrationRefusal> stale(Desk desk, ScopeItem.Kind kind, String value) {
        return desks.items(desk.id()).stream()
                .filter(item -> item.kind() == kind && item.value().equals(value))
                .filter(item -> !EvidenceClock.runs(item.validUntil(), clock.instant()))
                .map(item -> (RegistrationRefusal)
                        new StaleEvidence(kind.name().toLowerCase(java.util.Locale.ROOT), date(item.verifiedAt())))
                .findFirst();
    }

    /// Everything that stands against an approval now, the gravest first; empty when nothing does.
    public Optional<RegistrationRefusal> unfit(Desk desk, StoredRequest item) {
        var outside = outside(desk, item.request().profile(), item.request().registrant());
        if (outside.isPresent()) return outside;
        var seen = seen(desk, item);
        for (var need : needs(desk, item, seen)) {
            if (need.refusal() != null) return Optional.of(need.refusal());
        }
        return companies.findings(item.request().registrant(), extract(seen)).stream()
                .filter(CheckFinding::blocking)
                .findFirst()
                .map(CheckFailed::new);
    }

    /// What the machine says of a request, for people.
    public List<CheckFinding> findings(Desk desk, StoredRequest item) {
        var findings = new ArrayList<CheckFinding>();
        var seen = seen(desk, item);
        for (var need : needs(desk, item, seen)) {
            switch (need.refusal()) {
                case StaleEvidence(var what, var since) ->
                    findings.add(CheckFinding.blocking(Code.EVIDENCE_STALE, what + " " + since));
                case null -> {}
                default ->
                    findings.add(CheckFinding.blocking(
                            Code.EVIDENCE_MISSING, need.about().key()));
            }
        }
        findings.addAll(companies.findings(item.request().registrant(), extract(seen)));
        return findings;
    }

    /// All that was verified about this holder at this desk, newest first.
    private List<RequestEvidence> seen(Desk desk, StoredRequest item) {
        return evidence.about(desk.id(), EvidenceSubjects.all(item.request().registrant(), item.origin()));
    }

    private boolean extract(List<RequestEvidence> seen) {
        return newest(seen, EvidenceAbout.ORGANISATION, Set.of(EvidenceMethod.REGISTRY_EXTRACT))
                .filter(found -> EvidenceClock.runs(found.validUntil(), clock.instant()))
                .isPresent();
    }

    /// One kind of evidence that is needed, and what is wrong with it.
    private record Need(EvidenceAbout about, @Nullable RegistrationRefusal refusal) {}

    private List<Need> needs(Desk desk, StoredRequest item, List<RequestEvidence> seen) {
        var needs = new ArrayList<Need>();
        var registrant = item.request().registrant();
        var profile = CertificateProfile.of(item.request().profile());
        if (registrant.organisation() != null && !desk.scope().covers(registrant.organisation())) {
            needs.add(need(seen, EvidenceAbout.ORGANISATION, Set.of(EvidenceMethod.REGISTRY_EXTRACT)));
        }
        if (HolderProfiles.ofPerson(profile)) {
            var methods = desk.platform() ? OF_PERSON_AT_PLATFORM : OF_PERSON;
            needs.add(need(seen, EvidenceAbout.PERSON, methods));
        }
        if (registrant.email() != null && !mailboxOfDomain(desk, item)) {
            needs.add(need(seen, EvidenceAbout.MAILBOX, Set.of(EvidenceMethod.EMAIL_CONTROL)));
        }
        return needs;
    }

    private Need need(List<RequestEvidence> seen, EvidenceAbout about, Set<EvidenceMethod> methods) {
        var found = newest(seen, about, methods);
        if (found.isEmpty()) return new Need(about, new MissingEvidence(about.key()));
        if (EvidenceClock.runs(found.get().validUntil(), clock.instant())) return new Need(about, null);
        return new Need(about, new StaleEvidence(about.key(), date(found.get().verifiedAt())));
    }

    private static Optional<RequestEvidence> newest(
            List<RequestEvidence> seen, EvidenceAbout about, Set<EvidenceMethod> methods) {
        return seen.stream()
                .filter(found -> found.about() == about && methods.contains(found.method()))
                .findFirst();
    }

    /// Who controls the domain says who reads mail there; of an applicant alone, only the address of their account.
    private boolean mailboxOfDomain(Desk desk, StoredRequest item) {
        var request = item.request();
        var email = request.registrant().email();
        var domain = DomainName.read(email.substring(email.lastIndexOf('@') + 1));
        if (domain.isEmpty() || !desk.scope().covers(domain.get())) return false;
        if (request.enteredBy() != null || item.standing() != null || request.applicant() == null) return true;
        return accounts.findUser(request.applicant())
                .filter(user -> user.email().equalsIgnoreCase(email))
                .isPresent();
    }

    private static String date(Instant at) {
        return at.toString().substring(0, 10);
    }
}
