package wariin.keys;

import java.util.List;
import java.util.Map;

/// The secrets of one table that are wrapped under a key-encryption key, as a rotation needs them. Each room
/// contributes a bean for each such table; the rotation asks all of them.
///
/// What is read here is wrapped. Opening and wrapping anew is the rotation's, so that rooms cannot do it wrong.
public interface WrappedSecrets {

    /// A secret at rest, found by its id within the table, and what its wrapping is bound to.
    record Held(String id, byte[] context, Wrapped wrapped) {}

    /// The table's name.
    String table();

    /// How many rest under which key-encryption key.
    Map<String, Long> counts();

    /// The next ones under this key in the order of their ids, beginning after that id; an empty one begins.
    List<Held> under(String key, String after, int limit);

    /// Replaces the wrapping if nobody did so, or took the secret away, in the meantime.
    boolean replace(Held before, Wrapped after);
}
