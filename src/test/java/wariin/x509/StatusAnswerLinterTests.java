package wariin.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wariin.x509.StatusAnswerLinter.Expected;
import wariin.x509.StatusRequest.CertificateId;

/// A good answer passes; one that is wrong in any of many ways is refused with the right finding (RFC 6960, 4.2).
class StatusAnswerLinterTests {
    private static final TestAuthority ROOT = TestAuthority.root("secp256r1");
    private static final KeyPair KEYS = TestAuthority.keys("secp256r1");
    private static final X509Certificate SIGNER = ROOT.issue(ROOT.responder(KEYS));
    private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");
    private static final byte[] NONCE = {1, 2, 3, 4};
    private static final Expected EXPECTED = new Expected(SIGNER, Duration.ofDays(4), Optional.of(NONCE));

    record Wrong(String name, Finding expected, byte[] body) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void passesWhatIsGood() {
        assertThat(StatusAnswerLinter.lintSigned(answer(), EXPECTED)).isEmpty();
    }

    @Test
    void looksAtTheOutsideToo() {
        var whole = answer();
        whole[whole.length - SIGNER.getSignature().length - 800] ^= 1;
        var other = ROOT.issue(ROOT.responder(TestAuthority.keys("secp256r1")));

        assertThat(StatusAnswerLinter.lintSigned(whole, EXPECTED)).isNotEmpty();
        assertThat(StatusAnswerLinter.lintSigned(answer(), new Expected(other, Duration.ofDays(4), Optional.of(NONCE))))
                .anyMatch(finding -> finding.startsWith("signature: "))
                .anyMatch(finding -> finding.startsWith("responder-certificate: "))
                .anyMatch(finding -> finding.startsWith("responder: "));
        assertThat(StatusAnswerLinter.lintSigned(StatusAnswer.Refusal.TRY_LATER.encoded(), EXPECTED))
                .singleElement()
                .asString()
                .startsWith("response-status: ");
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refuses(Wrong wrong) {
        assertThat(StatusAnswerLinter.lint(wrong.body(), EXPECTED))
                .anyMatch(finding -> finding.startsWith(wrong.expected().label() + ": "));
    }

    static List<Wrong> wrong() {
        var id = id().encoded();
        var good = new byte[] {(byte) 0x80, 0};
        var now = Der.generalizedTime(NOW);
        var until = Der.of(Der.CONTEXT, Der.generalizedTime(NOW.plusSeconds(60)));
        var all = new ArrayList<Wrong>();
        all.add(field("another responder", Finding.RESPONDER, 0, Der.of(Der.CONTEXT + 2, Der.octets(new byte[20]))));
        all.add(field("a responder by name", Finding.RESPONDER, 0, Der.of(Der.CONTEXT + 1, Der.sequence())));
        all.add(field("UTCTime", Finding.NOT_DER, 1, Der.time(NOW)));
        all.add(field("no answer", Finding.ANSWERS_EMPTY, 2, Der.sequence()));
        all.add(field("no nonce", Finding.NONCE, 3, new byte[0]));
        all.add(field(
                "another nonce",
                Finding.NONCE,
                3,
                extensions(Der.extension("1.3.6.1.5.5.7.48.1.2", false, Der.octets(new byte[] {9})))));
        all.add(field(
                "a critical nonce",
                Finding.EXTENSION_CRITICAL,
                3,
                extensions(Der.extension("1.3.6.1.5.5.7.48.1.2", true, Der.octets(NONCE)))));
        all.add(field(
                "another extension",
                Finding.EXTENSION_FORBIDDEN,
                3,
                extensions(Der.extension("1.2.3", false, Der.octets(NONCE)))));
        all.add(single("no next update", Finding.UPDATE_MISSING, id, good, now));
        all.add(single(
                "a status of tomorrow",
                Finding.PRODUCED,
                id,
                good,
                Der.generalizedTime(NOW.plusSeconds(86400)),
                until));
        all.add(single("stale", Finding.PRODUCED, id, good, now, Der.of(Der.CONTEXT, Der.generalizedTime(NOW))));
        all.add(single(
                "for too long",
                Finding.UPDATE_TOO_LATE,
                id,
                good,
                now,
                Der.of(Der.CONTEXT, Der.generalizedTime(NOW.plusSeconds(4 * 86400 + 1)))));
        all.add(single("good with a value", Finding.ANSWER_STATUS, id, new byte[] {(byte) 0x80, 1, 0}, now, until));
        all.add(single("no status", Finding.NOT_DER, id, Der.integer(1), now, until));
        all.add(single("revoked tomorrow", Finding.ENTRY_TIME, id, revoked(NOW.plusSeconds(1), 1), now, until));
        all.add(single("reason 0", Finding.REASON_UNSPECIFIED, id, revoked(NOW, 0), now, until));
        all.add(single("reason 7", Finding.REASON_UNKNOWN, id, revoked(NOW, 7), now, until));
        all.add(single("reason 8", Finding.REASON_UNKNOWN, id, revoked(NOW, 8), now, until));
        all.add(single(
                "an id by MD5",
                Finding.ALGORITHM,
                Der.sequence(Der.sequence(Der.oid("1.2.840.113549.2.5"))),
                good,
                now,
                until));
        all.add(single("an archive", Finding.EXTENSION_FORBIDDEN, id, good, now, until, extensions()));
        all.add(new Wrong("bytes after the end", Finding.NOT_DER, Arrays.copyOf(body(), body().length + 1)));
        return all;
    }

    private static Wrong field(String name, Finding expected, int field, byte[] value) {
        var reader = DerReader.over(body()).into(Der.SEQUENCE);
        var fields = new ArrayList<byte[]>();
        while (reader.hasMore()) fields.add(reader.element());
        fields.set(field, value);
        return new Wrong(name, expected, Der.sequence(fields.toArray(byte[][]::new)));
    }

    private static Wrong single(String name, Finding expected, byte[]... parts) {
        return field(name, expected, 2, Der.sequence(Der.sequence(parts)));
    }

    private static byte[] extensions(byte[]... extensions) {
        return Der.of(Der.CONTEXT + 1, Der.sequence(extensions));
    }

    private static byte[] revoked(Instant at, int reason) {
        var code = Der.of(Der.CONTEXT, Der.of(Der.ENUMERATED, new byte[] {(byte) reason}));
        return Der.of(Der.CONTEXT + 1, Der.generalizedTime(at), code);
    }

    private static byte[] body() {
        var bytes = new byte[1][];
        new StatusAnswer.Signer(SIGNER).sign(content(), body -> bytes[0] = body, _ -> new byte[8]);
        return bytes[0];
    }

    private static byte[] answer() {
        return content().signedBy(SIGNER, body -> TestAuthority.sign(KEYS, body));
    }

    private static StatusAnswer content() {
        var revoked = new CertificateStatus.Revoked(NOW.minusSeconds(60), 4);
        return new StatusAnswer(
                List.of(
                        new StatusAnswer.Single(id(), new CertificateStatus.Good()),
                        new StatusAnswer.Single(id(), revoked),
                        new StatusAnswer.Single(id(), new CertificateStatus.Unknown())),
                NOW,
                NOW.plus(Duration.ofDays(3)),
                Optional.of(NONCE));
    }

    private static CertificateId id() {
        return CertificateId.of("SHA-256", new byte[32], new byte[32], SerialNumber.of(SIGNER));
    }
}
