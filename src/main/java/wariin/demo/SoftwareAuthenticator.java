package wariin.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A WebAuthn authenticator (Level 3, clause 6) with browser around it, in plain Java: ES256, resident keys, user
/// verified, attestation "none". It takes the options and gives the answers that our browser script takes and posts.
public final class SoftwareAuthenticator {

    private static final class Credential {
        private final byte[] id;
        private final String rpId;
        private final byte[] userHandle;
        private final KeyPair keys;
        private long signCount;

        private Credential(byte[] id, String rpId, byte[] userHandle, KeyPair keys) {
            this.id = id;
            this.rpId = rpId;
            this.userHandle = userHandle;
            this.keys = keys;
        }
    }

    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final JsonMapper json = JsonMapper.builder().build();
    private final SecureRandom random = new SecureRandom();
    private final List<Credential> credentials = new ArrayList<>();
    private boolean verifiesUser = true;

    /// Makes a resident credential for the options of navigator.credentials.create, as JSON.
    public synchronized String register(String optionsJson, String origin) {
        var options = json.readTree(optionsJson);
        var rpId = options.at("/rp/id").asString();
        requireOwnSite(rpId, origin);
        var id = new byte[32];
        random.nextBytes(id);
        var credential = new Credential(id, rpId, decode(options.at("/user/id").asString()), newKeys());
        credentials.add(credential);

        var authenticatorData = authenticatorData(credential, ATTESTED);
        var attestation = new Cbor();
        attestation.map(3).text("fmt").text("none").text("attStmt").map(0).text("authData").bytes(authenticatorData);
        var response = json.createObjectNode();
        response.put("clientDataJSON", encode(clientData("webauthn.create", options, origin)));
        response.put("attestationObject", encode(attestation.toByteArray()));
        response.putArray("transports").add("internal");
        return answer(credential, response);
    }

    /// Signs the challenge of options of navigator.credentials.get with a credential made here, as JSON.
    public synchronized String assertion(String optionsJson, String origin) {
        var options = json.readTree(optionsJson);
        var rpId = options.at("/rpId").asString();
        requireOwnSite(rpId, origin);
        var credential = choose(options, rpId);
        credential.signCount++;
        var clientData = clientData("webauthn.get", options, origin);
        var authenticatorData = authenticatorData(credential, 0);
        var response = json.createObjectNode();
        response.put("clientDataJSON", encode(clientData));
        response.put("authenticatorData", encode(authenticatorData));
        response.put("signature", encode(sign(credential, authenticatorData, sha256(clientData))));
        response.put("userHandle", encode(credential.userHandle));
        return answer(credential, response);
    }

    /// From now on as if nobody had touched the finger-print reader.
    public synchronized void leaveUserUnverified() {
        verifiesUser = false;
    }

    /// Sets the counter of all credentials, as a copied authenticator would have it.
    public synchronized void setSignCount(long signCount) {
        credentials.forEach(credential -> credential.signCount = signCount);
    }

    private Credential choose(JsonNode options, String rpId) {
        var allowed = options.at("/allowCredentials");
        for (var index = credentials.size() - 1; index >= 0; index--) {
            var credential = credentials.get(index);
            if (!credential.rpId.equals(rpId)) continue;
            if (!allowed.isArray() || allowed.isEmpty()) return credential;
            for (var one : allowed) {
                if (one.at("/id").asString().equals(encode(credential.id))) return credential;
            }
        }
        throw new IllegalStateException("This authenticator has no such passkey");
    }

    private String answer(Credential credential, JsonNode response) {
        var answer = json.createObjectNode();
        answer.put("id", encode(credential.id));
        answer.put("rawId", encode(credential.id));
        answer.put("type", "public-key");
        answer.put("authenticatorAttachment", "platform");
        answer.set("response", response);
        answer.putObject("clientExtensionResults");
        return answer.toString();
    }

    /// Clause 6.1: hash of the relying party's id, flags, counter and, at registration, the credential with its key.
    private byte[] authenticatorData(Credential credential, int flags) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(sha256(credential.rpId.getBytes(StandardCharsets.UTF_8)));
        data.write(flags | USER_PRESENT | (verifiesUser ? USER_VERIFIED : 0));
        data.writeBytes(ByteBuffer.allocate(4).putInt((int) credential.signCount).array());
        if ((flags & ATTESTED) != 0) {
            data.writeBytes(new byte[16]);
            data.writeBytes(ByteBuffer.allocate(2).putShort((short) credential.id.length).array());
            data.writeBytes(credential.id);
            data.writeBytes(coseKey((ECPublicKey) credential.keys.getPublic()));
        }
        return data.toByteArray();
    }

    /// RFC 9053, 7.1.1: key type EC2, algorithm ES256, curve P-256, x, y.
    private static byte[] coseKey(ECPublicKey key) {
        var cbor = new Cbor();
        cbor.map(5).number(1).number(2).number(3).number(-7).number(-1).number(1);
        cbor.number(-2).bytes(coordinate(key.getW().getAffineX()));
        cbor.number(-3).bytes(coordinate(key.getW().getAffineY()));
        return cbor.toByteArray();
    }

    private static byte[] coordinate(java.math.BigInteger value) {
        var bytes = value.toByteArray();
        var fixed = new byte[32];
        var length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private byte[] clientData(String type, JsonNode options, String origin) {
        var data = json.createObjectNode();
        data.put("type", type).put("challenge", options.at("/challenge").asString());
        data.put("origin", origin).put("crossOrigin", false);
        return data.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sign(Credential credential, byte[] authenticatorData, byte[] clientDataHash) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(credential.keys.getPrivate());
            signature.update(authenticatorData);
            signature.update(clientDataHash);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// What a browser checks: a site asks only for its own passkeys. The origin's port is free.
    private static void requireOwnSite(String rpId, String origin) {
        var host = String.valueOf(java.net.URI.create(origin).getHost());
        if (!host.equals(rpId) && !host.endsWith("." + rpId)) {
            throw new IllegalArgumentException("The site " + origin + " may not use passkeys of " + rpId);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    /// The few forms of CBOR (RFC 8949) that an attestation needs.
    private static final class Cbor {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Cbor map(int entries) {
            return head(5, entries);
        }

        Cbor number(int value) {
            return value >= 0 ? head(0, value) : head(1, -1 - value);
        }

        Cbor text(String value) {
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            head(3, bytes.length).out.writeBytes(bytes);
            return this;
        }

        Cbor bytes(byte[] value) {
            head(2, value.length).out.writeBytes(value);
            return this;
        }

        private Cbor head(int type, int value) {
            if (value < 24) {
                out.write(type << 5 | value);
            } else if (value < 256) {
                out.write(type << 5 | 24);
                out.write(value);
            } else {
                out.write(type << 5 | 25);
                out.write(value >> 8);
                out.write(value);
            }
            return this;
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
