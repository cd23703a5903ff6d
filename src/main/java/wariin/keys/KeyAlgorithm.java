package wariin.keys;

/// What kind of key pair: the choices of TS 119 312 that today's readers of PDF files all accept, and Ed25519 for the
/// log.
public enum KeyAlgorithm {
    EC_P256("EC", "SHA256withECDSA", "SHA256withECDSA", "NONEwithECDSA"),
    EC_P384("EC", "SHA384withECDSA", "SHA256withECDSA", "NONEwithECDSA"),
    RSA_3072("RSA", "SHA256withRSA", "SHA256withRSA", "NONEwithRSA"),
    ED25519("Ed25519", "Ed25519", "", "");

    private final String family;
    private final String signatureAlgorithm;
    private final String hashSignatureAlgorithm;
    private final String rawAlgorithm;

    KeyAlgorithm(String family, String signatureAlgorithm, String hashSignatureAlgorithm, String rawAlgorithm) {
        this.family = family;
        this.signatureAlgorithm = signatureAlgorithm;
        this.hashSignatureAlgorithm = hashSignatureAlgorithm;
        this.rawAlgorithm = rawAlgorithm;
    }

    /// The JCA name of the signatures that {@link AuthorityKeys} makes over a message with such a key.
    public String signatureAlgorithm() {
        return signatureAlgorithm;
    }

    /// The JCA name of the signatures that {@link SubscriberKeys} makes over a SHA-256 hash with such a key.
    public String hashSignatureAlgorithm() {
        if (hashSignatureAlgorithm.isEmpty()) {
            throw new IllegalArgumentException("An " + this + " key signs messages, not hashes");
        }
        return hashSignatureAlgorithm;
    }

    /// The JCA name of the key factory.
    String family() {
        return family;
    }

    /// The JCA name of the primitive that signs a hash made elsewhere.
    String rawAlgorithm() {
        return rawAlgorithm;
    }
}
