package wariin.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A WebAuthn authenticator in software, with one discoverable ES256 credential and user verification: what a person's
/// device would be. It answers in the JSON form of WebAuthn Level 3, 5.1 (`PublicKeyCredential.toJSON()`).
public final class SoftwareAuthenticator {

    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int ATTESTED_CREDENTIAL = 0x40;

    private final JsonMapper json = new JsonMapper();
    private final byte[] credentialId;
    private PrivateKey privateKey;
    private byte[] userHandle = {};
    private int counter;

    public SoftwareAuthenticator() {
        credentialId = new byte[32];
        new SecureRandom().nextBytes(credentialId);
    }

    private SoftwareAuthenticator(byte[] credentialId, byte[] userHandle, int counter, PrivateKey privateKey) {
        this.credentialId = credentialId;
        this.userHandle = userHandle;
        this.counter = counter;
        this.privateKey = privateKey;
    }

    /// Makes a credential.
    ///
    /// @param optionsJson creation options, alone or as the member {@code publicKey}
    /// @param origin the origin of the page, such as {@code http://localhost:8080}
    /// @return the registration response
    public String register(String optionsJson, String origin) {
        var options = options(optionsJson);
        var pair = newKeyPair();
        privateKey = pair.getPrivate();
        userHandle =
                Base64.getUrlDecoder().decode(options.path("user").path("id").asString());
        var clientData = clientData("webauthn.create", options.path("challenge").asString(), origin);
        var authenticatorData = new ByteArrayOutputStream();
        authenticatorData.writeBytes(
                header(options.path("rp").path("id").asString(), USER_PRESENT | USER_VERIFIED | ATTESTED_CREDENTIAL));
        authenticatorData.writeBytes(new byte[16]); // no AAGUID
        authenticatorData.writeBytes(
                ByteBuffer.allocate(2).putShort((short) credentialId.length).array());
        authenticatorData.writeBytes(credentialId);
        authenticatorData.writeBytes(coseKey((ECPublicKey) pair.getPublic()));
        return answer(Map.of(
                "clientDataJSON", encode(clientData),
                "attestationObject", encode(attestation(authenticatorData.toByteArray())),
                "transports", new String[] {"internal"}));
    }

    /// Signs a challenge with the credential.
    ///
    /// @param optionsJson request options, alone or as the member {@code publicKey}
    /// @return the authentication response
    public String authenticate(String optionsJson, String origin) {
        var options = options(optionsJson);
        var clientData = clientData("webauthn.get", options.path("challenge").asString(), origin);
        var authenticatorData = header(options.path("rpId").asString(), USER_PRESENT | USER_VERIFIED);
        var signed = ByteBuffer.allocate(authenticatorData.length + 32)
                .put(authenticatorData)
                .put(sha256(clientData))
                .array();
        return answer(Map.of(
                "clientDataJSON", encode(clientData),
                "authenticatorData", encode(authenticatorData),
                "signature", encode(sign(signed)),
                "userHandle", encode(userHandle)));
    }

    /// The state as text, for a client that outlives its process.
    public String export() {
        return encode(credentialId) + "." + encode(userHandle) + "." + counter + "." + encode(privateKey.getEncoded());
    }

    public static SoftwareAuthenticator restore(String exported) {
        var parts = exported.split("\\.", -1);
        var decoder = Base64.getUrlDecoder();
        try {
            var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(parts[3])));
            // A counter that went ahead is what a real device shows after a lost answer.
            return new SoftwareAuthenticator(
                    decoder.decode(parts[0]), decoder.decode(parts[1]), Integer.parseInt(parts[2]) + 1000, key);
        } catch (GeneralSecurityException broken) {
            throw new IllegalArgumentException("Not an exported authenticator", broken);
        }
    }

    private JsonNode options(String text) {
        var options = json.readTree(text);
        return options.has("publicKey") ? options.get("publicKey") : options;
    }

    private byte[] clientData(String type, String challenge, String origin) {
        return json.writeValueAsString(
                        Map.of("type", type, "challenge", challenge, "origin", origin, "crossOrigin", false))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] header(String relyingParty, int flags) {
        return ByteBuffer.allocate(37)
                .put(sha256(relyingParty.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt(++counter)
                .array();
    }

    private String answer(Map<String, Object> response) {
        return json.writeValueAsString(Map.of(
                "id",
                encode(credentialId),
                "rawId",
                encode(credentialId),
                "type",
                "public-key",
                "authenticatorAttachment",
                "platform",
                "clientExtensionResults",
                Map.of(),
                "response",
                response));
    }

    /// CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}.
    private static byte[] attestation(byte[] authenticatorData) {
        var cbor = new ByteArrayOutputStream();
        cbor.write(0xa3);
        text(cbor, "fmt");
        text(cbor, "none");
        text(cbor, "attStmt");
        cbor.write(0xa0);
        text(cbor, "authData");
        cbor.write(0x59);
        cbor.writeBytes(ByteBuffer.allocate(2)
                .putShort((short) authenticatorData.length)
                .array());
        cbor.writeBytes(authenticatorData);
        return cbor.toByteArray();
    }

    /// COSE_Key (RFC 9053, 7.1.1): {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}.
    private static byte[] coseKey(ECPublicKey key) {
        var cbor = new ByteArrayOutputStream();
        cbor.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20});
        cbor.writeBytes(coordinate(key.getW().getAffineX().toByteArray()));
        cbor.writeBytes(new byte[] {0x22, 0x58, 0x20});
        cbor.writeBytes(coordinate(key.getW().getAffineY().toByteArray()));
        return cbor.toByteArray();
    }

    private static void text(ByteArrayOutputStream cbor, String text) {
        cbor.write(0x60 + text.length());
        cbor.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] coordinate(byte[] number) {
        var fixed = new byte[32];
        var length = Math.min(32, number.length);
        System.arraycopy(number, number.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private byte[] sign(byte[] data) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(privateKey);
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("The authenticator has no usable credential", broken);
        }
    }

    private static KeyPair newKeyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("This Java has no P-256", broken);
        }
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("This Java has no SHA-256", broken);
        }
    }

    private static String encode(byte[] data) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(data);
    }
}
