package wariin.vault;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.stereotype.Service;

/// Keeps documents. The same content of the same owner is kept once.
@Service
public class Vault {

    Vault() {}

    /// Takes a document in: durable on disk when this returns. Never inside a transaction, since it encrypts.
    /// The caller that then refuses the document calls {@link #discard}.
    public Received receive(String owner, InputStream in, long limit) throws IOException, TooLarge {
        throw new UnsupportedOperationException();
    }

    /// Opens a document; {@link java.nio.file.NoSuchFileException} if this owner has none of that hash.
    public VaultFile open(String owner, ContentHash hash) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Takes back one {@link #receive}; the document goes when every one was taken back.
    public void discard(String owner, ContentHash hash) throws IOException {
        throw new UnsupportedOperationException();
    }
}
