package wariin.x509;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.OtherName;

/// Writes the alternative names of a subject (RFC 5280, 4.2.1.6).
final class SubjectNames {
    static final ASN1ObjectIdentifier SMTP_UTF8_MAILBOX = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9");

    private SubjectNames() {}

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
        return new GeneralName(
                GeneralName.otherName, new OtherName(SMTP_UTF8_MAILBOX, new DERUTF8String(whole)));
    }
}
