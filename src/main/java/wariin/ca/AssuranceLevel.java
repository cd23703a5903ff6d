package wariin.ca;

/// What was really checked before a certificate was issued; the certificate names it by its policy identifier.
public enum AssuranceLevel {
    /// Nothing was checked: name, company and address are as stated. The first operator begins so.
    SELF_STATED(4),
    /// A one-time code or link sent to the e-mail address came back; name and company are as stated.
    EMAIL_CONFIRMED(1),
    /// The organisation itself accepted the person: an administrator invited them, or its own log-in vouched for them.
    ORGANISATION_CONFIRMED(2),
    /// The operator confirmed that the organisation exists and that the person acts for it.
    OPERATOR_CHECKED(3);

    /// The arc of this platform's policies: a random UUID (ITU-T X.667), so nobody had to be asked.
    static final String ARC = "2.25.38907951887363738810369757394255193691";

    private final int number;

    AssuranceLevel(int number) {
        this.number = number;
    }

    /// The object identifier in the certificatePolicies extension.
    public String policy() {
        return ARC + ".1." + number;
    }
}
