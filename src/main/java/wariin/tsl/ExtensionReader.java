package wariin.tsl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads extensions: those that we write into their own types, all others as they stand (TS 119 612, 5.5.9).
final class ExtensionReader {
    private final TrustedListReader reader;
    private final XmlCursor xml;

    ExtensionReader(TrustedListReader reader, XmlCursor xml) {
        this.reader = reader;
        this.xml = xml;
    }

    List<Extension> read(String name) {
        var extensions = new ArrayList<Extension>();
        if (xml.enterIf(name)) {
            while (xml.at("Extension")) one(extensions);
            xml.leave();
        }
        return extensions;
    }

    private void one(List<Extension> into) {
        var critical = critical(xml.attribute(null, "Critical"));
        xml.enter("Extension");
        // An empty extension that must be understood cannot be.
        if (!xml.atElement() && critical) into.add(new Extension.Kept(true, "", ""));
        while (xml.atElement()) {
            if (xml.at("AdditionalServiceInformation")) {
                into.add(additional(critical));
            } else if (xml.at("ExpiredCertsRevocationInfo")) {
                into.add(new Extension.ExpiredCertificates(critical, reader.time("ExpiredCertsRevocationInfo")));
            } else if (xml.at(Names.TSLX, "TakenOverBy")) {
                into.add(takenOver(critical));
            } else {
                var name = "{" + xml.namespace() + "}" + xml.name();
                into.add(new Extension.Kept(critical, name, xml.copy()));
            }
        }
        xml.leave();
    }

    /// Whoever leaves the word out, or writes another, is taken at the strictest.
    private static boolean critical(@Nullable String value) {
        return value == null || !(value.strip().equals("false") || value.strip().equals("0"));
    }

    private Extension additional(boolean critical) {
        xml.enter("AdditionalServiceInformation");
        if (!xml.at("URI")) throw xml.misplaced("URI");
        var uri = reader.address();
        var value = xml.textIf("InformationValue");
        if (xml.at("OtherInformation")) xml.skip();
        xml.leave();
        return new Extension.AdditionalInformation(critical, uri, value);
    }

    private Extension takenOver(boolean critical) {
        xml.enterAny();
        if (!xml.at(Names.TSLX, "URI")) throw xml.misplaced("URI");
        var uri = reader.address();
        if (!xml.at(Names.TSLX, "TSPName")) throw xml.misplaced("TSPName");
        xml.enterAny();
        var names = new ArrayList<LangText>();
        while (xml.at("Name")) names.add(reader.text());
        xml.leave();
        var operators = reader.names("SchemeOperatorName");
        var territory = xml.text("SchemeTerritory");
        while (xml.atElement()) xml.skip();
        xml.leave();
        return new Extension.TakenOverBy(critical, uri, names, operators, territory);
    }
}
