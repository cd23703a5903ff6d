package wariin.ca;

import org.springframework.stereotype.Service;

/// What the practice statement says that depends on the configuration (RFC 3647, in short).
@Service
public class PracticeStatement {

    /// The terms; durations in the unit in which people read them.
    public record Terms(
            String organisation,
            String country,
            boolean rsaAuthority,
            long subscriberDays,
            long listHours,
            long listDays,
            long answerHours) {}

    private final Terms terms;

    PracticeStatement(CaSettings settings) {
        this.terms = new Terms(
                settings.organisation(),
                settings.country(),
                settings.rsaAuthority(),
                settings.subscriberValidity().toDays(),
                RevocationLists.INTERVAL.toHours(),
                RevocationLists.VALIDITY.toDays(),
                StatusResponder.VALIDITY.toHours());
    }

    public Terms terms() {
        return terms;
    }
}
