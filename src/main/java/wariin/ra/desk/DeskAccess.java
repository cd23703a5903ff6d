package wariin.ra.desk;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import wariin.company.CorporateNumber;
import wariin.identity.Accounts;
import wariin.identity.CurrentUser;
import wariin.identity.UserId;

/// Who works at a desk now, and what lies in its scope now: appointment and membership, evidence and clock.
@Component
public class DeskAccess {

    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final DeskRegister desks;
    private final ScopeRegister scopes;
    private final Accounts accounts;
    private final Clock clock;

    DeskAccess(DeskRegister desks, ScopeRegister scopes, Accounts accounts, Clock clock) {
        this.desks = desks;
        this.scopes = scopes;
        this.accounts = accounts;
        this.clock = clock;
    }

    /// The desk with that part of its scope whose evidence is young enough.
    public Optional<Desk> find(DeskId id) {
        return desks.find(id).map(this::desk);
    }

    public String name(DeskId id) {
        return desks.find(id).map(DeskRegister.Row::name).orElse("");
    }

    Desk desk(DeskRegister.Row row) {
        var organisations = new HashSet<CorporateNumber>();
        var domains = new HashSet<String>();
        var profiles = new HashSet<String>();
        var now = clock.instant();
        for (var item : scopes.of(row.id())) {
            if (!EvidenceClock.runs(item.validUntil(), now)) continue;
            switch (item.kind()) {
                case ORGANISATION -> organisations.add(new CorporateNumber(item.value()));
                case DOMAIN -> domains.add(item.value());
                case PROFILE -> profiles.add(item.value());
            }
        }
        if (row.platform()) HolderProfiles.all().forEach(profile -> profiles.add(profile.id()));
        var scope = new DeskScope(organisations, domains, profiles);
        return new Desk(
                row.id(), row.name(), row.organisation(), scope, row.approvalsNeeded(), row.active(), row.platform());
    }

    /// Desks that are open.
    public List<DeskId> active() {
        return desks.all().stream()
                .filter(DeskRegister.Row::active)
                .map(DeskRegister.Row::id)
                .toList();
    }

    /// Whether somebody is an officer there now.
    public boolean serves(UserId user, DeskId desk) {
        return desks.officers(desk).stream().anyMatch(officer -> officer.user().equals(user) && holds(officer));
    }

    /// Everything in the scope, with what is too old.
    public List<ScopeItem> items(DeskId id) {
        return scopes.of(id);
    }

    public boolean isOfficer(CurrentUser me, DeskId desk) {
        if (me.guest()) return false;
        return serves(me.user().id(), desk);
    }

    /// Whether an appointment still counts: it ends with the membership in the desk's organisation.
    boolean holds(DeskRegister.OfficerRow officer) {
        if (officer.byOperator()) return true;
        var organisation = desks.find(officer.desk()).map(DeskRegister.Row::organisation);
        return organisation.isPresent()
                && accounts.roleOf(officer.user(), organisation.get()).isPresent();
    }

    /// Ends the appointments of those who left the organisation, so that their approvals count no more.
    public Map<UserId, Boolean> dismissLeavers(DeskId desk) {
        var officers = new HashMap<UserId, Boolean>();
        for (var officer : desks.officers(desk)) {
            var holds = holds(officer);
            officers.put(officer.user(), holds);
            if (!holds) desks.dismiss(desk, officer.user(), NOBODY, clock.instant());
        }
        return officers;
    }

    public boolean wasOfficer(CurrentUser me, DeskId desk) {
        return desks.wasAppointed(desk, me.user().id());
    }
}
