package wariin.ceremony;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import wariin.x509.CertificateLinter;
import wariin.x509.CertificateProfile;
import wariin.x509.Certificates;
import wariin.x509.CertificationRequest;
import wariin.x509.Der;
import wariin.x509.DerReader;
import wariin.x509.LintOutcome;
import wariin.x509.MalformedDer;

/// A file as this field knows it: a certificate, a revocation list, a status answer or a request, in DER or PEM.
sealed interface PkiFile {
    record Certificate(X509Certificate certificate) implements PkiFile {}

    /// As it is, since one that is spoiled is looked at too.
    record RevocationList(byte[] der) implements PkiFile {}

    record StatusAnswer(byte[] der) implements PkiFile {}

    record Request(CertificationRequest request) implements PkiFile {}

    Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    static PkiFile read(Path file) {
        return read(CeremonyFolder.bytes(file), file.toString());
    }

    static PkiFile read(byte[] content, String called) {
        var der = der(content);
        if (CertificationRequest.parse(der) instanceof CertificationRequest.Reading.Proven(var request)) {
            return new Request(request);
        }
        if (isAnswer(der)) return new StatusAnswer(der);
        if (isList(der)) return new RevocationList(der);
        try {
            return new Certificate(Certificates.parse(der));
        } catch (MalformedDer neither) {
            throw new Refused(called + " is neither certificate nor revocation list nor status answer nor request");
        }
    }

    /// By what only an answer begins with (RFC 6960, 4.2.1).
    private static boolean isAnswer(byte[] der) {
        try {
            return DerReader.over(der).into(Der.SEQUENCE).hasNext(Der.ENUMERATED);
        } catch (MalformedDer _) {
            return false;
        }
    }

    /// By the moment that stands where a certificate has its validity (RFC 5280, 5.1).
    private static boolean isList(byte[] der) {
        try {
            var body = DerReader.over(der).into(Der.SEQUENCE).into(Der.SEQUENCE);
            if (body.hasNext(Der.INTEGER)) body.element();
            body.element();
            body.element();
            return body.hasNext(Der.UTC_TIME) || body.hasNext(Der.GENERALIZED_TIME);
        } catch (MalformedDer _) {
            return false;
        }
    }

    private static byte[] der(byte[] content) {
        var block = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        return block.find() ? Base64.getMimeDecoder().decode(block.group(2)) : content;
    }

    static byte[] pem(String type, byte[] der) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// What is wrong with a certificate, by the profile that fits it; its issuer is looked for among the others.
    static List<String> findings(X509Certificate certificate, Collection<X509Certificate> others) {
        var findings = new ArrayList<String>();
        var selfSigned = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
        var issuer = selfSigned
                ? Optional.of(certificate)
                : others.stream()
                        .filter(other -> signed(certificate, other.getPublicKey()))
                        .findFirst();
        if (issuer.isEmpty()) return List.of(LintWords.finding("issuer-missing"));
        if (!signed(certificate, issuer.get().getPublicKey())) findings.add(LintWords.finding("not-signed"));
        try {
            var outcome = CertificateLinter.lint(
                    certificate.getTBSCertificate(),
                    profileOf(certificate),
                    issuer.get().getPublicKey());
            if (outcome instanceof LintOutcome.Failed(var found)) findings.addAll(found);
        } catch (GeneralSecurityException _) {
            findings.add(LintWords.finding("unreadable"));
        }
        return findings;
    }

    static boolean signed(X509Certificate certificate, PublicKey key) {
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /// The profile under which we would have issued it.
    static CertificateProfile profileOf(X509Certificate certificate) {
        var purposes = purposes(certificate);
        if (certificate.getBasicConstraints() >= 0) {
            if (certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                return CertificateProfile.ROOT;
            }
            return purposes.isEmpty() ? CertificateProfile.ISSUING : CertificateProfile.ISSUING_2;
        }
        var policies = certificate.getExtensionValue("2.5.29.32");
        return CertificateProfile.all().reversed().stream()
                .filter(profile -> !profile.isAuthority())
                .filter(profile -> profile.purposes().containsAll(purposes) && !purposes.isEmpty())
                .filter(profile -> policies != null || profile.policies().isEmpty())
                .filter(profile -> named(profile, certificate))
                .findFirst()
                .orElse(CertificateProfile.SUBSCRIBER);
    }

    private static boolean named(CertificateProfile profile, X509Certificate certificate) {
        var policies = certificate.getExtensionValue("2.5.29.32");
        if (policies == null) return true;
        var hex = java.util.HexFormat.of().formatHex(policies);
        return profile.policies().stream()
                .allMatch(policy -> hex.contains(java.util.HexFormat.of().formatHex(wariin.x509.Der.oid(policy))));
    }

    private static List<String> purposes(X509Certificate certificate) {
        try {
            var purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
