package wariin.trustlist;

import java.util.List;

/// What became of the wish for a new list.
public sealed interface PublicationOutcome {
    record Published(long sequence) implements PublicationOutcome {}

    /// A judge did not accept the new list: the one before stays in force.
    record Refused(long sequence, List<String> reasons) implements PublicationOutcome {}

    /// The new list would say the same as the one in force.
    record Unchanged() implements PublicationOutcome {}

    /// The operator has not described the scheme yet.
    record NotSetUp() implements PublicationOutcome {}

    /// Two lists cannot be issued in the same second.
    record TooSoon() implements PublicationOutcome {}

    /// The closed list was published; no list follows it.
    record Closed() implements PublicationOutcome {}

    /// Something broke on the way; what was begun is finished or burned soon.
    record Broken(long sequence) implements PublicationOutcome {}
}
