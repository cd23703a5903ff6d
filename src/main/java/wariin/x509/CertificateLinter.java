package wariin.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.TBSCertificate;

/// Holds the to-be-signed body of a certificate against its profile before it is signed (RFC 5280, 4.1; EN 319 412).
///
/// It reads the finished DER, not the content that the DER was built from, so a fault of the builder shows here.
public final class CertificateLinter {
    private static final Pattern ORGANISATION_IDENTIFIER = Pattern.compile("NTRJP-[1-9][0-9]{12}");
    private static final int LONGEST_NAME = 64;
    private static final Map<ASN1ObjectIdentifier, String> NAMES = Map.of(
            BCStyle.OU, "organizationalUnitName",
            BCStyle.GIVENNAME, "givenName",
            BCStyle.SURNAME, "surname",
            BCStyle.PSEUDONYM, "pseudonym",
            BCStyle.T, "title");

    private final CertificateProfile profile;
    private final PublicKey issuerKey;
    private final List<String> findings = new ArrayList<>();

    private CertificateLinter(CertificateProfile profile, PublicKey issuerKey) {
        this.profile = profile;
        this.issuerKey = issuerKey;
    }

    /// The key is that of the authority that shall sign.
    public static LintOutcome lint(byte[] toBeSigned, CertificateProfile profile, PublicKey issuerKey) {
        var linter = new CertificateLinter(profile, issuerKey);
        try {
            linter.body(toBeSigned);
        } catch (IOException | IllegalArgumentException | GeneralSecurityException | ClassCastException e) {
            linter.findings.add("It cannot be read: " + e.getMessage());
        }
        return linter.findings.isEmpty()
                ? new LintOutcome.Passed(new LintedCertificate(toBeSigned, issuerKey))
                : new LintOutcome.Failed(List.copyOf(linter.findings));
    }

    private void body(byte[] der) throws IOException, GeneralSecurityException {
        var body = TBSCertificate.getInstance(der);
        require(Arrays.equals(der, body.getEncoded(ASN1Encoding.DER)), "The encoding is not DER");
        require(body.getVersionNumber() == 3, "The version is not 3");
        var serial = body.getSerialNumber().getValue();
        require(serial.signum() > 0 && serial.bitLength() == 159, "The serial number has not 20 octets");
        require(
                Arrays.equals(
                        body.getSignature().getEncoded(ASN1Encoding.DER),
                        SignatureAlgorithm.of(issuerKey).identifier()),
                "The signature algorithm is not that of the issuer's key");
        require(body.getIssuerUniqueId() == null && body.getSubjectUniqueId() == null, "It has a unique identifier");
        validity(body);
        name("issuer", body.getIssuer());
        name("subject", body.getSubject());
        var selfIssued = body.getIssuer().equals(body.getSubject());
        require(selfIssued == profile.isSelfSigned(), "Only a root or a list signer is issued by itself");
        var subjectKey = subjectKey(body);
        findings.addAll(ExtensionLinter.lint(body.getExtensions(), profile, subjectKey, issuerKey));
    }

    private void validity(TBSCertificate body) {
        var from = body.getStartDate().getDate().toInstant();
        var until = body.getEndDate().getDate().toInstant();
        require(from.isBefore(until), "It ends before it begins");
        require(Duration.between(from, until).compareTo(profile.longest()) <= 0, "It is valid for too long");
    }

    private void name(String which, X500Name name) {
        require(one(name, BCStyle.CN, which), which + ": one common name is needed");
        for (var part : name.getRDNs()) {
            require(!part.isMultiValued(), which + ": a part has two values");
            attribute(which, part.getFirst().getType(), part.getFirst().getValue());
        }
    }

    private void attribute(String which, ASN1ObjectIdentifier type, Object value) {
        var text = ((ASN1String) value).getString();
        var characters = text.codePointCount(0, text.length());
        require(characters > 0 && characters <= LONGEST_NAME, which + ": a part is empty or too long");
        require(text.equals(text.strip()), which + ": a part begins or ends with a space");
        require(text.codePoints().noneMatch(Character::isISOControl), which + ": a part has a control character");
        if (type.equals(BCStyle.C)) {
            require(value instanceof ASN1PrintableString && text.matches("[A-Z]{2}"), which + ": not a country code");
        } else if (type.equals(BCStyle.SERIALNUMBER)) {
            require(value instanceof ASN1PrintableString, which + ": serialNumber is not a PrintableString");
        } else if (type.equals(DistinguishedName.ORGANIZATION_IDENTIFIER)) {
            require(ORGANISATION_IDENTIFIER.matcher(text).matches(), which + ": not a corporate number");
        } else if (type.equals(BCStyle.CN) || type.equals(BCStyle.O)) {
            require(value instanceof ASN1UTF8String, which + ": a name is not a UTF8String");
        } else {
            var named = NAMES.get(type);
            var subject = profile.rules().subject();
            var known = named != null && which.equals("subject")
                    && (subject.required().contains(named) || subject.allowed().contains(named));
            require(known, which + ": the attribute " + type + " is not in the profile");
        }
    }

    private static boolean one(X500Name name, ASN1ObjectIdentifier type, String which) {
        return name.getRDNs(type).length == 1;
    }

    private PublicKey subjectKey(TBSCertificate body) throws IOException, GeneralSecurityException {
        var info = body.getSubjectPublicKeyInfo();
        var algorithm = info.getAlgorithm().getAlgorithm().getId().startsWith("1.2.840.113549")
                ? "RSA"
                : info.getAlgorithm().getAlgorithm().getId().startsWith("2.16.840.1.101.3.4.3") ? "ML-DSA" : "EC";
        var key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info.getEncoded()));
        switch (key) {
            case RSAPublicKey rsa ->
                require(
                        rsa.getModulus().bitLength() >= 3072
                                && rsa.getPublicExponent().intValue() == 65537,
                        "The RSA key is too weak");
            case ECPublicKey ec -> {
                var size = ec.getParams().getCurve().getField().getFieldSize();
                require(size == 256 || size == 384, "The curve is neither P-256 nor P-384");
            }
            default -> SignatureAlgorithm.of(key);
        }
        return key;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) findings.add(otherwise);
    }
}
