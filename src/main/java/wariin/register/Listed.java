package wariin.register;

/// A service as a search finds it, with its provider.
public record Listed(Provider provider, RegisterState.ServiceState service) {}
