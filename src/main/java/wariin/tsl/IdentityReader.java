package wariin.tsl;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.jcajce.provider.asymmetric.x509.CertificateFactory;
import wariin.tsl.ListVerdict.Code;
import wariin.x509.Certificates;
import wariin.x509.MalformedDer;

/// Reads digital identities (TS 119 612, 5.5.3). A bare key value is left out: nobody can be found by it alone here.
final class IdentityReader {
    private final XmlCursor xml;

    IdentityReader(XmlCursor xml) {
        this.xml = xml;
    }

    ServiceState.Identity read() {
        var certificates = new ArrayList<X509Certificate>();
        var others = new ArrayList<String>();
        String subject = null;
        String keyIdentifier = null;
        xml.enter("ServiceDigitalIdentity");
        while (xml.enterIf("DigitalId")) {
            if (xml.at("X509Certificate")) certificates.add(certificate(bytes()));
            else if (xml.at("X509SKI")) keyIdentifier = HexFormat.of().formatHex(bytes());
            else if (xml.at("X509SubjectName")) subject = xml.text();
            else if (xml.at("Other")) others.add(other());
            else if (xml.atElement()) xml.skip();
            xml.leave();
        }
        xml.leave();
        return new ServiceState.Identity(certificates, subject, keyIdentifier, others);
    }

    private String other() {
        var copy = xml.copy();
        var inner = copy.substring(copy.indexOf('>') + 1, copy.length() - "</Other>".length());
        return inner.contains("<") ? inner : unescaped(inner).strip();
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#xD;", "\r")
                .replace("&amp;", "&");
    }

    private byte[] bytes() {
        try {
            return Base64.getMimeDecoder().decode(xml.text());
        } catch (IllegalArgumentException broken) {
            throw XmlCursor.fault(Code.NOT_A_LIST, xml.place() + ": base64");
        }
    }

    /// Some certificates in lists of others are read by a more patient reader only.
    private X509Certificate certificate(byte[] der) {
        try {
            return Certificates.parse(der);
        } catch (MalformedDer strict) {
            try {
                var read = new CertificateFactory().engineGenerateCertificate(new ByteArrayInputStream(der));
                if (read instanceof X509Certificate certificate && certificate.getPublicKey() != null)
                    return certificate;
            } catch (CertificateException | RuntimeException broken) {
                // Both readers agree: it is none.
            }
            throw XmlCursor.fault(Code.NOT_A_LIST, xml.place() + ": X509Certificate");
        }
    }
}
