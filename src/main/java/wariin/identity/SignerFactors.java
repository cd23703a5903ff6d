package wariin.identity;

/// The ways in which a person can activate a signing key.
public record SignerFactors(boolean passkey, boolean pinAndTotp) {

    public boolean none() {
        return !passkey && !pinAndTotp;
    }
}
