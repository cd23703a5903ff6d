package wariin.x509;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/// Holds the to-be-signed body of a certificate against its profile before it is signed (RFC 5280, 4.1; EN 319 412;
/// S/MIME BR, 7.1).
///
/// It reads the finished DER in one pass, not the content that the DER was built from, so a fault of the builder shows
/// here. Each finding is `name: sentence (clause)`.
public final class CertificateLinter {
    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");
    private static final int UNIQUE_OF_ISSUER = 0x81;
    private static final int UNIQUE_OF_SUBJECT = 0x82;

    private final CertificateProfile profile;
    private final ProfileRules rules;
    private final PublicKey issuerKey;
    private final Findings findings = new Findings();

    private CertificateLinter(CertificateProfile profile, PublicKey issuerKey) {
        this.profile = profile;
        this.rules = profile.rules();
        this.issuerKey = issuerKey;
    }

    /// The key is that of the authority that shall sign.
    public static LintOutcome lint(byte[] toBeSigned, CertificateProfile profile, PublicKey issuerKey) {
        var linter = new CertificateLinter(profile, issuerKey);
        try {
            linter.body(DerReader.over(toBeSigned));
        } catch (MalformedDer e) {
            linter.findings.add(Finding.NOT_DER, String.valueOf(e.getMessage()));
        }
        return linter.findings.isEmpty()
                ? new LintOutcome.Passed(new LintedCertificate(toBeSigned, issuerKey))
                : new LintOutcome.Failed(linter.findings.all());
    }

    private void body(DerReader whole) {
        var body = whole.into(Der.SEQUENCE);
        whole.end();
        version(body);
        serial(body.contents(Der.INTEGER));
        algorithm(body.element());
        var issuer = body.element();
        var times = body.into(Der.SEQUENCE);
        var from = time(times);
        var until = time(times);
        times.end();
        validity(from, until);
        var subject = body.element();
        findings.require(Arrays.equals(issuer, subject) == rules.selfSigned(), Finding.SELF_ISSUED);
        new NameLinter(findings, "issuer").lint(issuer, rules);
        var attributes = new NameLinter(findings, "subject").lint(subject, rules);
        var key = key(body.element());
        if (body.hasNext(UNIQUE_OF_ISSUER) || body.hasNext(UNIQUE_OF_SUBJECT)) {
            findings.add(Finding.UNIQUE_IDENTIFIER);
            while (body.hasNext(UNIQUE_OF_ISSUER) || body.hasNext(UNIQUE_OF_SUBJECT)) body.element();
        }
        extensions(body, key, from, until, attributes);
        body.end();
    }

    private void extensions(DerReader body, Key key, Instant from, Instant until, Map<String, String> attributes) {
        if (!body.hasNext(Der.CONTEXT + 3)) {
            findings.add(Finding.EXTENSIONS_MISSING);
            return;
        }
        var tagged = body.into(Der.CONTEXT + 3);
        var list = tagged.into(Der.SEQUENCE);
        tagged.end();
        var names = new ExtensionLinter(findings, profile, key, KeyIdentifier.of(issuerKey), from, until).lint(list);
        new CommonNameLinter(findings, rules).lint(attributes, names);
    }

    private void version(DerReader body) {
        if (!body.hasNext(Der.CONTEXT)) {
            findings.add(Finding.VERSION);
            return;
        }
        var tagged = body.into(Der.CONTEXT);
        findings.require(tagged.integer().intValue() == 2, Finding.VERSION);
        tagged.end();
    }

    /// Ours are random, and always 20 octets that begin with 01 (see {@link SerialNumber}).
    private void serial(byte[] octets) {
        var padded = octets.length > 1 && (octets[0] == 0 && octets[1] >= 0 || octets[0] == -1 && octets[1] < 0);
        if (octets.length == 0 || padded) throw new MalformedDer("The serial number is not in its shortest form");
        var zero = octets.length == 1 && octets[0] == 0;
        findings.require(octets[0] >= 0 && !zero, Finding.SERIAL_NOT_POSITIVE);
        findings.require(octets.length <= 20, Finding.SERIAL_TOO_LONG);
        findings.require(
                octets.length > 20 || octets.length == 20 && (octets[0] & 0xc0) == 0x40, Finding.SERIAL_TOO_SHORT);
    }

    private void algorithm(byte[] found) {
        var expected = SignatureAlgorithm.of(issuerKey).identifier();
        if (Arrays.equals(found, expected)) return;
        var one = DerReader.over(found).into(Der.SEQUENCE).oid();
        var other = DerReader.over(expected).into(Der.SEQUENCE).oid();
        findings.add(one.equals(other) ? Finding.ALGORITHM_PARAMETERS : Finding.ALGORITHM);
    }

    private Instant time(DerReader times) {
        var generalized = times.hasNext(Der.GENERALIZED_TIME);
        var time = times.time();
        findings.require(generalized == !time.isBefore(YEAR_2050), Finding.TIME_FORM);
        return time;
    }

    private void validity(Instant from, Instant until) {
        findings.require(!until.isBefore(from), Finding.VALIDITY_REVERSED);
        // Both ends count (RFC 5280, 4.1.2.5).
        var length = Duration.between(from, until).plusSeconds(1);
        findings.require(length.compareTo(rules.longest()) <= 0, Finding.VALIDITY_TOO_LONG);
    }

    private Key key(byte[] info) {
        var key = Key.read(info, findings);
        var same = Arrays.equals(info, issuerKey.getEncoded());
        if (rules.selfSigned()) findings.require(same, Finding.KEY_NOT_OWN);
        else findings.require(!same, Finding.KEY_OF_ISSUER);
        return key;
    }

    /// The subject's key as the rest needs it: its family, and the identifier that follows from its bits.
    record Key(String family, byte[] identifier) {

        static Key read(byte[] info, Findings findings) {
            var fields = DerReader.over(info).into(Der.SEQUENCE);
            var algorithm = fields.into(Der.SEQUENCE);
            var oid = algorithm.oid();
            var bits = fields.contents(Der.BIT_STRING);
            fields.end();
            if (bits.length == 0 || bits[0] != 0) throw new MalformedDer("The key is not whole octets");
            findings.require(hasRightParameters(oid, algorithm), Finding.KEY_PARAMETERS);
            var identifier = KeyIdentifier.ofBits(bits);
            try {
                var key = WeakKey.parse(info);
                WeakKey.find(key).ifPresent(findings::add);
                var uncompressed = !oid.equals("1.2.840.10045.2.1") || bits.length > 1 && bits[1] == 4;
                findings.require(uncompressed, Finding.EC_POINT);
                return new Key(KeyFamily.of(key), identifier);
            } catch (NoSuchAlgorithmException _) {
                findings.add(Finding.KEY_UNKNOWN, oid);
                return new Key("unknown", identifier);
            } catch (GeneralSecurityException e) {
                findings.add(Finding.KEY_UNREADABLE, String.valueOf(e.getMessage()));
                return new Key("unknown", identifier);
            }
        }

        private static boolean hasRightParameters(String oid, DerReader algorithm) {
            return switch (oid) {
                case "1.2.840.113549.1.1.1" -> {
                    var isNull = algorithm.hasNext(0x05) && algorithm.contents(0x05).length == 0;
                    yield isNull && !algorithm.hasMore();
                }
                case "1.2.840.10045.2.1" -> algorithm.hasNext(Der.OBJECT_IDENTIFIER);
                default -> !algorithm.hasMore();
            };
        }
    }
}
