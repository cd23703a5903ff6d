package wariin.x509;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/// Holds a revocation list against what its authority owes (RFC 5280, 5; S/MIME BR, 4.9.7 and 7.2). It reads the
/// finished DER; each finding is `name: sentence (clause)`.
public final class RevocationListLinter {
    private static final String CRL_NUMBER = "2.5.29.20";
    private static final String ISSUING_POINT = "2.5.29.28";
    private static final String EXPIRED_CERTIFICATES = "2.5.29.60";
    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

    /// What the list must be.
    ///
    /// @param places where a list that is one of several is found, as its certificates say; empty for a whole one
    /// @param longest from this update to the next: ten days where subscribers are on it
    /// @param shard which of several lists it is; the low octet of each number, divided by their count, leaves it
    /// @param shards how many there are; 1 for a whole one
    public record Expected(
            X500Principal issuer, PublicKey issuerKey, List<String> places, Duration longest, int shard, int shards) {
        public Expected {
            places = List.copyOf(places);
            if (shards < 1 || shard < 0 || shard >= shards) throw new IllegalArgumentException("No such shard");
        }

        /// A list of everything.
        public static Expected whole(X500Principal issuer, PublicKey issuerKey, Duration longest) {
            return new Expected(issuer, issuerKey, List.of(), longest, 0, 1);
        }
    }

    private final Expected expected;
    private final Findings findings = new Findings();
    private final HashSet<String> extensions = new HashSet<>();

    private RevocationListLinter(Expected expected) {
        this.expected = expected;
    }

    /// What is wrong with a body that shall be signed; empty if nothing.
    public static List<String> lint(byte[] toBeSigned, Expected expected) {
        var linter = new RevocationListLinter(expected);
        try {
            linter.body(toBeSigned);
        } catch (MalformedDer e) {
            linter.findings.add(Finding.NOT_DER, String.valueOf(e.getMessage()));
        }
        return linter.findings.all();
    }

    /// The same for a signed list, with its signature.
    public static List<String> lintSigned(byte[] list, Expected expected) {
        var findings = new Findings();
        try {
            var whole = DerReader.over(list);
            var fields = whole.into(Der.SEQUENCE);
            whole.end();
            var body = fields.element();
            SignedDer.lint(fields, body, expected.issuerKey(), findings);
            fields.end();
            for (var finding : lint(body, expected)) findings.addText(finding);
        } catch (MalformedDer e) {
            findings.add(Finding.NOT_DER, String.valueOf(e.getMessage()));
        }
        return findings.all();
    }

    private void body(byte[] der) {
        var whole = DerReader.over(der);
        var body = whole.into(Der.SEQUENCE);
        whole.end();
        var version = body.hasNext(Der.INTEGER) && body.integer().intValue() == 1;
        findings.require(version, Finding.LIST_VERSION);
        var algorithm = SignatureAlgorithm.of(expected.issuerKey()).identifier();
        findings.require(Arrays.equals(body.element(), algorithm), Finding.ALGORITHM);
        findings.require(Arrays.equals(body.element(), expected.issuer().getEncoded()), Finding.ISSUER_NAME);
        var thisUpdate = time(body);
        times(body, thisUpdate);
        if (body.hasNext(Der.SEQUENCE)) {
            var entries = body.into(Der.SEQUENCE);
            findings.require(entries.hasMore(), Finding.ENTRIES_EMPTY);
            new RevocationEntryLinter(der, entries, thisUpdate, expected, findings).lint();
        }
        if (body.hasNext(Der.CONTEXT)) extensions(body.into(Der.CONTEXT).into(Der.SEQUENCE));
        else findings.add(Finding.EXTENSIONS_MISSING);
        body.end();
    }

    private void times(DerReader body, Instant thisUpdate) {
        if (!body.hasNext(Der.UTC_TIME) && !body.hasNext(Der.GENERALIZED_TIME)) {
            findings.add(Finding.UPDATE_MISSING);
            return;
        }
        var nextUpdate = time(body);
        findings.require(thisUpdate.isBefore(nextUpdate), Finding.UPDATE_REVERSED);
        var late = Duration.between(thisUpdate, nextUpdate).compareTo(expected.longest()) > 0;
        findings.require(!late, Finding.UPDATE_TOO_LATE);
    }

    private Instant time(DerReader body) {
        var generalized = body.hasNext(Der.GENERALIZED_TIME);
        var time = body.time();
        findings.require(generalized == !time.isBefore(YEAR_2050), Finding.TIME_FORM);
        return time;
    }

    private void extensions(DerReader list) {
        while (list.hasMore()) {
            var extension = list.into(Der.SEQUENCE);
            var oid = extension.oid();
            var critical = extension.hasNext(Der.BOOLEAN) && extension.bool();
            var value = extension.contents(Der.OCTET_STRING);
            extension.end();
            findings.require(extensions.add(oid), Finding.EXTENSION_TWICE, oid);
            findings.require(critical == oid.equals(ISSUING_POINT), Finding.EXTENSION_CRITICAL, oid);
            extension(oid, value);
        }
        var number = extensions.contains(CRL_NUMBER);
        findings.require(number, Finding.EXTENSION_MISSING, "cRLNumber");
        var key = extensions.contains(ExtensionRules.AUTHORITY_KEY_IDENTIFIER);
        findings.require(key, Finding.EXTENSION_MISSING, "authorityKeyIdentifier");
        var point = expected.places().isEmpty() || extensions.contains(ISSUING_POINT);
        findings.require(point, Finding.EXTENSION_MISSING, "issuingDistributionPoint");
    }

    private void extension(String oid, byte[] value) {
        switch (oid) {
            case CRL_NUMBER -> {
                var reader = DerReader.over(value);
                var number = reader.integer();
                reader.end();
                findings.require(number.signum() > 0 && number.bitLength() < 160, Finding.NUMBER);
            }
            case ExtensionRules.AUTHORITY_KEY_IDENTIFIER ->
                findings.require(
                        Arrays.equals(value, Der.sequence(Der.of(0x80, KeyIdentifier.of(expected.issuerKey())))),
                        Finding.AUTHORITY_KEY_IDENTIFIER);
            case ISSUING_POINT -> findings.require(Arrays.equals(value, point()), Finding.POINT);
            case EXPIRED_CERTIFICATES -> DerReader.over(value).time();
            default -> findings.add(Finding.EXTENSION_FORBIDDEN, oid);
        }
    }

    private byte[] point() {
        if (expected.places().isEmpty()) return new byte[0];
        var names = expected.places().stream()
                .map(place -> Der.of(0x86, place.getBytes(StandardCharsets.US_ASCII)))
                .toArray(byte[][]::new);
        return Der.sequence(Der.of(Der.CONTEXT, Der.of(Der.CONTEXT, names)));
    }
}
