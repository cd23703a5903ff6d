package wariin.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Who is known here: people, organisations, and what was proven about them.
@Service
public class Accounts {

    Accounts() {}

    /// A person within an organisation.
    public record Member(User user, Role role, Optional<String> department, Instant since) {}

    public Optional<User> findUser(UserId user) {
        throw new UnsupportedOperationException();
    }

    /// The person (account or guest) with this address; case does not matter.
    public Optional<User> findUser(String email) {
        throw new UnsupportedOperationException();
    }

    public Optional<Organisation> findOrganisation(OrganisationId organisation) {
        throw new UnsupportedOperationException();
    }

    /// The organisations of a person, the first one joined first.
    public List<Organisation> organisationsOf(UserId user) {
        throw new UnsupportedOperationException();
    }

    public List<Member> members(OrganisationId organisation) {
        throw new UnsupportedOperationException();
    }

    public SignerFactors factorsOf(UserId user) {
        throw new UnsupportedOperationException();
    }

    /// What was proven about a person acting for this organisation, oldest first.
    public List<Proof> proofsOf(UserId user, OrganisationId organisation) {
        throw new UnsupportedOperationException();
    }
}
