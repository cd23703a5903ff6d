package wariin.seal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;

/// The seals of organisations and people, and their ready drawings.
@Service
public class Seals {

    Seals() {}

    /// Keeps a seal of the organisation (square, round, picture) or of the person (personal, date).
    public Seal create(CurrentUser user, String name, SealDesign design) {
        throw new UnsupportedOperationException();
    }

    /// What this person may press, kept ones first, then suggestions; never empty.
    public List<Seal> usableBy(CurrentUser user) {
        throw new UnsupportedOperationException();
    }

    /// A kept or suggested seal that this person may press.
    public Optional<Seal> find(SealId id, CurrentUser user) {
        throw new UnsupportedOperationException();
    }

    /// The seal to offer first.
    public Seal defaultFor(CurrentUser user) {
        throw new UnsupportedOperationException();
    }

    /// The ready drawing; for a date seal with this day.
    public SealDrawing drawingOf(Seal seal, LocalDate day) {
        throw new UnsupportedOperationException();
    }
}
