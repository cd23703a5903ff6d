package wariin.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/// The name of an authority or a subscriber, in the order in which it is encoded (RFC 5280, 4.1.2.4; EN 319 412-2,
/// 4.2; EN 319 412-3, 4.2).
public record DistinguishedName(
        String country,
        @Nullable String organisation,
        @Nullable String organisationIdentifier,
        @Nullable String organizationalUnit,
        String commonName,
        @Nullable String givenName,
        @Nullable String surname,
        @Nullable String pseudonym,
        @Nullable String title,
        @Nullable String serialNumber) {

    static final ASN1ObjectIdentifier ORGANIZATION_IDENTIFIER = BCStyle.ORGANIZATION_IDENTIFIER;

    /// A name without what only people have.
    public DistinguishedName(
            String country,
            @Nullable String organisation,
            @Nullable String organisationIdentifier,
            String commonName,
            @Nullable String serialNumber) {
        this(country, organisation, organisationIdentifier, null, commonName, null, null, null, null, serialNumber);
    }

    /// The name of an authority.
    public static DistinguishedName of(String country, String organisation, String commonName) {
        return new DistinguishedName(country, organisation, null, commonName, null);
    }

    /// The same of a person, who is named by both parts of the name.
    public DistinguishedName withPerson(String givenName, String surname) {
        return new DistinguishedName(
                country,
                organisation,
                organisationIdentifier,
                organizationalUnit,
                commonName,
                givenName,
                surname,
                null,
                title,
                serialNumber);
    }

    /// The same of a person who is named otherwise.
    public DistinguishedName withPseudonym(String pseudonym) {
        return new DistinguishedName(
                country,
                organisation,
                organisationIdentifier,
                organizationalUnit,
                commonName,
                null,
                null,
                pseudonym,
                title,
                serialNumber);
    }

    public X500Principal principal() {
        return new X500Principal(encoded());
    }

    /// In DER.
    byte[] encoded() {
        try {
            return toX500Name().getEncoded(ASN1Encoding.DER);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    X500Name toX500Name() {
        var name = new X500NameBuilder(BCStyle.INSTANCE);
        add(name, BCStyle.C, country);
        add(name, BCStyle.O, organisation);
        add(name, ORGANIZATION_IDENTIFIER, organisationIdentifier);
        add(name, BCStyle.OU, organizationalUnit);
        add(name, BCStyle.CN, commonName);
        add(name, BCStyle.GIVENNAME, givenName);
        add(name, BCStyle.SURNAME, surname);
        add(name, BCStyle.PSEUDONYM, pseudonym);
        add(name, BCStyle.T, title);
        add(name, BCStyle.SERIALNUMBER, serialNumber);
        return name.build();
    }

    /// Encoded here: the builder would take a value that begins with # for hexadecimal DER, and a backslash for a sign.
    private static void add(X500NameBuilder name, ASN1ObjectIdentifier type, @Nullable String value) {
        if (value != null) name.addRDN(type, encoded(type, value));
    }

    private static ASN1Encodable encoded(ASN1ObjectIdentifier type, String value) {
        var printable = type.equals(BCStyle.C) || type.equals(BCStyle.SERIALNUMBER);
        return printable ? new DERPrintableString(value) : new DERUTF8String(value);
    }
}
