package wariin.ra.approval;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import wariin.company.CorporateNumber;
import wariin.identity.Consent;
import wariin.identity.CurrentUser;
import wariin.journal.Act;
import wariin.journal.Journal;
import wariin.ra.desk.Desk;
import wariin.ra.desk.DeskAccess;
import wariin.ra.desk.DeskId;
import wariin.ra.desk.DomainName;
import wariin.ra.desk.EvidenceAbout;
import wariin.ra.desk.HolderProfiles;
import wariin.ra.refusal.RefusalLog;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.BadField;
import wariin.ra.refusal.RegistrationRefusal.LimitExceeded;
import wariin.ra.refusal.RegistrationRefusal.OutsideDomain;
import wariin.ra.refusal.RegistrationRefusal.OutsideOrganisation;
import wariin.ra.refusal.RegistrationRefusal.OutsideProfile;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.StandingApprovalId;

/// Rules under which programs get certificates: each signed by as many officers as the desk needs, revocable at once.
@Service
public class StandingApprovals {

    /// What a rule shall say.
    ///
    /// @param domains mail domains or DNS suffixes
    /// @param largest how many certificates in all
    public record Rule(
            String name,
            String profile,
            @Nullable CorporateNumber organisation,
            String organisationName,
            Set<String> domains,
            int largest,
            Instant until) {}

    /// What became of an act on a standing approval.
    public sealed interface Outcome {
        record Done(StandingApproval now) implements Outcome {}

        record Refused(RegistrationRefusal reason) implements Outcome {}

        record Unknown() implements Outcome {}
    }

    /// What rules are written with.
    @Component
    record RuleBook(
            StandingRegister rules, ApprovalRegister approvals, Journal journal, TransactionTemplate transactions) {}

    /// No longer than what was verified of people counts.
    private static final Duration LONGEST = Duration.ofDays(EvidenceAbout.PERSON.days());
    private static final int MOST = 100_000;

    private final RuleBook book;
    private final DeskAccess desks;
    private final Ballots ballots;
    private final RefusalLog refusals;
    private final Clock clock;

    StandingApprovals(RuleBook book, DeskAccess desks, Ballots ballots, RefusalLog refusals, Clock clock) {
        this.book = book;
        this.desks = desks;
        this.ballots = ballots;
        this.refusals = refusals;
        this.clock = clock;
    }

    /// Proposes a rule; it counts for nothing until officers have signed it.
    public Outcome propose(CurrentUser officer, DeskId id, Rule rule) {
        var desk = desks.find(id);
        if (desk.isEmpty() || !desks.isOfficer(officer, id)) {
            return unknown(officer, id.toString(), "propose-rule");
        }
        var problem = problem(desk.get(), rule);
        if (problem.isPresent()) return refused(officer, id.toString(), "propose-rule", problem.get());
        var now = clock.instant();
        var domains = new TreeSet<String>();
        for (var domain : rule.domains())
            domains.add(DomainName.read(domain).orElseThrow().value());
        var added = new StandingApproval(
                StandingApprovalId.random(),
                id,
                rule.name().strip(),
                rule.profile(),
                rule.organisation(),
                rule.organisationName().strip(),
                domains,
                rule.largest(),
                0,
                rule.until(),
                0,
                desk.get().approvalsNeeded(),
                null,
                now);
        return book.transactions().execute(_ -> {
            book.rules().add(added, officer.user().id());
            var facts = Map.of("desk", id.toString(), "profile", rule.profile());
            book.journal()
                    .append(new Act("standing-approval-proposed", added.id().toString(), officer.getName(), facts));
            return new Outcome.Done(book.rules().find(added.id()).orElseThrow());
        });
    }

    private Optional<RegistrationRefusal> problem(Desk desk, Rule rule) {
        if (!desk.active()) return Optional.of(Plain.DESK_CLOSED);
        if (rule.name().isBlank() || rule.name().length() > 200) return Optional.of(new BadField("name"));
        if (rule.largest() < 1 || rule.largest() > MOST) return Optional.of(new BadField("largest"));
        var now = clock.instant();
        if (!rule.until().isAfter(now) || rule.until().isAfter(now.plus(LONGEST))) {
            return Optional.of(new BadField("until"));
        }
        return outside(desk, rule.profile(), rule.organisation(), rule.organisationName(), rule.domains());
    }

    /// A rule needs no evidence of its own, so all that it allows must lie in the scope; at the platform's desk too.
    public static Optional<RegistrationRefusal> outside(
            Desk desk, String profile, @Nullable CorporateNumber number, String name, Set<String> domains) {
        if (HolderProfiles.find(profile).isEmpty() || !desk.scope().coversProfile(profile)) {
            return Optional.of(new OutsideProfile(profile));
        }
        if (number == null || name.isBlank() || name.length() > 64) return Optional.of(new BadField("organisation"));
        if (!desk.scope().covers(number)) return Optional.of(new OutsideOrganisation(number.value()));
        if (domains.isEmpty() || domains.size() > 50) return Optional.of(new BadField("domains"));
        for (var text : domains) {
            var domain = DomainName.read(text);
            if (domain.isEmpty() || !desk.scope().covers(domain.get())) return Optional.of(new OutsideDomain(text));
        }
        return Optional.empty();
    }

    public Optional<ApprovalBallot> ballot(CurrentUser officer, StandingApprovalId id) {
        var rule = seen(officer, id);
        if (rule.isEmpty()) return Optional.empty();
        var refusal = against(officer, rule.get());
        if (refusal.isPresent()) {
            refusals.note(id.toString(), officer.getName(), "approve-rule", refusal.get());
            return Optional.empty();
        }
        var desk = desks.find(rule.get().desk()).orElseThrow();
        var text = ApprovalText.standing(desk, officer.user().id(), rule.get(), clock.instant());
        return Optional.of(ballots.put(officer, desk.id(), text, List.of(), id));
    }

    /// @param sha256 of the ballot
    public Outcome approve(CurrentUser officer, StandingApprovalId id, String sha256, Consent consent) {
        if (seen(officer, id).isEmpty()) return unknown(officer, id.toString(), "approve-rule");
        var ballot = ballots.open(officer, sha256).filter(open -> id.equals(open.standing()));
        if (ballot.isEmpty()) return refused(officer, id.toString(), "approve-rule", Plain.BALLOT_UNKNOWN);
        return switch (ballots.cast(officer, ballot.get(), consent)) {
            case Ballots.Cast.Refused(var reason) -> refused(officer, id.toString(), "approve-rule", reason);
            case Ballots.Cast.Signed(var _, var approval) -> sign(officer, id, sha256, approval);
        };
    }

    private Outcome sign(CurrentUser officer, StandingApprovalId id, String sha256, java.util.UUID approval) {
        var refusal = book.transactions().execute(_ -> {
            var rule = book.rules().findForUpdate(id).orElseThrow();
            var against = against(officer, rule);
            if (against.isPresent()) return against;
            book.approvals().addStanding(approval, id, officer.user().id());
            book.journal()
                    .append(new Act(
                            "standing-approval-signed", id.toString(), officer.getName(), Map.of("text", sha256)));
            return Optional.<RegistrationRefusal>empty();
        });
        if (refusal.isPresent()) return refused(officer, id.toString(), "approve-rule", refusal.get());
        return new Outcome.Done(book.rules().find(id).orElseThrow());
    }

    private Optional<RegistrationRefusal> against(CurrentUser officer, StandingApproval rule) {
        var desk = desks.find(rule.desk()).orElseThrow();
        if (!desk.active()) return Optional.of(Plain.DESK_CLOSED);
        if (!desks.isOfficer(officer, desk.id())) return Optional.of(Plain.OFFICER_REMOVED);
        if (rule.revokedAt() != null) return Optional.of(Plain.STANDING_APPROVAL_REVOKED);
        if (!clock.instant().isBefore(rule.until())) return Optional.of(Plain.STANDING_APPROVAL_EXPIRED);
        if (book.approvals().approved(rule.id(), officer.user().id())) return Optional.of(Plain.ALREADY_APPROVED);
        return outside(desk, rule.profile(), rule.organisation(), rule.organisationName(), rule.domains());
    }

    /// At once and for ever; any officer of the desk, or the operator.
    public Outcome revoke(CurrentUser officer, StandingApprovalId id) {
        var rule = book.rules().find(id);
        if (rule.isEmpty()
                || !officer.operator() && !desks.isOfficer(officer, rule.get().desk())) {
            return unknown(officer, id.toString(), "revoke-rule");
        }
        return book.transactions().execute(_ -> {
            if (book.rules().revoke(id, officer.getName(), clock.instant())) {
                book.journal().append(Act.of("standing-approval-revoked", id.toString(), officer.getName()));
            }
            return new Outcome.Done(book.rules().find(id).orElseThrow());
        });
    }

    /// For officers of the desk; newest first.
    public List<StandingApproval> of(CurrentUser officer, DeskId desk) {
        return desks.isOfficer(officer, desk) ? book.rules().of(desk) : List.of();
    }

    /// For rooms that have authenticated their caller.
    public Optional<StandingApproval> find(StandingApprovalId id) {
        return book.rules().find(id);
    }

    /// In the caller's transaction, before a certificate is made under it: counts one more, or says why not. Who
    /// revokes
    /// the rule now is too late for this one.
    public Optional<RegistrationRefusal> use(StandingApprovalId id) {
        var rule = book.rules().findForUpdate(id).orElseThrow();
        if (rule.revokedAt() != null) return Optional.of(Plain.STANDING_APPROVAL_REVOKED);
        return book.rules().use(id) ? Optional.empty() : Optional.of(new LimitExceeded(rule.largest()));
    }

    public List<Approval> approvals(CurrentUser officer, StandingApprovalId id) {
        return seen(officer, id).isEmpty() ? List.of() : book.approvals().of(id);
    }

    private Optional<StandingApproval> seen(CurrentUser officer, StandingApprovalId id) {
        return book.rules().find(id).filter(rule -> desks.isOfficer(officer, rule.desk()));
    }

    private Outcome refused(CurrentUser officer, String subject, String act, RegistrationRefusal reason) {
        refusals.note(subject, officer.getName(), act, reason);
        return new Outcome.Refused(reason);
    }

    private Outcome unknown(CurrentUser officer, String subject, String act) {
        refusals.note(subject, officer.getName(), act, Plain.OTHER_DESK);
        return new Outcome.Unknown();
    }
}
