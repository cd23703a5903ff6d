package wariin.tsl;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.tsl.SchemeInformation.Notice;
import wariin.tsl.SchemeInformation.Pointer;
import wariin.tsl.SchemeInformation.PostalAddress;
import wariin.x509.Certificates;

/// Writes what a list says in the order of the schema, up to the place of its signature (TS 119 612, annex C). A new
/// line begins each provider, service and state, so that people can look into the file.
final class ListBody {
    static final String END = "</" + Names.ROOT + ">";

    private final CanonicalXml out = new CanonicalXml();

    private ListBody() {}

    static CanonicalXml of(TrustedList list) {
        var body = new ListBody();
        body.out.open(Names.ROOT, "xmlns", Names.TSL, "Id", "trusted-list", "TSLTag", Names.TAG);
        body.scheme(list);
        if (!list.providers().isEmpty()) {
            body.out.open("TrustServiceProviderList");
            list.providers().forEach(body::provider);
            body.out.close("TrustServiceProviderList");
        }
        return body.out;
    }

    private void scheme(TrustedList list) {
        var scheme = list.scheme();
        out.open("SchemeInformation")
                .element("TSLVersionIdentifier", Integer.toString(scheme.version()))
                .element("TSLSequenceNumber", Long.toString(list.sequence()))
                .element("TSLType", scheme.listType());
        names("SchemeOperatorName", scheme.operatorNames());
        address("SchemeOperatorAddress", scheme.postalAddresses(), scheme.electronicAddresses());
        names("SchemeName", scheme.schemeNames());
        uris("SchemeInformationURI", scheme.informationUris());
        out.element("StatusDeterminationApproach", scheme.statusDetermination());
        uris("SchemeTypeCommunityRules", scheme.typeCommunityRules());
        out.element("SchemeTerritory", scheme.territory());
        notice(scheme.notice());
        out.element("HistoricalInformationPeriod", Integer.toString(scheme.historicalInformationPeriod()));
        pointers(scheme.pointers());
        out.element("ListIssueDateTime", list.issued().toString());
        out.open("NextUpdate");
        if (list.nextUpdate() != null) time("dateTime", list.nextUpdate());
        out.close("NextUpdate");
        if (!scheme.distributionPoints().isEmpty()) {
            out.open("DistributionPoints");
            for (var uri : scheme.distributionPoints()) out.element("URI", uri);
            out.close("DistributionPoints");
        }
        extensions("SchemeExtensions", scheme.extensions());
        out.close("SchemeInformation");
    }

    private void notice(Notice notice) {
        if (notice.policies().isEmpty() && notice.legalNotices().isEmpty()) return;
        out.open("PolicyOrLegalNotice");
        texts("TSLPolicy", notice.policies());
        texts("TSLLegalNotice", notice.legalNotices());
        out.close("PolicyOrLegalNotice");
    }

    private void pointers(List<Pointer> pointers) {
        if (pointers.isEmpty()) return;
        out.open("PointersToOtherTSL");
        pointers.forEach(this::pointer);
        out.close("PointersToOtherTSL");
    }

    private void pointer(Pointer pointer) {
        out.open("OtherTSLPointer");
        if (!pointer.signers().isEmpty()) {
            out.open("ServiceDigitalIdentities");
            for (var signer : pointer.signers()) identity(ServiceState.Identity.of(List.of(signer)));
            out.close("ServiceDigitalIdentities");
        }
        out.element("TSLLocation", pointer.location());
        out.open("AdditionalInformation");
        other("TSLType", pointer.listType());
        if (!pointer.operatorNames().isEmpty()) {
            out.open("OtherInformation");
            names("SchemeOperatorName", pointer.operatorNames());
            out.close("OtherInformation");
        }
        if (!pointer.typeCommunityRules().isEmpty()) {
            out.open("OtherInformation");
            uris("SchemeTypeCommunityRules", pointer.typeCommunityRules());
            out.close("OtherInformation");
        }
        other("SchemeTerritory", pointer.territory());
        if (pointer.mimeType() != null) {
            out.open("OtherInformation")
                    .element("tslx:MimeType", pointer.mimeType(), "xmlns:tslx", Names.TSLX)
                    .close("OtherInformation");
        }
        out.close("AdditionalInformation");
        out.close("OtherTSLPointer");
    }

    private void other(String name, @Nullable String text) {
        if (text == null) return;
        out.open("OtherInformation").element(name, text).close("OtherInformation");
    }

    private void provider(TrustServiceProvider provider) {
        out.raw("\n").open("TrustServiceProvider").open("TSPInformation");
        names("TSPName", provider.names());
        names("TSPTradeName", provider.tradeNames());
        address("TSPAddress", provider.postalAddresses(), provider.electronicAddresses());
        uris("TSPInformationURI", provider.informationUris());
        extensions("TSPInformationExtensions", provider.extensions());
        out.close("TSPInformation").open("TSPServices");
        provider.services().forEach(this::service);
        out.close("TSPServices").close("TrustServiceProvider");
    }

    private void service(TrustService service) {
        out.raw("\n").open("TSPService").open("ServiceInformation");
        state(service.current());
        uris("SchemeServiceDefinitionURI", service.schemeDefinitionUris());
        if (!service.supplyPoints().isEmpty()) {
            out.open("ServiceSupplyPoints");
            for (var point : service.supplyPoints()) {
                if (point.type() == null) out.element("ServiceSupplyPoint", point.uri());
                else out.element("ServiceSupplyPoint", point.uri(), "type", point.type());
            }
            out.close("ServiceSupplyPoints");
        }
        uris("TSPServiceDefinitionURI", service.providerDefinitionUris());
        extensions("ServiceInformationExtensions", service.current().extensions());
        out.close("ServiceInformation");
        if (!service.history().isEmpty()) {
            out.open("ServiceHistory");
            for (var past : service.history()) {
                out.raw("\n").open("ServiceHistoryInstance");
                state(past);
                extensions("ServiceInformationExtensions", past.extensions());
                out.close("ServiceHistoryInstance");
            }
            out.close("ServiceHistory");
        }
        out.close("TSPService");
    }

    private void state(ServiceState state) {
        out.element("ServiceTypeIdentifier", state.type());
        names("ServiceName", state.names());
        identity(state.identity());
        out.element("ServiceStatus", state.status());
        time("StatusStartingTime", state.start());
    }

    private void identity(ServiceState.Identity identity) {
        out.open("ServiceDigitalIdentity");
        for (var certificate : identity.certificates()) {
            out.open("DigitalId").open("X509Certificate").base64(Certificates.encoded(certificate));
            out.close("X509Certificate").close("DigitalId");
        }
        if (identity.subjectName() != null) {
            out.open("DigitalId")
                    .element("X509SubjectName", identity.subjectName())
                    .close("DigitalId");
        }
        if (identity.keyIdentifier() != null) {
            out.open("DigitalId").open("X509SKI").base64(HexFormat.of().parseHex(identity.keyIdentifier()));
            out.close("X509SKI").close("DigitalId");
        }
        for (var uri : identity.otherUris()) {
            out.open("DigitalId").element("Other", uri).close("DigitalId");
        }
        out.close("ServiceDigitalIdentity");
    }

    private void extensions(String name, List<Extension> extensions) {
        if (extensions.isEmpty()) return;
        out.open(name);
        for (var extension : extensions) {
            out.open("Extension", "Critical", Boolean.toString(extension.critical()));
            switch (extension) {
                case Extension.AdditionalInformation information -> {
                    out.open("AdditionalServiceInformation");
                    texts("URI", List.of(information.uri()));
                    out.element("InformationValue", information.value()).close("AdditionalServiceInformation");
                }
                case Extension.TakenOverBy taken -> takenOver(taken);
                case Extension.ExpiredCertificates(var _, var since) -> time("ExpiredCertsRevocationInfo", since);
                case Extension.Kept kept -> throw new IllegalArgumentException("Not ours to write: " + kept.name());
            }
            out.close("Extension");
        }
        out.close(name);
    }

    private void takenOver(Extension.TakenOverBy taken) {
        out.open("tslx:TakenOverBy", "xmlns:tslx", Names.TSLX)
                .element("tslx:URI", taken.uri().text(), "xml:lang", taken.uri().lang())
                .open("tslx:TSPName");
        texts("Name", taken.providerNames());
        out.close("tslx:TSPName");
        names("SchemeOperatorName", taken.operatorNames());
        out.element("SchemeTerritory", taken.territory()).close("tslx:TakenOverBy");
    }

    private void address(String name, List<PostalAddress> postal, List<LangText> electronic) {
        out.open(name).open("PostalAddresses");
        for (var address : postal) {
            out.open("PostalAddress", "xml:lang", address.lang())
                    .element("StreetAddress", address.street())
                    .element("Locality", address.locality())
                    .element("StateOrProvince", address.state())
                    .element("PostalCode", address.postalCode())
                    .element("CountryName", address.country())
                    .close("PostalAddress");
        }
        out.close("PostalAddresses");
        uris("ElectronicAddress", electronic);
        out.close(name);
    }

    private void names(String name, List<LangText> texts) {
        group(name, "Name", texts);
    }

    private void uris(String name, List<LangText> uris) {
        group(name, "URI", uris);
    }

    private void group(String name, String each, List<LangText> texts) {
        if (texts.isEmpty()) return;
        out.open(name);
        texts(each, texts);
        out.close(name);
    }

    private void texts(String name, List<LangText> texts) {
        for (var text : texts) out.element(name, text.text(), "xml:lang", text.lang());
    }

    private void time(String name, Instant at) {
        out.element(name, at.toString());
    }
}
