package wariin.doctor;

/// One question about the health of the installation, contributed as a bean by the room that knows the answer.
public interface HealthCheck {

    /// What is looked at, in two or three words.
    String name();

    /// Looks now. A finding, never an exception: the doctor turns what is thrown into a failure all the same.
    Finding look();
}
