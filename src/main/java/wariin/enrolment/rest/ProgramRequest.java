package wariin.enrolment.rest;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.ra.desk.DeskId;
import wariin.ra.request.RequestId;
import wariin.x509.SerialNumber;

/// A request over the platform's own interface, and what became of it.
///
/// @param request at the desk, once it is known there
/// @param refusal why there is no certificate
/// @param replaces the request whose certificate this one renews
public record ProgramRequest(
        UUID id,
        String key,
        DeskId desk,
        byte[] digest,
        State state,
        @Nullable RequestId request,
        @Nullable SerialNumber serial,
        @Nullable Refusal refusal,
        @Nullable UUID replaces,
        Instant createdAt,
        Instant changedAt) {

    /// How far it got.
    public enum State {
        PROCESSING,
        ISSUED,
        /// People have to act first.
        PENDING,
        REFUSED
    }

    /// @param key as the registration authority calls the reason
    /// @param facts that its sentence names
    public record Refusal(String key, Map<String, String> facts) {}
}
