package wariin.tsl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import wariin.x509.Certificates;
import wariin.x509.Der;
import wariin.x509.DerReader;
import wariin.x509.SignatureAlgorithm;

/// The signature element of a list: XAdES baseline B, enveloped, with the signer's certificate only (TS 119 612, 5.7;
/// EN 319 132-1, 6). What is hashed stands in the file as it is hashed, with its namespace declarations.
final class ListSignatureWriter {
    private static final String SIGNATURE_ID = "list-signature";
    private static final String CONTENT_ID = "list-content";
    private static final String PROPERTIES_ID = "list-signed-properties";

    private ListSignatureWriter() {}

    static String sign(byte[] listDigest, ListSigner signer, Instant signingTime) {
        var certificate = Certificates.encoded(signer.certificate());
        var properties = properties(certificate, signingTime);
        var info = info(listDigest, digest(properties), signer.algorithm());
        return new CanonicalXml()
                .open("ds:Signature", "xmlns:ds", Names.DS, "Id", SIGNATURE_ID)
                .raw(info)
                .open("ds:SignatureValue")
                .base64(value(info.getBytes(StandardCharsets.UTF_8), signer))
                .close("ds:SignatureValue")
                .open("ds:KeyInfo")
                .open("ds:X509Data")
                .open("ds:X509Certificate")
                .base64(certificate)
                .close("ds:X509Certificate")
                .close("ds:X509Data")
                .close("ds:KeyInfo")
                .open("ds:Object")
                .open("xades:QualifyingProperties", "xmlns:xades", Names.XADES, "Target", "#" + SIGNATURE_ID)
                .raw(properties)
                .close("xades:QualifyingProperties")
                .close("ds:Object")
                .close("ds:Signature")
                .toString();
    }

    /// Whether this signature was made over a list with this digest.
    static boolean isOver(byte[] listDigest, String signature) {
        return signature.contains(contentReference(listDigest));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String info(byte[] listDigest, byte[] propertiesDigest, SignatureAlgorithm algorithm) {
        var out = new CanonicalXml().open("ds:SignedInfo", "xmlns:ds", Names.DS);
        method(out, "CanonicalizationMethod", Names.EXCLUSIVE);
        method(out, "SignatureMethod", Names.of(algorithm));
        out.raw(contentReference(listDigest));
        out.open("ds:Reference", "Type", Names.SIGNED_PROPERTIES, "URI", "#" + PROPERTIES_ID)
                .open("ds:Transforms");
        method(out, "Transform", Names.EXCLUSIVE);
        out.close("ds:Transforms");
        digest(out, propertiesDigest);
        return out.close("ds:Reference").close("ds:SignedInfo").toString();
    }

    private static String contentReference(byte[] listDigest) {
        var out = new CanonicalXml()
                .open("ds:Reference", "Id", CONTENT_ID, "URI", "")
                .open("ds:Transforms");
        method(out, "Transform", Names.ENVELOPED);
        method(out, "Transform", Names.EXCLUSIVE);
        out.close("ds:Transforms");
        digest(out, listDigest);
        return out.close("ds:Reference").toString();
    }

    private static void method(CanonicalXml out, String name, String algorithm) {
        out.element("ds:" + name, "", "Algorithm", algorithm);
    }

    private static void digest(CanonicalXml out, byte[] digest) {
        method(out, "DigestMethod", Names.SHA256);
        out.open("ds:DigestValue").base64(digest).close("ds:DigestValue");
    }

    private static String properties(byte[] certificate, Instant signingTime) {
        return new CanonicalXml()
                .open("xades:SignedProperties", "xmlns:xades", Names.XADES, "Id", PROPERTIES_ID)
                .open("xades:SignedSignatureProperties")
                .element(
                        "xades:SigningTime",
                        signingTime.truncatedTo(ChronoUnit.SECONDS).toString())
                .open("xades:SigningCertificateV2")
                .open("xades:Cert")
                .open("xades:CertDigest")
                .element("ds:DigestMethod", "", "xmlns:ds", Names.DS, "Algorithm", Names.SHA256)
                .open("ds:DigestValue", "xmlns:ds", Names.DS)
                .base64(sha256().digest(certificate))
                .close("ds:DigestValue")
                .close("xades:CertDigest")
                .close("xades:Cert")
                .close("xades:SigningCertificateV2")
                .close("xades:SignedSignatureProperties")
                .open("xades:SignedDataObjectProperties")
                .open("xades:DataObjectFormat", "ObjectReference", "#" + CONTENT_ID)
                .element("xades:MimeType", Names.MEDIA_TYPE)
                .close("xades:DataObjectFormat")
                .close("xades:SignedDataObjectProperties")
                .close("xades:SignedProperties")
                .toString();
    }

    private static byte[] digest(String canonical) {
        return sha256().digest(canonical.getBytes(StandardCharsets.UTF_8));
    }

    /// XML signatures carry r and s of ECDSA side by side, not in DER (RFC 4050, 3.3).
    static byte[] value(byte[] toBeSigned, ListSigner signer) {
        var signed = signer.sign(toBeSigned);
        var field = switch (signer.algorithm()) {
            case RSA_SHA256, ML_DSA_65, ML_DSA_87 -> 0;
            case ECDSA_SHA256 -> 32;
            case ECDSA_SHA384 -> 48;
        };
        if (field == 0) return signed;
        var numbers = DerReader.over(signed).into(Der.SEQUENCE);
        var value = new byte[2 * field];
        for (var n = 0; n < 2; n++) {
            var number = numbers.contents(Der.INTEGER);
            var from = number.length > field ? number.length - field : 0;
            var length = number.length - from;
            System.arraycopy(number, from, value, (n + 1) * field - length, length);
        }
        return value;
    }
}
