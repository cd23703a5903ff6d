package wariin.ra.bulk;

import java.time.Instant;
import wariin.identity.UserId;
import wariin.ra.desk.DeskId;
import wariin.ra.request.BulkId;

/// One uploaded table of requests and what became of its rows.
///
/// @param refused rows that made no request
/// @param open rows whose requests still wait
public record BulkUpload(
        BulkId id,
        DeskId desk,
        UserId uploadedBy,
        String file,
        String sha256,
        int rows,
        int refused,
        int open,
        int issued,
        Instant at) {}
