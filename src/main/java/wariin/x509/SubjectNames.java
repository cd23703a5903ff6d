package wariin.x509;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;

/// Reads and writes what names a subject: its attributes and its alternative names (RFC 5280, 4.1.2.6 and 4.2.1.6).
public final class SubjectNames {
    static final ASN1ObjectIdentifier SMTP_UTF8_MAILBOX = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9");

    private SubjectNames() {}

    /// The attributes of a name in DER, by their names in X.520; of several values the first, and none that no profile
    /// knows.
    public static Map<String, String> attributes(byte[] name) {
        var attributes = new LinkedHashMap<String, String>();
        for (var part : X500Name.getInstance(name).getRDNs()) {
            for (var value : part.getTypesAndValues()) {
                var type = SubjectAttribute.nameOf(value.getType().getId());
                if (type.isPresent() && value.getValue() instanceof ASN1String text) {
                    attributes.putIfAbsent(type.get(), text.getString());
                }
            }
        }
        return attributes;
    }

    /// The alternative names of a certificate of ours.
    public static List<AlternativeName> alternatives(X509Certificate certificate) {
        var extension = certificate.getExtensionValue("2.5.29.17");
        return extension == null
                ? List.of()
                : alternatives(DerReader.over(extension).contents(Der.OCTET_STRING));
    }

    /// Those in the value of the extension; a kind that is not certified is a {@link MalformedDer}.
    public static List<AlternativeName> alternatives(byte[] extension) {
        var names = new ArrayList<AlternativeName>();
        for (var name : GeneralNames.getInstance(extension).getNames()) {
            switch (name.getTagNo()) {
                case GeneralName.rfc822Name ->
                    names.add(new AlternativeName.Mailbox(name.getName().toString()));
                case GeneralName.dNSName ->
                    names.add(new AlternativeName.DnsName(name.getName().toString()));
                case GeneralName.otherName -> utf8Mailbox(name).ifPresent(names::add);
                default -> throw new MalformedDer("A name of a kind that is not certified");
            }
        }
        return names;
    }

    static GeneralNames encoded(List<AlternativeName> names) {
        return new GeneralNames(names.stream().map(SubjectNames::encoded).toArray(GeneralName[]::new));
    }

    /// The address in an otherName, if it is one.
    static Optional<AlternativeName> utf8Mailbox(GeneralName name) {
        var other = OtherName.getInstance(name.getName());
        return other.getTypeID().equals(SMTP_UTF8_MAILBOX) && other.getValue() instanceof ASN1String address
                ? Optional.of(new AlternativeName.Mailbox(address.getString()))
                : Optional.empty();
    }

    private static GeneralName encoded(AlternativeName name) {
        return switch (name) {
            case AlternativeName.Mailbox(var address) -> mailbox(address);
            case AlternativeName.DnsName(var host) -> new GeneralName(GeneralName.dNSName, IDN.toASCII(host));
        };
    }

    /// An address whose local part is not ASCII is a SmtpUTF8Mailbox (RFC 9598); any other is an rfc822Name.
    private static GeneralName mailbox(String address) {
        var at = address.lastIndexOf('@');
        var local = address.substring(0, at);
        var whole = local + "@" + IDN.toASCII(address.substring(at + 1));
        if (StandardCharsets.US_ASCII.newEncoder().canEncode(local)) {
            return new GeneralName(GeneralName.rfc822Name, whole);
        }
        return new GeneralName(GeneralName.otherName, new OtherName(SMTP_UTF8_MAILBOX, new DERUTF8String(whole)));
    }
}
