package wariin.validation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Trust anchors from certificate files, PEM or DER, or from folders of them.
public final class TrustFiles {

    private static final int LARGEST = 1024 * 1024;

    private TrustFiles() {}

    /// The certificates in a file, or in the files of a folder; empty when there is none.
    public static List<X509Certificate> read(Path path) {
        try {
            if (!Files.isDirectory(path)) return certificates(path);
            var found = new ArrayList<X509Certificate>();
            try (var files = Files.list(path)) {
                for (var file : files.filter(Files::isRegularFile).sorted().toList()) found.addAll(certificates(file));
            }
            return found;
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<X509Certificate> certificates(Path file) throws IOException {
        return Files.size(file) > LARGEST ? List.of() : certificates(Files.readAllBytes(file));
    }

    /// The certificates in the content of one file.
    public static List<X509Certificate> certificates(byte[] content) {
        if (content.length == 0 || content.length > LARGEST) return List.of();
        try {
            var found = new ArrayList<X509Certificate>();
            var factory = CertificateFactory.getInstance("X.509");
            for (var certificate : factory.generateCertificates(new ByteArrayInputStream(content))) {
                if (certificate instanceof X509Certificate known) found.add(known);
            }
            return found;
        } catch (CertificateException e) {
            return List.of();
        }
    }
}
