package wariin.ra.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.TBSCertificate;

/// What the body of a certificate says, read from the very octets that officers sign (RFC 5280, 4.1.2).
///
/// @param subject the name, attribute by attribute, in its order
/// @param names mail addresses and DNS names
record BodyView(List<Line> subject, List<String> names, Instant notBefore, Instant notAfter, String issuer) {

    /// One attribute; the key is the end of the key of its word.
    record Line(String key, String value) {}

    private static final Map<ASN1ObjectIdentifier, String> ATTRIBUTES = Map.ofEntries(
            Map.entry(BCStyle.C, "country"),
            Map.entry(BCStyle.O, "organisation"),
            Map.entry(BCStyle.OU, "unit"),
            Map.entry(BCStyle.ORGANIZATION_IDENTIFIER, "organisation-identifier"),
            Map.entry(BCStyle.CN, "common-name"),
            Map.entry(BCStyle.GIVENNAME, "given-name"),
            Map.entry(BCStyle.SURNAME, "surname"),
            Map.entry(BCStyle.PSEUDONYM, "pseudonym"),
            Map.entry(BCStyle.T, "title"),
            Map.entry(BCStyle.SERIALNUMBER, "serial-number"));

    static BodyView of(byte[] toBeSigned) {
        var body = TBSCertificate.getInstance(toBeSigned);
        return new BodyView(
                lines(body.getSubject()),
                names(body),
                body.getStartDate().getDate().toInstant(),
                body.getEndDate().getDate().toInstant(),
                common(body.getIssuer()));
    }

    private static List<Line> lines(X500Name name) {
        var lines = new ArrayList<Line>();
        for (var part : name.getRDNs()) {
            for (var attribute : part.getTypesAndValues()) {
                lines.add(new Line(
                        ATTRIBUTES.getOrDefault(attribute.getType(), "other"),
                        IETFUtils.valueToString(attribute.getValue()).replace("\\", "")));
            }
        }
        return List.copyOf(lines);
    }

    private static List<String> names(TBSCertificate body) {
        var extension = body.getExtensions() == null
                ? null
                : body.getExtensions().getExtension(Extension.subjectAlternativeName);
        if (extension == null) return List.of();
        var names = new ArrayList<String>();
        for (var name : GeneralNames.getInstance(extension.getParsedValue()).getNames()) {
            if (name.getTagNo() == GeneralName.rfc822Name || name.getTagNo() == GeneralName.dNSName) {
                names.add(name.getName().toString());
            }
        }
        return List.copyOf(names);
    }

    private static String common(X500Name name) {
        var parts = name.getRDNs(BCStyle.CN);
        return parts.length == 0
                ? name.toString()
                : IETFUtils.valueToString(parts[0].getFirst().getValue()).replace("\\", "");
    }
}
