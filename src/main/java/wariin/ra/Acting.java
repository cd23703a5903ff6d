package wariin.ra;

import org.jspecify.annotations.Nullable;
import wariin.identity.CurrentUser;
import wariin.identity.UserId;
import wariin.ra.request.RequestActor;

/// Who acts: a person; or, without being logged in, the platform by itself or for a program that proved whose it is, or
/// whoever reads a mailbox.
///
/// @param capacity of somebody who is not logged in
record Acting(@Nullable CurrentUser person, String name, RequestActor capacity) {

    static final Acting SYSTEM = new Acting(null, "system", RequestActor.PLATFORM);

    @Nullable
    UserId user() {
        return person == null ? null : person.user().id();
    }

    static Acting as(CurrentUser person) {
        return new Acting(person, person.getName(), RequestActor.APPLICANT);
    }

    static Acting program(String name) {
        return new Acting(null, name, RequestActor.PLATFORM);
    }

    /// Who follows a link out of a mail: all that it allows is what the link is for.
    static Acting mailbox() {
        return new Acting(null, "mailbox", RequestActor.APPLICANT);
    }
}
