package wariin.seal;

import java.util.Locale;
import java.util.UUID;
import wariin.identity.CurrentUser;
import wariin.identity.Organisation;
import wariin.identity.OrganisationId;
import wariin.identity.Role;
import wariin.identity.User;
import wariin.identity.UserId;

/// People for tests of seals; nobody of them has an account.
public final class People {

    private People() {}

    public static CurrentUser of(String company, String name, Role role) {
        return person(organisation(company), name, role, false);
    }

    public static CurrentUser guest(String company, String name) {
        return person(organisation(company), name, Role.SIGNER, true);
    }

    public static CurrentUser colleagueOf(CurrentUser other, String name, Role role) {
        return person(other.organisation(), name, role, false);
    }

    private static Organisation organisation(String name) {
        return new Organisation(new OrganisationId(UUID.randomUUID()), name, null, null, null);
    }

    private static CurrentUser person(Organisation organisation, String name, Role role, boolean guest) {
        var id = new UserId(UUID.randomUUID());
        var user = new User(id, id + "@example.jp", name, Locale.JAPANESE, guest);
        return new CurrentUser(user, organisation, role, false, UUID.randomUUID(), guest ? "contract" : null);
    }
}
