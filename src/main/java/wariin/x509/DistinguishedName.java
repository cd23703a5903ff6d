package wariin.x509;

import java.io.IOException;
import java.io.UncheckedIOException;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.jspecify.annotations.Nullable;

/// The name of an authority or a subscriber, in the order in which it is encoded (RFC 5280, 4.1.2.4; EN 319 412-2,
/// 4.2).
public record DistinguishedName(
        String country,
        @Nullable String organisation,
        @Nullable String organisationIdentifier,
        String commonName,
        @Nullable String serialNumber) {

    static final ASN1ObjectIdentifier ORGANIZATION_IDENTIFIER = BCStyle.ORGANIZATION_IDENTIFIER;

    /// The name of an authority.
    public static DistinguishedName of(String country, String organisation, String commonName) {
        return new DistinguishedName(country, organisation, null, commonName, null);
    }

    public X500Principal principal() {
        try {
            return new X500Principal(toX500Name().getEncoded("DER"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    X500Name toX500Name() {
        var name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, country);
        if (organisation != null) name.addRDN(BCStyle.O, organisation);
        if (organisationIdentifier != null) name.addRDN(ORGANIZATION_IDENTIFIER, organisationIdentifier);
        name.addRDN(BCStyle.CN, commonName);
        if (serialNumber != null) name.addRDN(BCStyle.SERIALNUMBER, serialNumber);
        return name.build();
    }
}
