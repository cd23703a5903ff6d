package wariin.ca;

/// What was really checked before a certificate was issued; the certificate names it by its policy identifier.
public enum AssuranceLevel {
    /// The subscriber entered a one-time code sent to the e-mail address; name and company are as stated.
    EMAIL_CONFIRMED(1),
    /// An administrator of the organisation, who has a confirmed e-mail address, confirmed the member.
    ORGANISATION_CONFIRMED(2),
    /// The operator compared the organisation with a public register and confirmed who may act for it.
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
