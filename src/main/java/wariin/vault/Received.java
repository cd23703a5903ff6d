package wariin.vault;

import java.security.MessageDigest;

/// A document that is safely in the vault.
///
/// @param state SHA-256 after the last byte and before `digest()`: a clone can go on over what will be appended
public record Received(ContentHash hash, long length, MessageDigest state) {}
