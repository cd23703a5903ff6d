package wariin.identity;

import java.security.Principal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import wariin.site.Visitor;

/// The person behind a request, in the name of one organisation: the principal of Spring Security.
/// A guest's session reaches only the contract named by {@code scope}; a member's has no scope.
public record CurrentUser(
        User user,
        Organisation organisation,
        Role role,
        boolean operator,
        UUID session,
        @Nullable String scope) implements Principal, Visitor {

    /// True when this session may touch the thing (a contract's id) at all; whose thing it is, its owner decides.
    public boolean reaches(String thing) {
        return scope == null || scope.equals(thing);
    }

    public boolean may(Role needed) {
        return role.includes(needed);
    }

    @Override
    public String getName() {
        return user.id().toString();
    }

    @Override
    public String displayName() {
        return user.name();
    }

    @Override
    public String organisationName() {
        return organisation.name();
    }

    @Override
    public Locale preferredLocale() {
        return user.locale();
    }

    @Override
    public boolean guest() {
        return user.guest();
    }
}
