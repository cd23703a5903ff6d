package wariin.ca.authority;

/// What was really checked before a certificate was issued; the certificate names it by a policy below the {@link
/// PolicyArc}.
public enum AssuranceLevel {
    /// Nothing was checked: name, company and address are as stated. The first operator begins so.
    SELF_STATED(4),
    /// A one-time code or link sent to the e-mail address came back; name and company are as stated.
    EMAIL_CONFIRMED(1),
    /// The organisation itself accepted the person: an administrator invited them, or its own log-in vouched for them.
    ORGANISATION_CONFIRMED(2),
    /// The operator confirmed that the organisation exists and that the person acts for it.
    OPERATOR_CHECKED(3);

    private final int number;

    AssuranceLevel(int number) {
        this.number = number;
    }

    /// Its place below the {@link PolicyArc}.
    int number() {
        return number;
    }
}
