package wariin.keys;

import java.security.PublicKey;

/// The private key of a root that is kept off the network, while two people have it open together (EN 319 411-1,
/// 6.5.1: dual control).
public sealed interface RootKey extends AutoCloseable permits OfflineKey, RootToken.Key {

    PublicKey publicKey();

    /// Signs a message (hashes it itself) by {@link KeyAlgorithm#signatureAlgorithm()}; verified before release.
    byte[] sign(byte[] message);

    @Override
    void close();
}
