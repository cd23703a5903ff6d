package wariin.signing;

import java.util.concurrent.atomic.AtomicBoolean;
import wariin.keys.ActivatedHash;

/// The proof that the signer's own act on exactly this hash was verified and recorded; opens the key once.
public final class VerifiedActivation extends ActivatedHash {

    private final AuthorizationId authorization;
    private final AtomicBoolean spent = new AtomicBoolean();

    VerifiedActivation(Authorization authorization) {
        super(
                authorization.data().credential().toString(),
                authorization.signer(),
                authorization.data().hashToSign());
        this.authorization = authorization.id();
    }

    public AuthorizationId authorization() {
        return authorization;
    }

    void spend() {
        if (!spent.compareAndSet(false, true)) {
            throw new IllegalStateException("An activation opens the key once");
        }
    }
}
