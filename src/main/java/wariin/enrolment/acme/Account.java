package wariin.enrolment.acme;

import java.time.Instant;
import java.util.List;
import wariin.ra.desk.DeskId;

/// A client's account at the directory of one desk (RFC 8555, 7.1.2), bound for good to the key it was opened with.
public record Account(
        String id,
        DeskId desk,
        String enrolmentKey,
        AccountKey key,
        Status status,
        List<String> contact,
        Instant createdAt) {

    /// Deactivated by the client; there is no way back.
    public enum Status {
        valid,
        deactivated,
        revoked
    }

    public boolean isValid() {
        return status == Status.valid;
    }

    /// As log entries name it.
    String actor() {
        return "acme-account:" + id;
    }
}
