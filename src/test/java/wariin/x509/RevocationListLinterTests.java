package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wariin.x509.RevocationListLinter.Expected;

/// A good list passes; one that is wrong in any of many ways is refused with the right finding (RFC 5280, 5).
class RevocationListLinterTests {
    private static final KeyPair KEYS = TestAuthority.keys("secp256r1");
    private static final X500Principal ISSUER =
            DistinguishedName.of("JP", "試験", "Test Issuing").principal();
    private static final String PLACE = "http://pki.example.jp/pki/mail/3.crl";
    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final Expected EXPECTED =
            new Expected(ISSUER, KEYS.getPublic(), List.of(PLACE), Duration.ofDays(10), 3, 4);

    record Wrong(String name, Finding expected, byte[] body) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void passesWhatIsGood() {
        var list = writer(List.of(PLACE))
                .write(Revocations.of(revoked()), _ -> {}, body -> TestAuthority.sign(KEYS, body));
        var whole = new RevocationListContent(
                        ISSUER, KEYS.getPublic(), 1, NOW, NOW.plusSeconds(60), NOW.minusSeconds(9), List.of())
                .signedBy(body -> TestAuthority.sign(KEYS, body));

        assertThat(RevocationListLinter.lintSigned(list.encoded(), EXPECTED)).isEmpty();
        assertThat(RevocationListLinter.lintSigned(whole, Expected.whole(ISSUER, KEYS.getPublic(), Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void looksAtTheOutsideToo() {
        var body = good();
        var signature = TestAuthority.sign(KEYS, body);
        var inside = SignatureAlgorithm.ECDSA_SHA256.identifier();
        var outside = SignatureAlgorithm.ECDSA_SHA384.identifier();
        var spoiled = signature.clone();
        spoiled[spoiled.length - 1] ^= 1;

        assertThat(signed(body, inside, signature)).isEmpty();
        assertThat(signed(body, outside, signature)).singleElement().asString().startsWith("algorithm-outside: ");
        assertThat(signed(body, inside, spoiled)).singleElement().asString().startsWith("signature: ");
    }

    private static List<String> signed(byte[] body, byte[] algorithm, byte[] signature) {
        return RevocationListLinter.lintSigned(Der.sequence(body, algorithm, Der.bits(signature)), EXPECTED);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refuses(Wrong wrong) {
        assertThat(RevocationListLinter.lint(wrong.body(), EXPECTED))
                .anyMatch(finding -> finding.startsWith(wrong.expected().label() + ": "));
    }

    static List<Wrong> wrong() {
        var all = new ArrayList<Wrong>();
        fields(all);
        entries(all);
        extensions(all);
        all.add(new Wrong("bytes after the end", Finding.NOT_DER, Arrays.copyOf(good(), good().length + 1)));
        all.add(new Wrong("the end missing", Finding.NOT_DER, Arrays.copyOf(good(), good().length - 1)));
        return all;
    }

    private static void fields(List<Wrong> all) {
        all.add(field("first version", Finding.LIST_VERSION, 0, Der.integer(0)));
        all.add(field("no version", Finding.LIST_VERSION, 0, new byte[0]));
        all.add(field("another algorithm", Finding.ALGORITHM, 1, SignatureAlgorithm.RSA_SHA256.identifier()));
        var other = DistinguishedName.of("JP", "別", "Other").principal();
        all.add(field("another issuer", Finding.ISSUER_NAME, 2, other.getEncoded()));
        all.add(field("GeneralizedTime before 2050", Finding.TIME_FORM, 3, Der.generalizedTime(NOW)));
        all.add(field("next update before", Finding.UPDATE_REVERSED, 4, Der.time(NOW)));
        all.add(field("next update too late", Finding.UPDATE_TOO_LATE, 4, Der.time(NOW.plusSeconds(864001))));
        all.add(field("no next update", Finding.UPDATE_MISSING, 4, new byte[0]));
        all.add(field("no extensions", Finding.EXTENSIONS_MISSING, 6, new byte[0]));
    }

    private static void entries(List<Wrong> all) {
        var one = entry(serial(7), Der.time(NOW), 1);
        var two = entry(serial(11), Der.time(NOW), 4);
        all.add(list("an empty list", Finding.ENTRIES_EMPTY));
        all.add(list("falling numbers", Finding.ENTRIES_ORDER, two, one));
        all.add(list("a number twice", Finding.ENTRY_TWICE, one, one));
        all.add(list("another shard", Finding.ENTRY_SHARD, entry(serial(6), Der.time(NOW), 1)));
        all.add(list("number zero", Finding.ENTRY_SERIAL, entry(BigInteger.ZERO, Der.time(NOW), 1)));
        all.add(list("a negative number", Finding.ENTRY_SERIAL, entry(BigInteger.valueOf(-1), Der.time(NOW), 1)));
        all.add(list(
                "a number of 21 octets", Finding.ENTRY_SERIAL, entry(BigInteger.ONE.shiftLeft(165), Der.time(NOW), 1)));
        all.add(list("in the future", Finding.ENTRY_TIME, entry(serial(7), Der.time(NOW.plusSeconds(1)), 1)));
        all.add(list(
                "a time without seconds",
                Finding.ENTRY_TIME,
                entry(serial(7), Der.of(Der.UTC_TIME, "2611230500Z".getBytes()), 1)));
        all.add(list(
                "a time that is none",
                Finding.ENTRY_TIME,
                entry(serial(7), Der.of(Der.UTC_TIME, "26112305000xZ".getBytes()), 1)));
        all.add(list("reason 0", Finding.REASON_UNSPECIFIED, entry(serial(7), Der.time(NOW), 0)));
        all.add(list("reason 7", Finding.REASON_UNKNOWN, entry(serial(7), Der.time(NOW), 7)));
        all.add(list("reason 8", Finding.REASON_UNKNOWN, entry(serial(7), Der.time(NOW), 8)));
        all.add(list("reason 11", Finding.REASON_UNKNOWN, entry(serial(7), Der.time(NOW), 11)));
        all.add(list(
                "another extension",
                Finding.EXTENSION_FORBIDDEN,
                Der.sequence(
                        Der.integer(serial(7)),
                        Der.time(NOW),
                        Der.sequence(Der.extension("2.5.29.24", false, Der.generalizedTime(NOW))))));
        all.add(list("no entry", Finding.NOT_DER, Der.integer(7)));
    }

    private static void extensions(List<Wrong> all) {
        var key = Der.extension("2.5.29.35", false, Der.sequence(Der.of(0x80, KeyIdentifier.of(KEYS.getPublic()))));
        var number = Der.extension("2.5.29.20", false, Der.integer(5));
        var point = Der.extension("2.5.29.28", true, point(PLACE));
        all.add(extended("no number", Finding.EXTENSION_MISSING, key, point));
        all.add(extended("no key identifier", Finding.EXTENSION_MISSING, number, point));
        all.add(extended("no point", Finding.EXTENSION_MISSING, key, number));
        all.add(extended("a number twice", Finding.EXTENSION_TWICE, key, number, point, number));
        all.add(extended("number 0", Finding.NUMBER, key, point, Der.extension("2.5.29.20", false, Der.integer(0))));
        var long160 = Der.integer(BigInteger.ONE.shiftLeft(160));
        all.add(extended("a long number", Finding.NUMBER, key, point, Der.extension("2.5.29.20", false, long160)));
        all.add(extended(
                "a critical number",
                Finding.EXTENSION_CRITICAL,
                key,
                point,
                Der.extension("2.5.29.20", true, Der.integer(5))));
        all.add(extended(
                "a point that is not critical",
                Finding.EXTENSION_CRITICAL,
                key,
                number,
                Der.extension("2.5.29.28", false, point(PLACE))));
        all.add(extended(
                "another point", Finding.POINT, key, number, Der.extension("2.5.29.28", true, point(PLACE + "?"))));
        all.add(extended(
                "only of authorities",
                Finding.POINT,
                key,
                number,
                Der.extension("2.5.29.28", true, Der.sequence(Der.of(0x82, new byte[] {(byte) 0xff})))));
        all.add(extended(
                "another key",
                Finding.AUTHORITY_KEY_IDENTIFIER,
                number,
                point,
                Der.extension("2.5.29.35", false, Der.sequence(Der.of(0x80, new byte[20])))));
        all.add(extended(
                "a list of changes",
                Finding.EXTENSION_FORBIDDEN,
                key,
                number,
                point,
                Der.extension("2.5.29.27", true, Der.integer(4))));
    }

    private static Wrong field(String name, Finding expected, int field, byte[] value) {
        var fields = fields();
        fields[field] = value;
        return new Wrong(name, expected, Der.sequence(fields));
    }

    private static Wrong list(String name, Finding expected, byte[]... entries) {
        return field(name, expected, 5, Der.sequence(entries));
    }

    private static Wrong extended(String name, Finding expected, byte[]... extensions) {
        return field(name, expected, 6, Der.of(Der.CONTEXT, Der.sequence(extensions)));
    }

    private static byte[][] fields() {
        var reader = DerReader.over(good()).into(Der.SEQUENCE);
        var fields = new ArrayList<byte[]>();
        while (reader.hasMore()) fields.add(reader.element());
        return fields.toArray(byte[][]::new);
    }

    private static byte[] good() {
        return writer(List.of(PLACE)).toBeSigned(Revocations.of(revoked()));
    }

    private static RevocationListWriter writer(List<String> places) {
        return new RevocationListWriter(
                ISSUER, KEYS.getPublic(), 5, NOW, NOW.plus(Duration.ofDays(7)), NOW.minusSeconds(9), places);
    }

    private static List<RevocationListContent.RevokedCertificate> revoked() {
        return List.of(
                new RevocationListContent.RevokedCertificate(new SerialNumber(serial(7)), NOW.minusSeconds(60), 1),
                new RevocationListContent.RevokedCertificate(new SerialNumber(serial(11)), NOW, 0));
    }

    private static BigInteger serial(int low) {
        return BigInteger.ONE.shiftLeft(158).add(BigInteger.valueOf(low));
    }

    private static byte[] entry(BigInteger serial, byte[] time, int reason) {
        var extension = Der.extension("2.5.29.21", false, Der.of(Der.ENUMERATED, new byte[] {(byte) reason}));
        return Der.sequence(Der.integer(serial), time, Der.sequence(extension));
    }

    private static byte[] point(String place) {
        var uri = Der.of(0x86, place.getBytes(StandardCharsets.US_ASCII));
        return Der.sequence(Der.of(Der.CONTEXT, Der.of(Der.CONTEXT, uri)));
    }

    @Test
    void readsAHundredThousandEntriesQuickly() {
        var entries = new ByteArrayOutputStream();
        for (var n = 0; n < 100_000; n++) entries.writeBytes(entry(serial(4 * n + 3), Der.time(NOW), 1));
        var fields = fields();
        fields[5] = Der.of(Der.SEQUENCE, entries.toByteArray());
        var body = Der.sequence(fields);
        RevocationListLinter.lint(body, EXPECTED);

        var begun = System.nanoTime();
        var findings = RevocationListLinter.lint(body, EXPECTED);
        var took = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(findings).isEmpty();
        // A loose bound: a few milliseconds on a quiet machine.
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }
}
