package wariin.tsl;

/// The twin of a list in JSON: says exactly the same (TS 119 612, 6.1).
public final class TrustedListJson {
    private TrustedListJson() {}

    public static String of(TrustedList list) {
        throw new UnsupportedOperationException();
    }

    public static TrustedList read(String json) {
        throw new UnsupportedOperationException();
    }
}
