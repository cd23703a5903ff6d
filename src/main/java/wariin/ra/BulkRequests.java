package wariin.ra;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;

/// Many requests in one table: each row stands for itself, and the same file makes nothing twice.
@Service
public class BulkRequests {

    /// The most rows in one file.
    public static final int MOST_ROWS = 10_000;

    /// The heading and one sample row, in UTF-8 with a mark so that spreadsheets read it.
    public byte[] template() {
        throw new UnsupportedOperationException();
    }

    /// Reads a table in UTF-8 (with or without a mark) or Shift_JIS, makes a request of each good row and checks it.
    public BulkOutcome upload(CurrentUser officer, DeskId desk, String file, InputStream content) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// The uploads of a desk, newest first; for its officers.
    public List<BulkUpload> of(CurrentUser officer, DeskId desk) {
        throw new UnsupportedOperationException();
    }

    public Optional<BulkUpload> find(CurrentUser officer, BulkId id) {
        throw new UnsupportedOperationException();
    }

    public List<BulkRow> rows(CurrentUser officer, BulkId id, int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /// The requests of an upload that this officer could sign now, for {@link Registration#ballot}.
    public List<RequestId> toApprove(CurrentUser officer, BulkId id) {
        throw new UnsupportedOperationException();
    }

    /// Row by row what became of it, in UTF-8 with a mark.
    public Optional<byte[]> result(CurrentUser officer, BulkId id) {
        throw new UnsupportedOperationException();
    }
}
