package wariin.signing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What the signer's factor is bound to: this credential, this hash, this contract, this once.
/// Canonical form: the ASCII text {@code Wariin activation data 1}, then credential id, hash to be signed, contract id
/// and nonce, each as four octets of big-endian length and the octets. Texts are UTF-8.
public record ActivationData(CredentialId credential, byte[] hashToSign, String contract, byte[] nonce) {

    private static final byte[] LABEL = "Wariin activation data 1".getBytes(StandardCharsets.US_ASCII);

    public ActivationData {
        if (hashToSign.length != 32 || nonce.length != 32) {
            throw new IllegalArgumentException("The hash to be signed and the nonce have 32 octets each");
        }
    }

    public byte[] canonical() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(LABEL);
        write(out, credential.toString().getBytes(StandardCharsets.UTF_8));
        write(out, hashToSign);
        write(out, contract.getBytes(StandardCharsets.UTF_8));
        write(out, nonce);
        return out.toByteArray();
    }

    /// The WebAuthn challenge: SHA-256 over the canonical form.
    public byte[] challenge() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(canonical());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(ByteArrayOutputStream out, byte[] part) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
        out.writeBytes(part);
    }
}
