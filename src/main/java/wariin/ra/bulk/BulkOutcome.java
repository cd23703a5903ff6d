package wariin.ra.bulk;

import wariin.ra.refusal.RegistrationRefusal;

/// What became of an upload.
public sealed interface BulkOutcome {

    record Taken(BulkUpload upload) implements BulkOutcome {}

    /// The same file was uploaded before; nothing was made again.
    record AlreadyThere(BulkUpload upload) implements BulkOutcome {}

    record Refused(RegistrationRefusal reason) implements BulkOutcome {}

    record Unknown() implements BulkOutcome {}
}
