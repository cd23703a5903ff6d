package wariin.tsl;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wariin.tsl.SchemeInformation.Notice;
import wariin.tsl.SchemeInformation.Pointer;
import wariin.tsl.SchemeInformation.PostalAddress;

/// Reads the head of a list: the operator, the scheme and the issue, in this order (TS 119 612, 5.3).
final class HeadReader {
    private final TrustedListReader reader;
    private final XmlCursor xml;
    private final IdentityReader identities;
    private final ExtensionReader extensions;

    private int version;
    private long sequence;
    private String type = "";
    private List<LangText> operatorNames = List.of();
    private List<PostalAddress> postal = List.of();
    private List<LangText> electronic = List.of();
    private List<LangText> schemeNames = List.of();
    private List<LangText> informationUris = List.of();
    private String determination = "";
    private List<LangText> rules = List.of();
    private String territory = "";
    private Notice notice = new Notice(List.of(), List.of());
    private int period;
    private Instant issued = Instant.EPOCH;
    private @Nullable Instant next;
    private List<Extension> more = List.of();
    private final List<Pointer> pointers = new ArrayList<>();
    private final List<String> points = new ArrayList<>();

    HeadReader(TrustedListReader reader, XmlCursor xml, IdentityReader identities, ExtensionReader extensions) {
        this.reader = reader;
        this.xml = xml;
        this.identities = identities;
        this.extensions = extensions;
    }

    void read() {
        xml.enter("SchemeInformation");
        operator();
        scheme();
        issue();
        xml.leave();
    }

    TrustedList list(List<TrustServiceProvider> providers) {
        var scheme = new SchemeInformation(
                version,
                type,
                operatorNames,
                postal,
                electronic,
                schemeNames,
                informationUris,
                determination,
                rules,
                territory,
                notice,
                period,
                pointers,
                points,
                more);
        return new TrustedList(scheme, sequence, issued, next, providers);
    }

    private void operator() {
        version = (int) Math.min(reader.number("TSLVersionIdentifier"), Integer.MAX_VALUE);
        sequence = reader.number("TSLSequenceNumber");
        type = reader.uri("TSLType");
        operatorNames = reader.names("SchemeOperatorName");
        xml.enter("SchemeOperatorAddress");
        postal = reader.postalAddresses();
        electronic = reader.uris("ElectronicAddress");
        xml.leave();
    }

    private void scheme() {
        schemeNames = reader.names("SchemeName");
        informationUris = reader.uris("SchemeInformationURI");
        determination = reader.uri("StatusDeterminationApproach");
        rules = reader.uris("SchemeTypeCommunityRules");
        territory = Objects.requireNonNullElse(xml.textIf("SchemeTerritory"), "");
        notice();
        period = (int) Math.min(reader.number("HistoricalInformationPeriod"), Integer.MAX_VALUE);
        if (xml.enterIf("PointersToOtherTSL")) {
            while (xml.at("OtherTSLPointer")) pointers.add(new PointerReader(reader, xml, identities).read());
            xml.leave();
        }
    }

    private void notice() {
        if (!xml.enterIf("PolicyOrLegalNotice")) return;
        var policies = new ArrayList<LangText>();
        var notices = new ArrayList<LangText>();
        while (xml.at("TSLPolicy")) policies.add(reader.address());
        while (xml.at("TSLLegalNotice")) notices.add(reader.text());
        xml.leave();
        notice = new Notice(policies, notices);
    }

    private void issue() {
        issued = reader.time("ListIssueDateTime");
        xml.enter("NextUpdate");
        if (xml.at("dateTime")) next = reader.time("dateTime");
        xml.leave();
        if (xml.enterIf("DistributionPoints")) {
            while (xml.at("URI")) points.add(xml.text().strip());
            xml.leave();
        }
        more = extensions.read("SchemeExtensions");
    }
}
