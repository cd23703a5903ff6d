package wariin.ra.desk;

import org.jspecify.annotations.Nullable;
import wariin.identity.OrganisationId;

/// A registration desk: the people of one organisation who may register holders within its scope.
///
/// @param organisation null for the platform's own desk
/// @param platform the platform's own desk, whose scope is everything that evidence supports
public record Desk(
        DeskId id,
        String name,
        @Nullable OrganisationId organisation,
        DeskScope scope,
        int approvalsNeeded,
        boolean active,
        boolean platform) {}
