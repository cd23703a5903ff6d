package wariin.ra;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import wariin.ra.desk.Desks;
import wariin.ra.request.RequestDeadlines;

/// By which terms desks register, as they are in force; the practice statement is made from it (RFC 3647, 3 and 4).
@Service
public class RegistrationTerms {
    private final Desks desks;

    RegistrationTerms(Desks desks) {
        this.desks = desks;
    }

    /// How many officers of the platform's own desk must approve.
    public int approvalsOfOwnDesk() {
        return desks.platform().approvalsNeeded();
    }

    /// After how many days an approved body is made anew.
    public int bodyDays() {
        return RequestDeadlines.BODY;
    }

    /// How many days before expiry holders are told.
    public List<Integer> noticeDays() {
        return RegistrationRounds.STEPS.stream()
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
