package wariin.register;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import wariin.company.CorporateNumber;
import wariin.identity.OrganisationId;
import wariin.journal.EntryId;
import wariin.register.RefusedEntry.Why;
import wariin.register.StatusRegister.Recorded;

/// The register of trust services: what is known, since when, and what of it is published. Nothing is ever taken back.
@Service
public class ServiceRegister {

    private final ClockRegister clock;
    private final EntryRegister entries;
    private final StatusRegister statuses;
    private final Registrations registrations;
    private final PublishedStates states;
    private final Bookkeeping books;

    ServiceRegister(
            ClockRegister clock,
            EntryRegister entries,
            StatusRegister statuses,
            Registrations registrations,
            PublishedStates states,
            Bookkeeping books) {
        this.clock = clock;
        this.entries = entries;
        this.statuses = statuses;
        this.registrations = registrations;
        this.states = states;
        this.books = books;
    }

    /// The provider of an organisation, described anew if the description says something else than before.
    ///
    /// @throws RefusedEntry when the corporate number is another provider's, or was another one before
    @Transactional
    public ProviderId provider(OrganisationId organisation, ProviderDescription description, String actor) {
        clock.lock();
        var known = entries.of(organisation).orElse(null);
        if (known != null && known.description().equals(description)) return known.id();
        var number = description.number();
        if (known != null) requireSameNumber(known, number);
        var id = known == null ? new ProviderId(UUID.randomUUID()) : known.id();
        if (number != null
                && entries.holder(number).filter(holder -> !holder.equals(id)).isPresent()) {
            throw new RefusedEntry(Why.NUMBER_TAKEN);
        }

        var at = clock.next();
        if (known == null) entries.addProvider(id, organisation, number, at);
        else if (number != null) entries.bindNumber(id, number);
        entries.addVersion(id, description, at, actor);
        books.note("provider-described", id, actor, Map.of("organisation", organisation.toString()));
        if (entries.services(id).stream().anyMatch(this::isRegistered)) books.tell(at);
        return id;
    }

    private static void requireSameNumber(Provider known, @Nullable CorporateNumber number) {
        var before = known.description().number();
        if (before != null && !before.equals(number)) throw new RefusedEntry(Why.NUMBER_FIXED);
    }

    /// A new service of a provider; nobody sees it before its registration is published.
    ///
    /// @throws RefusedEntry when a key is another service's or a certificate is none
    @Transactional
    public ServiceId describe(ProviderId provider, ServiceDescription description, String actor) {
        clock.lock();
        if (entries.find(provider).isEmpty()) throw new RefusedEntry(Why.UNKNOWN_PROVIDER);
        var id = new ServiceId(UUID.randomUUID());
        Keys.require(entries, id, description, false);

        var at = clock.next();
        entries.addService(id, provider, at);
        entries.addVersion(id, description, at, actor);
        books.note("service-described", id, actor, Map.of("provider", provider.toString()));
        return id;
    }

    /// A new version of a description. Of a published service everybody sees it at once.
    ///
    /// @throws RefusedEntry when the target is another one, a key is another service's or a certificate is none
    @Transactional
    public void revise(ServiceId service, ServiceDescription description, String actor) {
        clock.lock();
        var known = entries.find(service).orElseThrow(() -> new RefusedEntry(Why.UNKNOWN_SERVICE));
        if (known.equals(description)) return;
        var registered = isRegistered(service);
        if (registered && !known.target().equals(description.target())) throw new RefusedEntry(Why.TARGET_FIXED);
        Keys.require(entries, service, description, registered);

        var at = clock.next();
        entries.addVersion(service, description, at, actor);
        books.note("service-revised", service, actor, Map.of());
        if (registered) books.tell(at);
    }

    /// Also when the registration has ended or is not published yet.
    private boolean isRegistered(ServiceId service) {
        return !statuses.all(service).isEmpty();
    }

    /// Changes a status as it was decided. The number, the validity and the time of the record are the register's.
    /// The same decision again changes nothing and gives the event that it made before.
    ///
    /// @throws RefusedEntry when the change does not follow from the present status or a key is another service's
    @Transactional(propagation = Propagation.MANDATORY)
    public StatusEvent record(DecidedChange decided) {
        return registrations.record(decided);
    }

    /// The newest result of an assessment as everybody may read it.
    @Transactional
    public void summarise(ServiceId service, AssessmentSummary summary, String actor) {
        clock.lock();
        if (entries.find(service).isEmpty()) throw new RefusedEntry(Why.UNKNOWN_SERVICE);
        if (entries.summary(service, clock.last()).filter(summary::equals).isPresent()) return;
        var at = clock.next();
        entries.addSummary(service, summary, at, actor);
        books.note("assessment-summarised", service, actor, Map.of());
    }

    /// The published state as it was at a time; the same for ever, whatever is recorded later. A future time is now.
    public RegisterState asOf(Instant at) {
        return states.asOf(at);
    }

    public RegisterState published() {
        return states.asOf(Instant.MAX);
    }

    /// The published state at the end of a day, in the time zone of this installation; null is now.
    public RegisterState on(@Nullable LocalDate day) {
        return states.on(day);
    }

    /// A provider whether published or not: for the people of the scheme and of the provider.
    public Optional<Provider> find(ProviderId provider) {
        return entries.find(provider);
    }

    public Optional<Provider> providerOf(OrganisationId organisation) {
        return entries.of(organisation);
    }

    /// A service whether published or not: for the people of the scheme and of the provider.
    public Optional<ServiceDescription> find(ServiceId service) {
        return entries.find(service);
    }

    public Optional<ProviderId> operator(ServiceId service) {
        return entries.operator(service);
    }

    /// All services of a provider, whether published or not.
    public List<ServiceId> services(ProviderId provider) {
        return entries.services(provider);
    }

    /// All events of a service, whether published or not, the newest first.
    public List<StatusEvent> history(ServiceId service) {
        return statuses.all(service).stream().map(Recorded::event).toList();
    }

    /// The entry of the public log that proves an event.
    public Optional<EntryId> proof(UUID event) {
        return statuses.proof(event);
    }

    /// Published services that fit, ordered by name of provider and service.
    public List<Listed> search(Filter filter) {
        return states.search(filter);
    }

    /// The published result of the newest assessment of a service, if it is part of that state.
    public Optional<AssessmentSummary> summary(ServiceId service, RegisterState state) {
        return state.service(service).isEmpty() ? Optional.empty() : entries.summary(service, state.asOf());
    }

    public Optional<AssessmentSummary> summary(ServiceId service) {
        return summary(service, states.current());
    }

    /// Ends registrations whose time is over, and tells of entries whose publication has come.
    public void passTime() {
        registrations.passTime();
    }
}
