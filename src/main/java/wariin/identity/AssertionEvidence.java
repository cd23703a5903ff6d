package wariin.identity;

import java.time.Instant;

/// What a verified passkey assertion consisted of, so that anybody can verify it again (WebAuthn Level 3, 7.2).
/// The public key is an X.509 SubjectPublicKeyInfo; the signature covers authenticatorData || SHA-256(clientDataJson).
public record AssertionEvidence(
        String credentialId,
        byte[] publicKey,
        byte[] clientDataJson,
        byte[] authenticatorData,
        byte[] signature,
        long signCount,
        Instant verifiedAt) {}
