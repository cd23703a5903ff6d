package wariin.register;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import wariin.identity.OrganisationId;
import wariin.journal.EntryId;

/// The register of trust services: what is known, since when, and what of it is published. Nothing is ever taken back.
@Service
public class ServiceRegister {

    ServiceRegister() {}

    /// The provider of an organisation, described anew if the description says something else than before.
    ///
    /// @throws RefusedEntry when the corporate number is another provider's, or was another one before
    @Transactional
    public ProviderId provider(OrganisationId organisation, ProviderDescription description, String actor) {
        throw new UnsupportedOperationException();
    }

    /// A new service of a provider; nobody sees it before its registration is published.
    @Transactional
    public ServiceId describe(ProviderId provider, ServiceDescription description, String actor) {
        throw new UnsupportedOperationException();
    }

    /// A new version of a description. Of a published service everybody sees it at once.
    @Transactional
    public void revise(ServiceId service, ServiceDescription description, String actor) {
        throw new UnsupportedOperationException();
    }

    /// Changes a status as it was decided. The number, the validity and the time of the record are the register's.
    ///
    /// @throws RefusedEntry when the change does not follow from the present status or a key is another service's
    @Transactional(propagation = Propagation.MANDATORY)
    public StatusEvent record(DecidedChange decided) {
        throw new UnsupportedOperationException();
    }

    /// The newest result of an assessment as everybody may read it.
    @Transactional
    public void summarise(ServiceId service, AssessmentSummary summary, String actor) {
        throw new UnsupportedOperationException();
    }

    /// The published state as it was at a time; the same for ever, whatever is recorded later. A future time is now.
    public RegisterState asOf(Instant at) {
        throw new UnsupportedOperationException();
    }

    public RegisterState published() {
        throw new UnsupportedOperationException();
    }

    /// A provider whether published or not: for the people of the scheme and of the provider.
    public Optional<Provider> find(ProviderId provider) {
        throw new UnsupportedOperationException();
    }

    public Optional<Provider> providerOf(OrganisationId organisation) {
        throw new UnsupportedOperationException();
    }

    /// A service whether published or not: for the people of the scheme and of the provider.
    public Optional<ServiceDescription> find(ServiceId service) {
        throw new UnsupportedOperationException();
    }

    public Optional<ProviderId> operator(ServiceId service) {
        throw new UnsupportedOperationException();
    }

    /// All services of a provider, whether published or not.
    public List<ServiceId> services(ProviderId provider) {
        throw new UnsupportedOperationException();
    }

    /// All events of a service, whether published or not, the newest first.
    public List<StatusEvent> history(ServiceId service) {
        throw new UnsupportedOperationException();
    }

    /// The entry of the public log that proves an event.
    public Optional<EntryId> proof(UUID event) {
        throw new UnsupportedOperationException();
    }

    /// Published services that fit, ordered by name of provider and service.
    public List<Listed> search(Filter filter) {
        throw new UnsupportedOperationException();
    }

    /// The published result of the newest assessment of a published service.
    public Optional<AssessmentSummary> summary(ServiceId service) {
        throw new UnsupportedOperationException();
    }
}
