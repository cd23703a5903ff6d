package wariin.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Who is known here: people, organisations, and what was proven about them.
@Service
public class Accounts {

    /// A person within an organisation.
    public record Member(User user, Role role, Optional<String> department, Instant since) {}

    private final PeopleRegister people;
    private final MemberRegister members;
    private final FactorRegister factors;
    private final PasskeyRegister passkeys;
    private final ProviderRegister providers;
    private final Clock clock;

    Accounts(
            PeopleRegister people,
            MemberRegister members,
            FactorRegister factors,
            PasskeyRegister passkeys,
            ProviderRegister providers,
            Clock clock) {
        this.people = people;
        this.members = members;
        this.factors = factors;
        this.passkeys = passkeys;
        this.providers = providers;
        this.clock = clock;
    }

    public Optional<User> findUser(UserId user) {
        return people.find(user);
    }

    /// The person (account or guest) with this address; case does not matter.
    public Optional<User> findUser(String email) {
        return MailAddress.read(email).flatMap(people::find);
    }

    public Optional<Organisation> findOrganisation(OrganisationId organisation) {
        return people.find(organisation);
    }

    /// The organisations of a person, the first one joined first.
    public List<Organisation> organisationsOf(UserId user) {
        return people.organisationsOf(user);
    }

    public List<Member> members(OrganisationId organisation) {
        return members.members(organisation);
    }

    /// What the person may do in the organisation; empty if not a member.
    public Optional<Role> roleOf(UserId user, OrganisationId organisation) {
        return members.role(organisation, user);
    }

    /// How many people run this platform.
    public int operators() {
        return people.operators();
    }

    public SignerFactors factorsOf(UserId user) {
        return new SignerFactors(!passkeys.of(user).isEmpty(), factors.hasPin(user) && factors.hasConfirmedTotp(user));
    }

    /// True if the person can log in again by something of their own.
    public boolean hasWayIn(UserId user) {
        return waysIn(user) > 0;
    }

    /// True if a mail alone must not open this account any more: it has factors, or a company's provider opens it.
    boolean isSettled(UserId user) {
        return waysIn(user) > 0 || !factorsOf(user).none() || providers.isBound(user);
    }

    /// What was proven about a person acting for this organisation, oldest first.
    public List<Proof> proofsOf(UserId user, OrganisationId organisation) {
        return people.proofs(user, organisation);
    }

    /// The operator's word that the organisation exists and that the person acts for it.
    @Transactional
    public void confirmOrganisation(UserId user, OrganisationId organisation, UserId operator) {
        if (!people.isOperator(operator)) throw new IllegalArgumentException("Only an operator confirms");
        var proof = new Proof(Proof.Kind.ORGANISATION_CONFIRMED, clock.instant(), operator.toString());
        people.prove(user, organisation, proof);
    }

    /// False if that is no name.
    @Transactional
    public boolean change(UserId user, String name, Locale locale) {
        if (!Details.isName(name)) return false;
        people.rename(user, name.strip(), locale);
        return true;
    }

    /// Each passkey is a way in; password and TOTP are one together.
    int waysIn(UserId user) {
        var password = people.passwordHash(user).isPresent() && factors.hasConfirmedTotp(user);
        return passkeys.of(user).size() + (password ? 1 : 0);
    }
}
