package wariin.ra;

import org.jspecify.annotations.Nullable;
import wariin.identity.CurrentUser;

/// Who acts: a person, or the platform by itself or for a program that proved whose it is.
record Acting(@Nullable CurrentUser person, String name) {

    static final Acting SYSTEM = new Acting(null, "system");

    static Acting as(CurrentUser person) {
        return new Acting(person, person.getName());
    }

    static Acting program(String name) {
        return new Acting(null, name);
    }
}
