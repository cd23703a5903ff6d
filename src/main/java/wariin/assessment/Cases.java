package wariin.assessment;

import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;

/// Cases as the people in them see them.
@Service
public class Cases {

    /// The case as this person may see it now; empty if it is not for them.
    public Optional<CaseView> open(CaseId id, CurrentUser me) {
        throw new UnsupportedOperationException();
    }
}
