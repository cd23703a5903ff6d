package wariin.assessment;

import java.util.Locale;

/// What a case is about; each kind has its own path through the stages ({@link Transitions}).
public enum CaseKind {
    /// First registration of a service.
    NEW,
    /// The next term of a registration; opens some months before the end.
    RENEWAL,
    /// A change that the provider announces before it takes effect.
    CHANGE,
    /// The yearly look at a registered service; the calendar opens it.
    SURVEILLANCE,
    /// Something went wrong at a registered service; its provider tells.
    INCIDENT,
    /// The registration rests; the scheme opens it.
    SUSPENSION,
    /// A suspended registration comes back.
    REINSTATEMENT,
    /// The registration ends, at the provider's wish or by the scheme.
    WITHDRAWAL,
    /// Another provider takes the service over.
    TAKE_OVER;

    /// True if the provider opens such a case.
    public boolean byProvider() {
        return this != SURVEILLANCE && this != SUSPENSION;
    }

    /// True if a case of this kind is about a service that the register knows already.
    public boolean aboutRegistered() {
        return this != NEW;
    }

    /// As it stands in message keys and addresses.
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
