package wariin.ca.authority;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import wariin.keys.KeyId;
import wariin.x509.SerialNumber;

/// One that issues, or that issued and still says what its certificates are worth.
///
/// @param name as in addresses; a later generation ends with its number
/// @param key null where it is kept elsewhere, as that of a root in a safe
/// @param shards into how many lists its revocations are divided, fixed when it was made (RFC 5280, 5.2.5)
/// @param current whether new certificates come from it
public record Authority(
        String name,
        AuthorityPurpose purpose,
        @Nullable KeyId key,
        X509Certificate certificate,
        int shards,
        boolean current) {

    /// The list on which a certificate would stand; the number's low byte is chance's (RFC 5280, 5.2.5).
    public int shardOf(SerialNumber serial) {
        return (serial.value().intValue() & 0xff) % shards;
    }

    /// All of its lists.
    public List<Integer> allShards() {
        return IntStream.range(0, shards).boxed().toList();
    }

    /// Where a list is, behind the repository's address: the same text in certificates and in the list itself.
    public String listPath(int shard) {
        return shards == 1 ? "/pki/" + name + ".crl" : "/pki/" + name + "/" + shard + ".crl";
    }

    /// The key, where it is on this platform.
    public KeyId keyHere() {
        if (key == null) throw new IllegalStateException("The key of " + name + " is kept elsewhere");
        return key;
    }

    /// What all generations are called.
    public String line() {
        return name.replaceFirst("-[0-9]+$", "");
    }

    public boolean isRoot() {
        return purpose == AuthorityPurpose.ROOT;
    }

    /// Whether it answers what its certificates are worth: not with a key that is elsewhere, nor where nothing is asked
    /// (RFC 9608).
    public boolean answers() {
        return key != null && purpose != AuthorityPurpose.ONE_SHOT;
    }
}
