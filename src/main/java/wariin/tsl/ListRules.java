package wariin.tsl;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.ListVerdict.Fault;

/// The rules for what a list of ours says, whoever signed it (TS 119 612, 5.1 to 5.6).
final class ListRules {
    private final TrustedList list;
    private final Faults faults = new Faults();
    private final Set<String> keys = new HashSet<>();

    private ListRules(TrustedList list) {
        this.list = list;
    }

    static List<Fault> faults(TrustedList list) {
        var rules = new ListRules(list);
        rules.scheme(list.scheme());
        rules.times();
        var number = 0;
        for (var provider : list.providers()) rules.provider(provider, "provider " + ++number);
        return rules.faults.found();
    }

    private void scheme(SchemeInformation scheme) {
        faults.require(scheme.version() == SchemeInformation.VERSION, Code.VERSION);
        faults.require(list.sequence() > 0, Code.SEQUENCE);
        faults.require(!scheme.listType().isBlank(), Code.TYPE);
        faults.uri("TSLType", scheme.listType());
        faults.names("SchemeOperatorName", scheme.operatorNames());
        faults.address("SchemeOperatorAddress", scheme.postalAddresses(), scheme.electronicAddresses());
        faults.names("SchemeName", scheme.schemeNames());
        for (var name : scheme.schemeNames()) {
            faults.require(name.text().startsWith(scheme.territory() + ":"), Code.SCHEME_NAME);
        }
        faults.uris("SchemeInformationURI", scheme.informationUris());
        faults.uri("StatusDeterminationApproach", scheme.statusDetermination());
        faults.uris("SchemeTypeCommunityRules", scheme.typeCommunityRules());
        faults.require(!scheme.territory().isBlank(), Code.TERRITORY);
        faults.text("SchemeTerritory", scheme.territory());
        var notice = scheme.notice();
        faults.require(notice.policies().isEmpty() != notice.legalNotices().isEmpty(), Code.NOTICE);
        faults.optionalUris("TSLPolicy", notice.policies());
        if (!notice.legalNotices().isEmpty()) faults.texts("TSLLegalNotice", notice.legalNotices());
        faults.require(scheme.historicalInformationPeriod() == SchemeInformation.WHOLE_HISTORY, Code.HISTORY_PERIOD);
        for (var point : scheme.distributionPoints()) faults.uri("DistributionPoints", point);
        for (var pointer : scheme.pointers()) pointer(pointer);
        extensions("SchemeExtensions", scheme.extensions());
    }

    private void pointer(SchemeInformation.Pointer pointer) {
        faults.uri("OtherTSLPointer", pointer.location());
        faults.uri("OtherTSLPointer", pointer.listType());
        faults.text("OtherTSLPointer", pointer.territory());
        faults.text("OtherTSLPointer", pointer.mimeType());
        if (!pointer.operatorNames().isEmpty()) faults.names("OtherTSLPointer", pointer.operatorNames());
        faults.optionalUris("OtherTSLPointer", pointer.typeCommunityRules());
    }

    private void times() {
        var next = list.nextUpdate();
        if (next != null) {
            var latest = list.issued().atOffset(ZoneOffset.UTC).plusMonths(6).toInstant();
            faults.require(next.isAfter(list.issued()) && !next.isAfter(latest), Code.NEXT_UPDATE);
            return;
        }
        var open = list.providers().stream()
                .flatMap(provider -> provider.services().stream())
                .anyMatch(service -> FineStatus.of(service.current()).orElse(null) != FineStatus.EXPIRED);
        faults.require(!open, Code.NOT_CLOSED);
    }

    private void provider(TrustServiceProvider provider, String place) {
        faults.at(place);
        faults.names("TSPName", provider.names());
        if (!provider.tradeNames().isEmpty()) faults.names("TSPTradeName", provider.tradeNames());
        faults.address("TSPAddress", provider.postalAddresses(), provider.electronicAddresses());
        faults.uris("TSPInformationURI", provider.informationUris());
        extensions("TSPInformationExtensions", provider.extensions());
        faults.require(!provider.services().isEmpty(), Code.NO_SERVICES);
        var number = 0;
        for (var service : provider.services()) service(service, place + ", service " + ++number);
    }

    private void service(TrustService service, String place) {
        faults.at(place);
        state(service.current());
        identity(service.current().identity());
        for (var key : ServiceKey.all(service.current())) faults.require(keys.add(key), Code.DUPLICATE_KEY);
        faults.optionalUris("SchemeServiceDefinitionURI", service.schemeDefinitionUris());
        faults.optionalUris("TSPServiceDefinitionURI", service.providerDefinitionUris());
        for (var point : service.supplyPoints()) {
            faults.uri("ServiceSupplyPoint", point.uri());
            faults.uri("ServiceSupplyPoint", point.type());
        }
        var later = service.current().start();
        faults.require(!later.isAfter(list.issued()), Code.START_IN_FUTURE);
        var number = 0;
        for (var past : service.history()) {
            faults.at(place + ", state " + ++number);
            past(past, later);
            later = past.start();
        }
    }

    private void past(ServiceState past, Instant later) {
        state(past);
        faults.require(past.start().isBefore(later), Code.HISTORY_ORDER);
        var identity = past.identity();
        var named = identity.keyIdentifier() != null || !identity.otherUris().isEmpty();
        faults.require(named && identity.certificates().isEmpty(), Code.HISTORY_CERTIFICATE);
    }

    private void state(ServiceState state) {
        faults.require(!state.type().isBlank(), Code.SERVICE_TYPE);
        faults.uri("ServiceTypeIdentifier", state.type());
        faults.names("ServiceName", state.names());
        faults.uri("ServiceStatus", state.status());
        var fine = FineStatus.of(state);
        faults.require(fine.isEmpty() || fine.get().coarse().equals(state.status()), Code.STATUS);
        faults.require(FineStatus.all(state).size() <= 1, Code.STATUS);
        for (var uri : state.identity().otherUris()) faults.uri("Other", uri);
        faults.text("X509SubjectName", state.identity().subjectName());
        extensions("ServiceInformationExtensions", state.extensions());
    }

    private void identity(ServiceState.Identity identity) {
        var certificates = identity.certificates();
        var keyIdentifier = identity.keyIdentifier();
        faults.require(
                !certificates.isEmpty()
                        || keyIdentifier != null
                        || !identity.otherUris().isEmpty(),
                Code.NO_IDENTITY);
        if (certificates.isEmpty()) return;
        var first = certificates.getFirst();
        for (var certificate : certificates) {
            faults.require(
                    certificate.getPublicKey().equals(first.getPublicKey())
                            && certificate.getSubjectX500Principal().equals(first.getSubjectX500Principal()),
                    Code.SEVERAL_KEYS);
        }
        faults.require(keyIdentifier == null || ServiceKey.names(keyIdentifier, first), Code.KEY_IDENTIFIER);
    }

    private void extensions(String field, List<Extension> extensions) {
        for (var extension : extensions) {
            switch (extension) {
                case Extension.AdditionalInformation information -> {
                    faults.uris(field, List.of(information.uri()));
                    faults.text(field, information.value());
                }
                case Extension.TakenOverBy taken -> {
                    faults.uris(field, List.of(taken.uri()));
                    faults.names(field, taken.providerNames());
                    faults.names(field, taken.operatorNames());
                    faults.text(field, taken.territory());
                }
                case Extension.ExpiredCertificates _ -> {}
                case Extension.Kept kept ->
                    faults.require(false, kept.critical() ? Code.CRITICAL_EXTENSION : Code.UNKNOWN_EXTENSION, field);
            }
        }
    }
}
