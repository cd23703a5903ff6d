package wariin.ra.request;

/// In which capacity somebody acts on a request.
public enum RequestActor {
    /// Applied for it, or will hold the certificate.
    APPLICANT,
    /// An officer of the desk where it lies.
    OFFICER,
    /// Administrates the organisation that the certificate names.
    ADMINISTRATOR,
    /// Operates the platform.
    OPERATOR,
    PLATFORM
}
