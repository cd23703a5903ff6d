package wariin.register;

import wariin.identity.OrganisationId;

/// An organisation that operates trust services, as it was described at some time.
public record Provider(ProviderId id, OrganisationId organisation, ProviderDescription description) {}
