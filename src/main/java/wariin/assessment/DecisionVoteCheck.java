package wariin.assessment;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import wariin.identity.AssertionEvidence;

/// Verifies a kept vote again from nothing but its row (WebAuthn Level 3, 7.2): the text gives the challenge, the
/// challenge stands in the client data, and the passkey's key signed that, with the person verified.
final class DecisionVoteCheck {

    private static final int FLAGS = 32;
    private static final int USER_VERIFIED = 0x04;

    private DecisionVoteCheck() {}

    static boolean holds(Vote vote, JsonMapper json) {
        if (!MessageDigest.isEqual(DecisionText.sha256(vote.text()), vote.challenge())) return false;
        var proof = vote.assertion();
        if (proof == null) return vote.totpStep() != null;
        try {
            var client = json.readTree(proof.clientDataJson());
            var challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(vote.challenge());
            return "webauthn.get".equals(client.path("type").asString())
                    && challenge.equals(client.path("challenge").asString())
                    && (proof.authenticatorData()[FLAGS] & USER_VERIFIED) != 0
                    && signed(proof);
        } catch (JacksonException | GeneralSecurityException | ArrayIndexOutOfBoundsException broken) {
            return false;
        }
    }

    private static boolean signed(AssertionEvidence proof) throws GeneralSecurityException {
        var key = publicKey(proof.publicKey());
        var signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> "EdDSA";
                });
        signature.initVerify(key);
        signature.update(proof.authenticatorData());
        signature.update(MessageDigest.getInstance("SHA-256").digest(proof.clientDataJson()));
        return signature.verify(proof.signature());
    }

    private static PublicKey publicKey(byte[] info) throws GeneralSecurityException {
        for (var algorithm : List.of("EC", "RSA", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info));
            } catch (java.security.spec.InvalidKeySpecException another) {
                continue;
            }
        }
        throw new GeneralSecurityException("Unknown kind of key: " + Arrays.hashCode(info));
    }
}
