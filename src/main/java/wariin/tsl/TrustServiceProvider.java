package wariin.tsl;

import java.util.List;
import wariin.tsl.SchemeInformation.PostalAddress;

/// An organisation and the services that it operates or operated (TS 119 612, 5.4).
public record TrustServiceProvider(
        List<LangText> names,
        List<LangText> tradeNames,
        List<PostalAddress> postalAddresses,
        List<LangText> electronicAddresses,
        List<LangText> informationUris,
        List<Extension> extensions,
        List<TrustService> services) {

    public TrustServiceProvider {
        names = List.copyOf(names);
        tradeNames = List.copyOf(tradeNames);
        postalAddresses = List.copyOf(postalAddresses);
        electronicAddresses = List.copyOf(electronicAddresses);
        informationUris = List.copyOf(informationUris);
        extensions = List.copyOf(extensions);
        services = List.copyOf(services);
    }
}
