package wariin.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.identity.UserId;
import wariin.validation.Anchor.Purpose;

/// A trust anchor that an operator added or is about to add.
///
/// @param reason why it is trusted, in the operator's words
/// @param distrustFrom from when on nothing new is trusted below it
/// @param text what the operator's passkey signs
/// @param challenge the SHA-256 of the text
/// @param addedAt null while the passkey has not signed
/// @param removedBy by whom it was removed
public record AddedAnchor(
        UUID id,
        X509Certificate certificate,
        String sha256,
        String name,
        String reason,
        Purpose purpose,
        @Nullable Instant distrustFrom,
        UserId operator,
        String operatorName,
        String text,
        byte[] challenge,
        Instant expiresAt,
        @Nullable Instant addedAt,
        @Nullable Instant removedAt,
        @Nullable String removedBy) {

    /// The whole name in the certificate.
    public String subject() {
        return certificate.getSubjectX500Principal().getName();
    }
}
