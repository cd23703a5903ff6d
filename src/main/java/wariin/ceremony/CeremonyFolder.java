package wariin.ceremony;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import wariin.x509.Certificates;

/// The folder of a root that is kept off the network: its key, what it certified, its lists, and the record.
///
/// `certificates` in it is what goes to the platform.
record CeremonyFolder(Path path) {

    Path record() {
        return CeremonyRecord.jsonIn(path);
    }

    Path key(String root) {
        return path.resolve(root + ".key");
    }

    /// What tells that the key is in a token.
    static String noteName(String root) {
        return root + ".token";
    }

    static String certificateName(String name) {
        return "certificates/" + name + ".pem";
    }

    static String listName(String root) {
        return "certificates/" + root + ".crl";
    }

    Optional<X509Certificate> certificate(String name) {
        var file = path.resolve(certificateName(name));
        if (!Files.exists(file)) return Optional.empty();
        return Optional.of(Certificates.parse(bytes(file)));
    }

    Optional<X509CRL> list(String root) {
        var file = path.resolve(listName(root));
        if (!Files.exists(file)) return Optional.empty();
        return Optional.of(Certificates.parseList(bytes(file)));
    }

    /// All certificates here.
    List<X509Certificate> certificates() {
        var folder = path.resolve("certificates");
        if (!Files.isDirectory(folder)) return List.of();
        try (var files = Files.list(folder)) {
            var all = new ArrayList<X509Certificate>();
            for (var file : files.filter(one -> one.toString().endsWith(".pem"))
                    .sorted()
                    .toList()) {
                all.add(Certificates.parse(bytes(file)));
            }
            return all;
        } catch (IOException e) {
            throw new Refused("The folder " + folder + " cannot be read", e);
        }
    }

    /// Whole or not at all, also if the power goes.
    void write(String name, byte[] content) {
        var file = path.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            var fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, content);
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Refused("The file " + file + " cannot be written", e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Refused("The file " + file + " cannot be read", e);
        }
    }
}
