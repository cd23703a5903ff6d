package wariin.ra.approval;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Predicate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.AssertionEvidence;
import wariin.ra.approval.KeptProof.Verdict;
import wariin.ra.request.Sha256;

/// Verifies approvals again from nothing but what is stored (WebAuthn Level 3, 7.2): the exact text, the public key as
/// it was then, and the assertion. It asks no account, so it also answers for officers who have left.
@Component
class ProofCheck {

    /// User present and user verified (WebAuthn Level 3, 6.1).
    private static final int PRESENT_AND_VERIFIED = 0x05;

    private static final int FLAGS_AT = 32;
    private static final int SHORTEST = 37;

    private final JsonMapper json;

    ProofCheck(JsonMapper json) {
        this.json = json;
    }

    /// @param names the line that the text must have, such as that of one request with its body
    Verdict verdict(Approval approval, @Nullable AssertionEvidence assertion, Predicate<String> names) {
        var text = approval.text();
        var challenge = Sha256.of(text);
        if (!Sha256.hex(challenge).equals(approval.sha256())) return Verdict.TEXT_DIFFERS;
        var officer = " " + approval.officer();
        if (text.lines().noneMatch(line -> line.endsWith(officer))) return Verdict.TEXT_DIFFERS;
        if (text.lines().noneMatch(names)) return Verdict.TEXT_DIFFERS;
        if (assertion == null) return Verdict.NO_SIGNATURE;
        if (!asked(assertion, challenge)) return Verdict.CHALLENGE_DIFFERS;
        return signed(assertion) ? Verdict.VERIFIED : Verdict.SIGNATURE_WRONG;
    }

    /// The browser was asked for exactly this text, and the authenticator saw and knew a person at the same site.
    private boolean asked(AssertionEvidence assertion, byte[] challenge) {
        var data = assertion.authenticatorData();
        if (data.length < SHORTEST || (data[FLAGS_AT] & PRESENT_AND_VERIFIED) != PRESENT_AND_VERIFIED) return false;
        try {
            var client = json.readTree(assertion.clientDataJson());
            var expected = Base64.getUrlEncoder().withoutPadding().encodeToString(challenge);
            return client.path("type").asString("").equals("webauthn.get")
                    && client.path("challenge").asString("").equals(expected)
                    && sameSite(client.path("origin").asString(""), Arrays.copyOf(data, FLAGS_AT));
        } catch (JacksonException | IllegalArgumentException broken) {
            return false;
        }
    }

    /// The relying party is the host of the page or a domain above it (WebAuthn Level 3, 5.1.3).
    private static boolean sameSite(String origin, byte[] relyingParty) {
        var host = URI.create(origin).getHost();
        while (host != null && !host.isEmpty()) {
            if (MessageDigest.isEqual(Sha256.of(host), relyingParty)) return true;
            var dot = host.indexOf('.');
            host = dot < 0 ? null : host.substring(dot + 1);
        }
        return false;
    }

    private static boolean signed(AssertionEvidence assertion) {
        try {
            var key = key(assertion.publicKey());
            var signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "EC" -> "SHA256withECDSA";
                        case "RSA" -> "SHA256withRSA";
                        default -> "Ed25519";
                    });
            signature.initVerify(key);
            signature.update(signedBytes(assertion));
            return signature.verify(assertion.signature());
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            return false;
        }
    }

    /// What the authenticator signed: its own data, and the hash of the browser's.
    static byte[] signedBytes(AssertionEvidence assertion) {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(assertion.authenticatorData());
        signed.writeBytes(Sha256.of(assertion.clientDataJson()));
        return signed.toByteArray();
    }

    private static PublicKey key(byte[] subjectPublicKeyInfo) throws GeneralSecurityException {
        var algorithm = SubjectPublicKeyInfo.getInstance(subjectPublicKeyInfo).getAlgorithm();
        var family = switch (algorithm.getAlgorithm().getId()) {
            case "1.2.840.10045.2.1" -> "EC";
            case "1.2.840.113549.1.1.1" -> "RSA";
            default -> "Ed25519";
        };
        return KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo));
    }
}
