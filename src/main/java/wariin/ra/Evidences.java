package wariin.ra;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import wariin.identity.CurrentUser;
import wariin.vault.VaultFile;

/// Evidence about holders, with clocks. Files rest encrypted in the vault and can be erased; that something was
/// verified, how, by whom and when stays.
@Service
public class Evidences {

    /// A file as it is uploaded.
    public record Upload(String name, InputStream content) {}

    /// Records what an officer of the desk verified.
    ///
    /// @param reference what was seen, such as the kind of a document; never its number
    public RequestOutcome record(
            CurrentUser officer, RequestId request, EvidenceMethod method, String reference, @Nullable Upload file)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Sends the one-time code and link to the mail address of the request: its applicant or an officer may ask.
    public RequestOutcome sendCode(CurrentUser me, RequestId request) {
        throw new UnsupportedOperationException();
    }

    /// The six digits from the mail, typed by whoever has it.
    public RequestOutcome enterCode(CurrentUser me, RequestId request, String code) {
        throw new UnsupportedOperationException();
    }

    /// The link from the mail, followed without being logged in: empty when it is unknown, used or too old.
    public Optional<String> followLink(String token) {
        throw new UnsupportedOperationException();
    }

    /// A file of evidence, for officers of the desk only.
    public Optional<VaultFile> open(CurrentUser officer, RequestId request, UUID evidence) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Erases the file and the reference; the permanent record keeps method, verifier and time.
    public RequestOutcome erase(CurrentUser officer, RequestId request, UUID evidence) {
        throw new UnsupportedOperationException();
    }
}
