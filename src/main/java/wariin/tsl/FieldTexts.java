package wariin.tsl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wariin.tsl.SchemeInformation.PostalAddress;

/// The fields of a list as texts, under the names that the standard gives them, to be compared and shown
/// (TS 119 612, 5.3 to 5.5). A field that says nothing is left out.
final class FieldTexts {
    private final Map<String, String> texts = new LinkedHashMap<>();

    private FieldTexts() {}

    static Map<String, String> of(SchemeInformation scheme) {
        var fields = new FieldTexts();
        fields.put("TSLVersionIdentifier", Integer.toString(scheme.version()));
        fields.put("TSLType", scheme.listType());
        fields.put("SchemeOperatorName", lines(scheme.operatorNames()));
        fields.put("SchemeOperatorAddress", address(scheme.postalAddresses(), scheme.electronicAddresses()));
        fields.put("SchemeName", lines(scheme.schemeNames()));
        fields.put("SchemeInformationURI", lines(scheme.informationUris()));
        fields.put("StatusDeterminationApproach", scheme.statusDetermination());
        fields.put("SchemeTypeCommunityRules", lines(scheme.typeCommunityRules()));
        fields.put("SchemeTerritory", scheme.territory());
        fields.put("TSLPolicy", lines(scheme.notice().policies()));
        fields.put("TSLLegalNotice", lines(scheme.notice().legalNotices()));
        fields.put("HistoricalInformationPeriod", Integer.toString(scheme.historicalInformationPeriod()));
        fields.put("PointersToOtherTSL", each(scheme.pointers()));
        fields.put("DistributionPoints", String.join("\n", scheme.distributionPoints()));
        fields.put("SchemeExtensions", extensions(scheme.extensions()));
        return fields.texts;
    }

    /// Of the provider alone: its services have changes of their own.
    static Map<String, String> of(TrustServiceProvider provider) {
        var fields = new FieldTexts();
        fields.put("TSPName", lines(provider.names()));
        fields.put("TSPTradeName", lines(provider.tradeNames()));
        fields.put("TSPAddress", address(provider.postalAddresses(), provider.electronicAddresses()));
        fields.put("TSPInformationURI", lines(provider.informationUris()));
        fields.put("TSPInformationExtensions", extensions(provider.extensions()));
        return fields.texts;
    }

    /// Of the service now: its status and its history have changes of their own.
    static Map<String, String> of(TrustService service) {
        var fields = new FieldTexts();
        var state = service.current();
        fields.put("ServiceName", lines(state.names()));
        fields.put("ServiceDigitalIdentity", identity(state.identity()));
        fields.put("SchemeServiceDefinitionURI", lines(service.schemeDefinitionUris()));
        fields.put("ServiceSupplyPoints", each(service.supplyPoints()));
        fields.put("TSPServiceDefinitionURI", lines(service.providerDefinitionUris()));
        fields.put(
                "ServiceInformationExtensions",
                extensions(state.extensions().stream()
                        .filter(extension -> !isStatus(extension))
                        .toList()));
        return fields.texts;
    }

    private static boolean isStatus(Extension extension) {
        if (!(extension instanceof Extension.AdditionalInformation information)) return false;
        for (var status : FineStatus.values()) {
            if (status.uri().equals(information.uri().text())) return true;
        }
        return false;
    }

    private void put(String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) texts.put(name, text);
    }

    private static String lines(List<LangText> texts) {
        return texts.stream().map(text -> text.lang() + ": " + text.text()).collect(Collectors.joining("\n"));
    }

    private static String address(List<PostalAddress> postal, List<LangText> electronic) {
        return each(postal) + "\n" + lines(electronic);
    }

    private static String identity(ServiceState.Identity identity) {
        var certificates = identity.certificates().stream()
                .map(certificate -> certificate.getSubjectX500Principal().getName() + ", "
                        + certificate.getSerialNumber().toString(16));
        var rest = Stream.concat(Stream.ofNullable(identity.keyIdentifier()), identity.otherUris().stream());
        return Stream.concat(certificates, rest).collect(Collectors.joining("\n"));
    }

    private static String extensions(List<Extension> extensions) {
        return extensions.stream()
                .map(extension -> switch (extension) {
                    case Extension.AdditionalInformation(var _, var uri, var value) ->
                        uri.text() + (value == null ? "" : " " + value);
                    case Extension.TakenOverBy taken -> "TakenOverBy " + lines(taken.providerNames());
                    case Extension.ExpiredCertificates(var _, var since) -> "ExpiredCertsRevocationInfo " + since;
                    case Extension.Kept kept -> kept.xml();
                })
                .collect(Collectors.joining("\n"));
    }

    private static String each(List<? extends Record> records) {
        return records.stream()
                .map(one -> switch (one) {
                    case PostalAddress(var lang, var street, var locality, var state, var code, var country) ->
                        Stream.of(lang + ": " + street, locality, state, code, country)
                                .filter(part -> part != null)
                                .collect(Collectors.joining(", "));
                    case TrustService.SupplyPoint(var uri, var type) -> type == null ? uri : uri + " " + type;
                    case SchemeInformation.Pointer pointer -> pointer.location();
                    default -> one.toString();
                })
                .collect(Collectors.joining("\n"));
    }
}
