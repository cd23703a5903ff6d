package wariin.enrolment;

/// What became of the wish for a key. The secret is in nobody's hands but the caller's.
public sealed interface NewEnrolmentKey {

    /// @param secret as the program takes it; for the bearer token already joined with the id
    record Made(EnrolmentKey key, String secret) implements NewEnrolmentKey {}

    /// @param reason last part of a message key
    record Refused(String reason) implements NewEnrolmentKey {}

    /// No such desk or standing approval, as far as the caller may know.
    record Unknown() implements NewEnrolmentKey {}
}
