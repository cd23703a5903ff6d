package wariin.keys.pkcs11;

import java.util.List;
import java.util.UUID;

/// An installation that opens a token.
///
/// @param keys the names of the key-encryption keys under which its secrets rest; none on its first start
public record TokenOwner(UUID installation, List<String> keys) {}
