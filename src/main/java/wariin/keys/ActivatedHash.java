package wariin.keys;

/// A hash whose signature its signer has just allowed (EN 419 241-1, SRA_SAP.2.3).
///
/// A gate type: who holds one has verified the signer's act on exactly this hash with exactly this credential. Only
/// `signing` extends it; the architecture test sees to that.
public abstract class ActivatedHash {

    private final String credential;
    private final String user;
    private final byte[] sha256;

    protected ActivatedHash(String credential, String user, byte[] sha256) {
        if (sha256.length != 32) {
            throw new IllegalArgumentException("A SHA-256 hash has 32 bytes");
        }
        this.credential = credential;
        this.user = user;
        this.sha256 = sha256.clone();
    }

    public final String credential() {
        return credential;
    }

    public final String user() {
        return user;
    }

    public final byte[] sha256() {
        return sha256.clone();
    }
}
