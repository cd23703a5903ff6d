package wariin.ceremony;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import wariin.x509.Certificates;
import wariin.x509.Der;
import wariin.x509.DerReader;
import wariin.x509.MalformedDer;
import wariin.x509.RevocationListLinter;
import wariin.x509.RevocationListLinter.Expected;

/// A revocation list from anywhere against what its authority owes: our linter, and what the files beside it tell.
final class ListLint {
    private static final String POINT = "2.5.29.28";
    private static final Pattern SHARD = Pattern.compile(".*/([0-9]{1,5})\\.crl");
    /// Twelve months for a list of authorities, ten days for one of subscribers (S/MIME BR, 4.9.7).
    private static final Duration OF_AUTHORITIES = Duration.ofDays(366);
    private static final Duration OF_SUBSCRIBERS = Duration.ofDays(10);

    /// What a list says of itself, read without trusting any of it.
    private record Says(byte[] issuer, Optional<String> place) {}

    private ListLint() {}

    /// @param shards how many parts the authority's list has; 1 if that is not known
    static List<String> findings(byte[] der, Collection<X509Certificate> certificates, int shards) {
        Says says;
        try {
            says = read(der);
        } catch (MalformedDer e) {
            return List.of(LintWords.finding("unreadable"));
        }
        var named = certificates.stream()
                .filter(one ->
                        java.util.Arrays.equals(one.getSubjectX500Principal().getEncoded(), says.issuer()))
                .toList();
        if (named.isEmpty()) return List.of(LintWords.finding("issuer-missing"));
        // An authority may have had several keys: the one that signed, else any, whose signature then does not verify.
        var issuer = named.stream().filter(one -> signed(der, one)).findFirst().orElse(named.getFirst());
        try {
            return RevocationListLinter.lintSigned(der, expected(says, issuer, certificates, shards));
        } catch (IllegalArgumentException _) {
            return List.of(LintWords.finding("foreign-key"));
        }
    }

    private static Expected expected(
            Says says, X509Certificate issuer, Collection<X509Certificate> certificates, int shards) {
        var name = issuer.getSubjectX500Principal();
        var root = name.equals(issuer.getIssuerX500Principal());
        var longest = root ? OF_AUTHORITIES : OF_SUBSCRIBERS;
        var place = says.place();
        if (place.isEmpty()) return Expected.whole(name, issuer.getPublicKey(), longest);
        var shard = SHARD.matcher(place.get());
        var number = shard.matches() ? Integer.parseInt(shard.group(1)) : -1;
        var known = number >= 0 && number < shards;
        // What certificates of this authority beside it say is right; alone, the list's own word is only looked at.
        var right = certificates.stream()
                .filter(one -> one.getIssuerX500Principal().equals(name) && !one.equals(issuer))
                .flatMap(ListLint::places)
                .toList();
        var places = right.isEmpty() || right.contains(place.get()) ? List.of(place.get()) : List.of(right.getFirst());
        return new Expected(name, issuer.getPublicKey(), places, longest, known ? number : 0, known ? shards : 1);
    }

    private static boolean signed(byte[] der, X509Certificate issuer) {
        try {
            return PkiLint.signed(Certificates.parseList(der), issuer);
        } catch (MalformedDer _) {
            return false;
        }
    }

    private static Says read(byte[] der) {
        var body = DerReader.over(der).into(Der.SEQUENCE).into(Der.SEQUENCE);
        if (body.hasNext(Der.INTEGER)) body.element();
        body.element();
        var issuer = body.element();
        while (body.hasMore() && !body.hasNext(Der.CONTEXT)) body.element();
        var place = body.hasMore() ? point(body.into(Der.CONTEXT).into(Der.SEQUENCE)) : Optional.<String>empty();
        return new Says(issuer, place);
    }

    private static Optional<String> point(DerReader extensions) {
        while (extensions.hasMore()) {
            var extension = extensions.into(Der.SEQUENCE);
            var oid = extension.oid();
            if (extension.hasNext(Der.BOOLEAN)) extension.element();
            var value = extension.contents(Der.OCTET_STRING);
            if (oid.equals(POINT)) return Optional.of(address(value));
        }
        return Optional.empty();
    }

    /// Empty where it says no address: the linter then finds that it is not the right one.
    private static String address(byte[] point) {
        try {
            var name =
                    DerReader.over(point).into(Der.SEQUENCE).into(Der.CONTEXT).into(Der.CONTEXT);
            return new String(name.contents(0x86), StandardCharsets.US_ASCII);
        } catch (MalformedDer _) {
            return "";
        }
    }

    /// Where a certificate says that the list with its status is found.
    private static Stream<String> places(X509Certificate certificate) {
        var extension = certificate.getExtensionValue("2.5.29.31");
        if (extension == null) return Stream.empty();
        try {
            var points = DerReader.over(DerReader.over(extension).contents(Der.OCTET_STRING));
            var point = points.into(Der.SEQUENCE).element();
            return Stream.of(address(point)).filter(place -> !place.isEmpty());
        } catch (MalformedDer _) {
            return Stream.empty();
        }
    }
}
