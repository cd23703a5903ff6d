package wariin.tsl;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.tsl.SchemeInformation.Pointer;

/// Reads one pointer to another list (TS 119 612, 5.3.13); information of no known meaning is left out.
final class PointerReader {
    private final TrustedListReader reader;
    private final XmlCursor xml;
    private final IdentityReader identities;

    private @Nullable String type;
    private @Nullable String territory;
    private @Nullable String mimeType;
    private List<LangText> operators = List.of();
    private List<LangText> rules = List.of();

    PointerReader(TrustedListReader reader, XmlCursor xml, IdentityReader identities) {
        this.reader = reader;
        this.xml = xml;
        this.identities = identities;
    }

    Pointer read() {
        xml.enter("OtherTSLPointer");
        var signers = new ArrayList<X509Certificate>();
        if (xml.enterIf("ServiceDigitalIdentities")) {
            while (xml.at("ServiceDigitalIdentity"))
                signers.addAll(identities.read().certificates());
            xml.leave();
        }
        var location = xml.text("TSLLocation").strip();
        if (xml.enterIf("AdditionalInformation")) {
            while (xml.atElement()) {
                if (xml.enterIf("OtherInformation")) information();
                else xml.skip();
            }
            xml.leave();
        }
        xml.leave();
        return new Pointer(location, signers, type, operators, rules, territory, mimeType);
    }

    private void information() {
        while (xml.atElement()) {
            if (xml.at("TSLType")) type = xml.text().strip();
            else if (xml.at("SchemeTerritory")) territory = xml.text();
            else if (xml.at(Names.TSLX, "MimeType")) mimeType = xml.text();
            else if (xml.at("SchemeOperatorName")) operators = reader.names("SchemeOperatorName");
            else if (xml.at("SchemeTypeCommunityRules")) rules = reader.uris("SchemeTypeCommunityRules");
            else xml.skip();
        }
        xml.leave();
    }
}
