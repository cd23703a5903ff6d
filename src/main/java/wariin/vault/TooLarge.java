package wariin.vault;

import java.io.IOException;

/// A document is longer than was allowed; nothing of it was kept.
public final class TooLarge extends IOException {

    private final long limit;

    TooLarge(long limit) {
        super("The document is longer than " + limit + " bytes");
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}
