package wariin.ra.bulk;

import org.jspecify.annotations.Nullable;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;

/// What became of one row of an upload.
///
/// @param number of the row in the file, the heading being 1
/// @param label what it is about: name and address as uploaded
/// @param refusal the key of the refusal, or null when the row made a request
/// @param detail what the refusal is about
public record BulkRow(
        int number,
        String label,
        @Nullable RequestId request,
        @Nullable RequestState state,
        @Nullable String refusal,
        String detail) {}
