package wariin.ra.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.AssertionEvidence;
import wariin.identity.UserId;
import wariin.ra.approval.KeptProof.Verdict;
import wariin.ra.request.Sha256;

/// What is kept of an approval, verified again, and each way in which it may have been changed since.
class ProofCheckTests {

    private static final UserId OFFICER = new UserId(UUID.fromString("11111111-2222-3333-4444-555555555555"));
    private static final String LINE = "9d3f person/1 00 body 4a4b";
    private static final String TEXT = "approval\nofficer: " + OFFICER + "\n" + LINE + "\n";
    private static final String SITE = "https://sign.example.jp";
    private static final Predicate<String> NAMED = LINE::equals;

    private final ProofCheck check = new ProofCheck(JsonMapper.builder().build());

    @ParameterizedTest
    @CsvSource({"EC, SHA256withECDSA", "RSA, SHA256withRSA", "Ed25519, Ed25519"})
    void verifiesEachKindOfKeyThatPasskeysHave(String family, String algorithm) throws Exception {
        var key = KeyPairGenerator.getInstance(family).generateKeyPair();
        var kept = assertion(key, algorithm, TEXT, SITE, "example.jp", 5);

        assertThat(check.verdict(approval(TEXT), kept, NAMED)).isEqualTo(Verdict.VERIFIED);
    }

    @Test
    void seesThatTheTextIsAnotherOrNamesSomethingElse() throws Exception {
        var kept = assertion(ec(), "SHA256withECDSA", TEXT, SITE, "example.jp", 5);
        var changed = new Approval(
                UUID.randomUUID(), OFFICER, TEXT + "more\n", Sha256.hex(Sha256.of(TEXT)), true, Instant.EPOCH, true);
        var ofAnother = new Approval(
                UUID.randomUUID(),
                new UserId(UUID.randomUUID()),
                TEXT,
                Sha256.hex(Sha256.of(TEXT)),
                true,
                Instant.EPOCH,
                true);

        assertThat(check.verdict(changed, kept, NAMED)).isEqualTo(Verdict.TEXT_DIFFERS);
        assertThat(check.verdict(ofAnother, kept, NAMED)).isEqualTo(Verdict.TEXT_DIFFERS);
        assertThat(check.verdict(approval(TEXT), kept, "another line"::equals)).isEqualTo(Verdict.TEXT_DIFFERS);
    }

    @Test
    void seesThatThePasskeyWasAskedSomethingElse() throws Exception {
        var other = assertion(ec(), "SHA256withECDSA", TEXT + "x", SITE, "example.jp", 5);
        var unverified = assertion(ec(), "SHA256withECDSA", TEXT, SITE, "example.jp", 1);
        var elsewhere = assertion(ec(), "SHA256withECDSA", TEXT, "https://example.com", "example.jp", 5);

        for (var kept : new AssertionEvidence[] {other, unverified, elsewhere}) {
            assertThat(check.verdict(approval(TEXT), kept, NAMED)).isEqualTo(Verdict.CHALLENGE_DIFFERS);
        }
    }

    @Test
    void seesAWrongSignature() throws Exception {
        var kept = assertion(ec(), "SHA256withECDSA", TEXT, SITE, "example.jp", 5);
        var withOtherKey = new AssertionEvidence(
                kept.credentialId(),
                ec().getPublic().getEncoded(),
                kept.clientDataJson(),
                kept.authenticatorData(),
                kept.signature(),
                0,
                Instant.EPOCH);
        var garbled = new AssertionEvidence(
                kept.credentialId(),
                new byte[] {1, 2, 3},
                kept.clientDataJson(),
                kept.authenticatorData(),
                kept.signature(),
                0,
                Instant.EPOCH);

        assertThat(check.verdict(approval(TEXT), withOtherKey, NAMED)).isEqualTo(Verdict.SIGNATURE_WRONG);
        assertThat(check.verdict(approval(TEXT), garbled, NAMED)).isEqualTo(Verdict.SIGNATURE_WRONG);
    }

    @Test
    void saysThatNothingIsLeftOfAPin() {
        assertThat(check.verdict(approval(TEXT), null, NAMED)).isEqualTo(Verdict.NO_SIGNATURE);
    }

    private static Approval approval(String text) {
        return new Approval(UUID.randomUUID(), OFFICER, text, Sha256.hex(Sha256.of(text)), true, Instant.EPOCH, true);
    }

    private static KeyPair ec() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static AssertionEvidence assertion(
            KeyPair key, String algorithm, String text, String origin, String relyingParty, int flags)
            throws Exception {
        var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(text));
        var client = "{\"type\":\"webauthn.get\",\"challenge\":\"%s\",\"origin\":\"%s\"}".formatted(challenge, origin);
        var data = new ByteArrayOutputStream();
        data.writeBytes(Sha256.of(relyingParty));
        data.write(flags);
        data.writeBytes(new byte[4]);
        var signature = Signature.getInstance(algorithm);
        signature.initSign(key.getPrivate());
        signature.update(data.toByteArray());
        signature.update(Sha256.of(client));
        return new AssertionEvidence(
                "credential",
                key.getPublic().getEncoded(),
                client.getBytes(StandardCharsets.UTF_8),
                data.toByteArray(),
                signature.sign(),
                0,
                Instant.EPOCH);
    }
}
