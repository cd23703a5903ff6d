package wariin.ra.notice;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import wariin.identity.UserId;
import wariin.ra.request.CertificateRequest;
import wariin.ra.request.RequestState;

/// Notes for the officers of a desk what waits there since an act, in the transaction of that act; who acted just now
/// knows it, and nobody is called to approve their own request.
@Component
public class WorkNotices {

    /// What waits.
    enum Kind {
        EVIDENCE,
        APPROVAL,
        REVOCATION,
        SCOPE
    }

    private final WorkNoticeRegister notices;

    WorkNotices(WorkNoticeRegister notices) {
        this.notices = notices;
    }

    /// @param state that the request has from now on
    /// @param actor null for the platform itself
    public void waits(CertificateRequest request, RequestState state, @Nullable UserId actor, Instant now) {
        var kind = switch (state) {
            case SUBMITTED -> Kind.EVIDENCE;
            case CHECKED -> Kind.APPROVAL;
            default -> null;
        };
        if (kind == null) return;
        var knowing = new HashSet<UserId>();
        if (actor != null) knowing.add(actor);
        if (kind == Kind.APPROVAL) {
            if (request.applicant() != null) knowing.add(request.applicant());
            if (request.enteredBy() != null) knowing.add(request.enteredBy());
        }
        // The same request may wait again, for the next approval or after a question.
        var subject = request.id() + " " + now;
        notices.add(request.desk(), kind, subject, request.id(), ids(knowing), now);
    }

    private static Set<UUID> ids(Set<UserId> users) {
        var ids = new HashSet<UUID>();
        users.forEach(user -> ids.add(user.value()));
        return ids;
    }
}
