package wariin.assessment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import wariin.criteria.CatalogueVersion;
import wariin.criteria.Catalogues;
import wariin.register.Change;
import wariin.register.ServiceId;
import wariin.register.ServiceRegister;
import wariin.register.StatusEvent;

/// Brings into the register what two deciders decided, in their transaction or in the publisher's.
@Component
class DecisionEntry {

    private final ServiceRegister register;
    private final CaseRegister cases;
    private final VoteRegister votes;
    private final CasePeopleRegister people;
    private final Catalogues catalogues;

    DecisionEntry(
            ServiceRegister register,
            CaseRegister cases,
            VoteRegister votes,
            CasePeopleRegister people,
            Catalogues catalogues) {
        this.register = register;
        this.cases = cases;
        this.votes = votes;
        this.people = people;
        this.catalogues = catalogues;
    }

    /// The votes for a report that count: of deciders who are appointed still and have no conflict.
    List<Vote> counting(Case item, java.util.UUID report) {
        var appointed = people.appointments(item.id()).stream()
                .filter(one -> one.active() && one.role() == CaseActor.DECIDER)
                .map(Appointment::user)
                .toList();
        return votes.of(item.id()).stream()
                .filter(vote -> vote.report().equals(report) && vote.inFavour())
                .filter(vote -> appointed.contains(vote.decider()))
                .toList();
    }

    /// With the second vote. A new service is described, to be registered when it is published; all that the table
    /// does not hand to a publisher takes effect at once.
    @Transactional(propagation = Propagation.MANDATORY)
    void decided(Case item, Stage next, String actor) {
        if (item.kind() == CaseKind.NEW) {
            var provider =
                    register.provider(item.applicant(), item.application().provider(), actor);
            cases.name(item.id(), register.describe(provider, item.application().service(), actor));
        } else if (next == Stage.PUBLISHED) {
            enter(item, item.service(), actor, null);
        }
    }

    /// By the publisher.
    @Transactional(propagation = Propagation.MANDATORY)
    void publish(Case item, String actor, @Nullable Instant from) {
        enter(item, item.service(), actor, from);
    }

    /// The event of this case, once there is one.
    java.util.Optional<StatusEvent> event(Case item) {
        if (item.service() == null) return java.util.Optional.empty();
        return register.history(item.service()).stream()
                .filter(event -> event.decision().equals(item.id().toString()))
                .findFirst();
    }

    private void enter(Case item, @Nullable ServiceId service, String actor, @Nullable Instant from) {
        if (service == null) throw new IllegalStateException("No service in the register for case " + item.id());
        if (item.kind() == CaseKind.RENEWAL || item.kind() == CaseKind.CHANGE) {
            register.provider(item.applicant(), item.application().provider(), actor);
            register.revise(service, item.application().service(), actor);
        }
        var change = change(item.kind());
        if (change == null) return;
        var version = catalogues.version(item.catalogue()).map(CatalogueVersion::version);
        register.record(new DecidedByTwo(
                item, service, change, version.orElse(item.catalogue().toString()), actor, from));
    }

    private static @Nullable Change change(CaseKind kind) {
        return switch (kind) {
            case NEW -> Change.REGISTRATION;
            case RENEWAL -> Change.RENEWAL;
            case SUSPENSION -> Change.SUSPENSION;
            case REINSTATEMENT -> Change.REINSTATEMENT;
            case WITHDRAWAL -> Change.WITHDRAWAL;
            case TAKE_OVER -> Change.TAKE_OVER;
            case CHANGE, SURVEILLANCE, INCIDENT -> null;
        };
    }
}
