package wariin.tsl;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.SchemeInformation.PostalAddress;
import wariin.tsl.TrustService.SupplyPoint;

/// Reads lists of ours and of others, version 5 and 6, without judging who signed them (TS 119 612, 5). No document
/// type, no entities, limited in size and depth.
public final class TrustedListReader {
    private final XmlCursor xml;
    private final IdentityReader identities;
    private final ExtensionReader extensions;

    private TrustedListReader(XmlCursor xml) {
        this.xml = xml;
        this.identities = new IdentityReader(xml);
        this.extensions = new ExtensionReader(this, xml);
    }

    public static TrustedList read(byte[] xml) throws MalformedList {
        return new TrustedListReader(XmlCursor.over(xml)).list();
    }

    private TrustedList list() {
        if (!xml.at(Names.ROOT)) throw xml.misplaced(Names.ROOT);
        var tag = xml.attribute(null, "TSLTag");
        if (tag == null || !tag.strip().equals(Names.TAG)) throw XmlCursor.fault(Code.TAG, "");
        xml.enter(Names.ROOT);
        var head = new HeadReader(this, xml, identities, extensions);
        head.read();
        var providers = new ArrayList<TrustServiceProvider>();
        if (xml.enterIf("TrustServiceProviderList")) {
            while (xml.at("TrustServiceProvider")) providers.add(provider());
            xml.leave();
        }
        if (xml.at(Names.DS, "Signature")) xml.skip();
        if (xml.at(Names.DS, "Signature")) throw XmlCursor.fault(Code.SEVERAL_SIGNATURES, "");
        xml.leave();
        xml.end();
        return head.list(providers);
    }

    private TrustServiceProvider provider() {
        xml.enter("TrustServiceProvider");
        xml.enter("TSPInformation");
        var names = names("TSPName");
        var tradeNames = names("TSPTradeName");
        xml.enter("TSPAddress");
        var postal = postalAddresses();
        var electronic = uris("ElectronicAddress");
        xml.leave();
        var information = uris("TSPInformationURI");
        var more = extensions.read("TSPInformationExtensions");
        xml.leave();
        xml.enter("TSPServices");
        var services = new ArrayList<TrustService>();
        while (xml.at("TSPService")) services.add(service());
        xml.leave();
        xml.leave();
        return new TrustServiceProvider(names, tradeNames, postal, electronic, information, more, services);
    }

    private TrustService service() {
        xml.enter("TSPService");
        xml.enter("ServiceInformation");
        var bare = state();
        var schemeDefinitions = uris("SchemeServiceDefinitionURI");
        var points = supplyPoints();
        var providerDefinitions = uris("TSPServiceDefinitionURI");
        var current = with(bare, extensions.read("ServiceInformationExtensions"));
        xml.leave();
        var history = new ArrayList<ServiceState>();
        if (xml.enterIf("ServiceHistory")) {
            while (xml.enterIf("ServiceHistoryInstance")) {
                var past = state();
                history.add(with(past, extensions.read("ServiceInformationExtensions")));
                xml.leave();
            }
            xml.leave();
        }
        xml.leave();
        return new TrustService(current, schemeDefinitions, points, providerDefinitions, history);
    }

    private ServiceState state() {
        var type = uri("ServiceTypeIdentifier");
        var names = names("ServiceName");
        var identity = identities.read();
        var status = uri("ServiceStatus");
        return new ServiceState(type, names, identity, status, time("StatusStartingTime"), List.of());
    }

    private static ServiceState with(ServiceState state, List<Extension> extensions) {
        return new ServiceState(
                state.type(), state.names(), state.identity(), state.status(), state.start(), extensions);
    }

    private List<SupplyPoint> supplyPoints() {
        var points = new ArrayList<SupplyPoint>();
        if (xml.enterIf("ServiceSupplyPoints")) {
            while (xml.at("ServiceSupplyPoint")) {
                var type = xml.attribute(null, "type");
                points.add(new SupplyPoint(xml.text().strip(), type));
            }
            xml.leave();
        }
        return points;
    }

    List<PostalAddress> postalAddresses() {
        var addresses = new ArrayList<PostalAddress>();
        xml.enter("PostalAddresses");
        while (xml.at("PostalAddress")) {
            var language = xml.language();
            xml.enter("PostalAddress");
            addresses.add(new PostalAddress(
                    language,
                    xml.text("StreetAddress"),
                    xml.text("Locality"),
                    xml.textIf("StateOrProvince"),
                    xml.textIf("PostalCode"),
                    xml.text("CountryName")));
            xml.leave();
        }
        xml.leave();
        return addresses;
    }

    /// Names in their languages; none if the element is absent.
    List<LangText> names(String name) {
        var names = new ArrayList<LangText>();
        if (xml.enterIf(name)) {
            while (xml.at("Name")) names.add(text());
            xml.leave();
        }
        return names;
    }

    List<LangText> uris(String name) {
        var uris = new ArrayList<LangText>();
        if (xml.enterIf(name)) {
            while (xml.at("URI")) uris.add(address());
            xml.leave();
        }
        return uris;
    }

    LangText text() {
        var language = xml.language();
        return new LangText(language, xml.text());
    }

    LangText address() {
        var language = xml.language();
        return new LangText(language, xml.text().strip());
    }

    Instant time(String name) {
        var text = xml.text(name).strip();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException broken) {
                throw XmlCursor.fault(Code.NOT_A_LIST, xml.place() + ": " + name);
            }
        }
    }

    String uri(String name) {
        return xml.text(name).strip();
    }

    long number(String name) {
        var text = xml.text(name).strip();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException broken) {
            throw XmlCursor.fault(Code.NOT_A_LIST, xml.place() + ": " + name);
        }
    }
}
