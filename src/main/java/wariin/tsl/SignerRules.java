package wariin.tsl;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.ListVerdict.Fault;

/// What the certificate of a list's signer must say (TS 119 612, 5.7.1).
final class SignerRules {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private SignerRules() {}

    static List<Fault> faults(X509Certificate signer, SchemeInformation scheme, Instant at) {
        var faults = new ArrayList<Fault>();
        if (!validAt(signer, at)) faults.add(new Fault(Code.SIGNER_EXPIRED, ""));
        wrong(faults, signer.getBasicConstraints() >= 0, "CA");
        wrong(faults, !signsOnly(signer.getKeyUsage()), "key usage");
        wrong(faults, !mayUseFor(signer), "extended key usage");
        wrong(faults, signer.getExtensionValue("2.5.29.14") == null, "subject key identifier");
        var subject = X500Name.getInstance(signer.getSubjectX500Principal().getEncoded());
        var country = first(subject, BCStyle.C);
        wrong(faults, !country.equalsIgnoreCase(scheme.territory()), "C=" + country);
        var organisation = first(subject, BCStyle.O);
        wrong(
                faults,
                scheme.operatorNames().stream().noneMatch(name -> name.text().equals(organisation)),
                "O=" + organisation);
        return faults;
    }

    static boolean validAt(X509Certificate certificate, Instant at) {
        return !at.isBefore(certificate.getNotBefore().toInstant())
                && !at.isAfter(certificate.getNotAfter().toInstant());
    }

    private static void wrong(List<Fault> faults, boolean wrong, String place) {
        if (wrong) faults.add(new Fault(Code.SIGNER_CERTIFICATE, place));
    }

    private static boolean signsOnly(boolean[] usage) {
        if (usage == null) return false;
        for (var n = NON_REPUDIATION + 1; n < usage.length; n++) if (usage[n]) return false;
        return usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
    }

    private static boolean mayUseFor(X509Certificate signer) {
        try {
            var purposes = signer.getExtendedKeyUsage();
            return purposes != null && purposes.contains(Names.LIST_SIGNING);
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    private static String first(X500Name name, ASN1ObjectIdentifier attribute) {
        var values = name.getRDNs(attribute);
        return values.length > 0 && values[0].getFirst().getValue() instanceof ASN1String text ? text.getString() : "";
    }
}
