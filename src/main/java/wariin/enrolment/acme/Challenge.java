package wariin.enrolment.acme;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a client proves a name (RFC 8555, 7.1.5 and 8; RFC 8823, 3).
///
/// @param token what the client reads in the challenge; of a mail challenge the second part of the whole token
/// @param mailedToken the first part, which only the mailbox gets
/// @param messageId of the mail that carried it
/// @param problem as JSON, when it failed
public record Challenge(
        String id,
        String authorization,
        Type type,
        Status status,
        String token,
        @Nullable String mailedToken,
        @Nullable String messageId,
        int attempts,
        @Nullable Instant validatedAt,
        @Nullable String problem) {

    /// The ways of proof that this server knows.
    public enum Type {
        HTTP("http-01"),
        MAIL("email-reply-00");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        public static Type of(String text) {
            return text.equals(HTTP.text) ? HTTP : MAIL;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// RFC 8555, 7.1.6.
    public enum Status {
        pending,
        processing,
        valid,
        invalid
    }

    /// What the client has to show: the token and the fingerprint of its key (RFC 8555, 8.1).
    String keyAuthorization(AccountKey key) {
        return (mailedToken == null ? "" : mailedToken) + token + "." + key.thumbprint();
    }
}
