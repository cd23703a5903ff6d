package wariin.ra.request;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.refusal.CheckFinding;
import wariin.x509.SerialNumber;

/// A request for a certificate and how far it got.
///
/// @param profile id of the certificate profile, such as {@code person/1}
/// @param applicant the account that applied, or that will hold the certificate; null when an officer entered it for
/// somebody without one
/// @param enteredBy the officer who entered it; null when the applicant did
/// @param approvals how many officers have signed this body
/// @param bodySha256 of the exact body that officers sign, in hex; before the checks null
/// @param note the question that it was sent back with, or the reason of its end
/// @param due when somebody must have acted
public record CertificateRequest(
        RequestId id,
        DeskId desk,
        RequestKind kind,
        String profile,
        Registrant registrant,
        KeyOrigin key,
        @Nullable Duration validity,
        RequestState state,
        @Nullable UserId applicant,
        @Nullable UserId enteredBy,
        int approvals,
        int approvalsNeeded,
        List<CheckFinding> findings,
        @Nullable String bodySha256,
        @Nullable SerialNumber serial,
        @Nullable Instant notAfter,
        @Nullable RequestId replaces,
        @Nullable BulkId bulk,
        String note,
        Instant createdAt,
        Instant changedAt,
        @Nullable LocalDate due) {}
