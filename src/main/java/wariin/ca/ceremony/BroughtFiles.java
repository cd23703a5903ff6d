package wariin.ca.ceremony;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import wariin.x509.Certificates;
import wariin.x509.MalformedDer;

/// Certificates and lists that somebody brought from elsewhere, in DER or PEM, several in one file too.
record BroughtFiles(List<X509Certificate> certificates, List<X509CRL> lists) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN (CERTIFICATE|X509 CRL)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final int LARGEST = 16 * 1024 * 1024;

    static BroughtFiles none() {
        return new BroughtFiles(new ArrayList<>(), new ArrayList<>());
    }

    /// Everything in a folder; hidden files and plain text beside it do not disturb.
    static BroughtFiles in(Path folder) {
        var brought = none();
        if (!Files.isDirectory(folder)) return brought;
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = file.getFileName().toString();
                if (!name.matches("[^.].*\\.(pem|cer|crt|der|crl|p7b)")) continue;
                if (!brought.add(Files.readAllBytes(file))) {
                    throw new CeremonyPending(
                            "The file " + file + " is neither a certificate nor a revocation list: take it away");
                }
            }
            return brought;
        } catch (IOException e) {
            throw new CeremonyPending("The folder " + folder + " cannot be read: give the platform the right to");
        }
    }

    /// False if it is none of these.
    boolean add(byte[] content) {
        if (content.length == 0 || content.length > LARGEST) return false;
        var blocks = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
        var found = false;
        while (blocks.find()) {
            found = true;
            var der = Base64.getMimeDecoder().decode(blocks.group(2));
            if (!one(der)) return false;
        }
        return found || one(content);
    }

    private boolean one(byte[] der) {
        try {
            certificates.add(Certificates.parse(der));
            return true;
        } catch (MalformedDer notACertificate) {
            try {
                lists.add(Certificates.parseList(der));
                return true;
            } catch (MalformedDer neither) {
                return false;
            }
        }
    }
}
