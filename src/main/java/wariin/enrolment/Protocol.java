package wariin.enrolment;

/// The ways in which a program asks for a certificate; a secret is good for one of them only.
public enum Protocol {
    /// RFC 8555; the secret is the MAC key of the external account binding (base64url, as clients take it).
    ACME,
    /// RFC 7030; user and password of HTTP Basic.
    EST,
    /// RFC 9483; reference value and shared secret of password-based protection.
    CMP,
    /// The platform's own interface; a bearer token made of id and secret.
    REST;

    /// Whether the protocol computes with the secret itself, so that a hash of it would not do.
    public boolean computes() {
        return this == ACME || this == CMP;
    }

    /// How the room of registration calls it: `acme`.
    public String via() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
