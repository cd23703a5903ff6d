package wariin.company;

/// What became of a file that was sent in or of a decision on it.
public sealed interface ImportOutcome {

    /// It is being read or applied, or has been; the record says how far.
    record Accepted(CompanyImport file) implements ImportOutcome {}

    /// The same bytes were taken in before; nothing was done.
    record AlreadyApplied(CompanyImport file) implements ImportOutcome {}

    /// Another file is waiting or being read.
    record Busy() implements ImportOutcome {}

    /// There is no such file, or it no longer waits for a decision.
    record NotWaiting() implements ImportOutcome {}
}
