package wariin.keys;

/// What kind of key pair: the choices of TS 119 312 that today's readers of PDF files all accept, Ed25519 for the log,
/// and ML-DSA for what a quantum computer must not forge (FIPS 204).
public enum KeyAlgorithm {
    EC_P256("EC", "SHA256withECDSA", "SHA256withECDSA", "NONEwithECDSA"),
    EC_P384("EC", "SHA384withECDSA", "SHA256withECDSA", "NONEwithECDSA"),
    RSA_3072("RSA", "SHA256withRSA", "SHA256withRSA", "NONEwithRSA"),
    RSA_4096("RSA", "SHA256withRSA", "SHA256withRSA", "NONEwithRSA"),
    ED25519("Ed25519", "Ed25519", "", ""),
    ML_DSA_65("ML-DSA-65", "ML-DSA-65", "", ""),
    ML_DSA_87("ML-DSA-87", "ML-DSA-87", "", "");

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

    /// Whether the JDK's own provider is used though a faster one for the rest stands before it: here it is twice as
    /// fast.
    boolean lattice() {
        return this == ML_DSA_65 || this == ML_DSA_87;
    }

    /// The JCA name of the primitive that signs a hash made elsewhere.
    String rawAlgorithm() {
        return rawAlgorithm;
    }
}
