package wariin.inspection;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/// Where a certificate says that lists, status answers and its issuer's certificate are (RFC 5280, 4.2.1.13, 4.2.2.1).
record Pointers(List<String> lists, List<String> responders, List<String> issuers) {

    private static final int MOST = 4;

    static Pointers of(X509Certificate certificate) {
        var responders = new ArrayList<String>();
        var issuers = new ArrayList<String>();
        try {
            var access = value(certificate, Extension.authorityInfoAccess);
            if (access != null) {
                for (var one : AuthorityInformationAccess.getInstance(access).getAccessDescriptions()) {
                    var into = AccessDescription.id_ad_ocsp.equals(one.getAccessMethod()) ? responders : issuers;
                    add(into, one.getAccessLocation());
                }
            }
            return new Pointers(lists(certificate), responders, issuers);
        } catch (IOException | IllegalArgumentException _) {
            return new Pointers(List.of(), responders, issuers);
        }
    }

    private static List<String> lists(X509Certificate certificate) throws IOException {
        var lists = new ArrayList<String>();
        var points = value(certificate, Extension.cRLDistributionPoints);
        if (points == null) return lists;
        for (var point : CRLDistPoint.getInstance(points).getDistributionPoints()) {
            var name = point.getDistributionPoint();
            if (name == null || name.getType() != DistributionPointName.FULL_NAME) continue;
            for (var one : GeneralNames.getInstance(name.getName()).getNames()) add(lists, one);
        }
        return lists;
    }

    private static void add(List<String> into, GeneralName name) {
        if (name.getTagNo() == GeneralName.uniformResourceIdentifier && into.size() < MOST) {
            into.add(name.getName().toString());
        }
    }

    private static @Nullable ASN1Primitive value(X509Certificate certificate, ASN1ObjectIdentifier oid)
            throws IOException {
        var bytes = certificate.getExtensionValue(oid.getId());
        return bytes == null
                ? null
                : ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(bytes).getOctets());
    }
}
