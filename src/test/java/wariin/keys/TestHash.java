package wariin.keys;

/// A hash that nobody activated, for tests of what signs.
public final class TestHash extends ActivatedHash {

    private TestHash(String credential, String user) {
        super(credential, user, new byte[32]);
    }

    public static ActivatedHash of(String credential, String user) {
        return new TestHash(credential, user);
    }
}
