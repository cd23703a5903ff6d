package wariin.ca;

import java.util.List;
import org.springframework.stereotype.Service;
import wariin.ca.authority.Authority;
import wariin.ca.authority.CaSettings;
import wariin.ca.authority.PolicyArc;
import wariin.ca.ceremony.Authorities;
import wariin.ca.list.ListPublisher;
import wariin.ca.status.StatusResponder;

/// By which terms certificates are issued here, as configured; the practice statement is made from it (RFC 3647).
@Service
public class IssuingTerms {

    /// The terms; durations in the unit in which people read them.
    public record Terms(
            String organisation,
            String country,
            long subscriberDays,
            long listHours,
            long listDays,
            long answerHours) {}

    private final Authorities authorities;
    private final Terms terms;
    private final PolicyArc policies;

    IssuingTerms(Authorities authorities, CaSettings settings) {
        this.authorities = authorities;
        this.policies = settings.policyArc();
        this.terms = new Terms(
                settings.organisation(),
                settings.country(),
                settings.subscriberValidity().toDays(),
                ListPublisher.INTERVAL.toHours(),
                ListPublisher.VALIDITY.toDays(),
                StatusResponder.VALIDITY.toHours());
    }

    public Terms terms() {
        return terms;
    }

    /// Below which arc certificates name what was checked.
    public PolicyArc policies() {
        return policies;
    }

    /// All authorities, those that issue no more among them.
    public List<Authority> authorities() {
        return authorities.all();
    }
}
