package wariin.ra;

import wariin.identity.OrganisationId;

/// A registration desk: the people of one organisation who may register holders within its scope.
///
/// @param platform the platform's own desk, whose scope is everything that evidence supports
public record Desk(
        DeskId id,
        String name,
        OrganisationId organisation,
        DeskScope scope,
        int approvalsNeeded,
        boolean active,
        boolean platform) {}
