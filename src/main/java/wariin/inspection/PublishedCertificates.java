package wariin.inspection;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import wariin.inspection.Look.Notes;
import wariin.x509.Certificates;
import wariin.x509.MalformedDer;

/// Whether the certificates that a provider publishes are those that the register has (EN 319 411-1, 6.3.9 and 6.1).
@Component
class PublishedCertificates implements Check {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]{1,20000})-----END CERTIFICATE-----");

    private final Fetcher fetcher;

    PublishedCertificates(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    @Override
    public String name() {
        return "certificate-fetch-and-fingerprint";
    }

    @Override
    public Look look(Inspected service) {
        var notes = new Notes();
        var known = new ArrayList<String>();
        for (var certificate : service.certificates()) known.add(fingerprint(certificate));
        var met = new LinkedHashSet<String>();
        for (var address : CertificatesAtHand.addresses(service)) {
            var fact = notes.fact("certificate", address);
            switch (fetcher.get(address)) {
                case Fetcher.Fetched.Failed(var reason) -> notes.fault(reason);
                case Fetcher.Fetched.Got got -> {
                    var found = read(got.body());
                    if (found.isEmpty()) {
                        notes.fault(address + " に証明書がありません。", "There is no certificate at " + address + ".");
                        continue;
                    }
                    var fingerprint = fingerprint(found.get());
                    fact.put("sha256", fingerprint);
                    fact.put("registered", known.contains(fingerprint));
                    met.add(fingerprint);
                }
            }
        }
        if (notes.nothingSeen() || known.isEmpty()) {
            notes.doubt(
                    "証明書の公開場所が提供場所に登録されていないか、登録された証明書がありません。",
                    "No place where its certificates are published is named, or no certificate.");
        } else if (!met.containsAll(known)) {
            notes.fault(
                    "登録された証明書のうち、公開されていないものがあります。",
                    "A certificate that the register has is not among those published.");
        }
        return notes.look(
                "公開されている証明書のフィンガープリントは、登録内容と一致します。",
                "The fingerprints of the published certificates are those of the register.");
    }

    private static String fingerprint(X509Certificate certificate) {
        return Fetcher.sha256(Certificates.encoded(certificate));
    }

    static Optional<X509Certificate> read(byte[] body) {
        try {
            var pem = PEM.matcher(new String(body, StandardCharsets.ISO_8859_1));
            var der = pem.find() ? Base64.getMimeDecoder().decode(pem.group(1)) : body;
            return Optional.of(Certificates.parse(der));
        } catch (MalformedDer | IllegalArgumentException | ClassCastException _) {
            return Optional.empty();
        }
    }
}
