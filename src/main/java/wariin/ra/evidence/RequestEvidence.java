package wariin.ra.evidence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.identity.UserId;
import wariin.ra.desk.EvidenceAbout;

/// One piece of evidence with its clock. Its file rests encrypted in the vault until it is erased.
///
/// @param subject whom it is about: a mail address, a corporate number, a person's name at a desk
/// @param verifier null when the platform verified it
/// @param reference what was seen: the kind of a document, never its number
/// @param file the name of the file; null when there is none or it was erased
/// @param machine what was checked by machine; null where an officer's word is all
/// @param validUntil when its clock runs out
public record RequestEvidence(
        UUID id,
        EvidenceAbout about,
        EvidenceMethod method,
        String subject,
        @Nullable UserId verifier,
        Instant verifiedAt,
        Instant validUntil,
        String reference,
        @Nullable String file,
        @Nullable MachineCheck machine,
        @Nullable Instant erasedAt) {}
