package wariin.enrolment.acme;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a request: flattened JSON of a signature with one signer (RFC 7515, 7.2.2; RFC 8555, 6.2).
///
/// Read strictly: what the server does not understand it does not skip.
record SignedRequest(
        String algorithm,
        @Nullable String url,
        @Nullable String nonce,
        @Nullable Map<String, Object> jwk,
        @Nullable String kid,
        byte[] payload,
        byte[] signed,
        byte[] signature) {

    private static final Set<String> MEMBERS = Set.of("protected", "payload", "signature");
    private static final Set<String> HEADER = Set.of("alg", "url", "nonce", "jwk", "kid", "typ", "cty");
    private static final Set<String> ALGORITHMS = Set.of(
            JWSAlgorithm.ES256.getName(),
            JWSAlgorithm.ES384.getName(),
            JWSAlgorithm.RS256.getName(),
            JWSAlgorithm.EdDSA.getName());
    private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]*");
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /// A request or the inside of a key change.
    static SignedRequest read(byte[] body) {
        return read(object(body, "The body is not a JSON object"));
    }

    static SignedRequest read(JsonNode json) {
        var members = Set.copyOf(json.propertyNames());
        if (!members.equals(MEMBERS)) {
            throw malformed("A request has the members protected, payload and signature, and no other");
        }
        var head = text(json, "protected");
        var payload = text(json, "payload");
        var header = object(decoded(head), "The protected header is not a JSON object");
        for (var name : header.propertyNames()) {
            if (!HEADER.contains(name)) throw malformed("The header has a member that is not understood: " + name);
        }
        return new SignedRequest(
                text(header, "alg"),
                optional(header, "url"),
                optional(header, "nonce"),
                jwk(header),
                optional(header, "kid"),
                decoded(payload),
                (head + "." + payload).getBytes(StandardCharsets.US_ASCII),
                decoded(text(json, "signature")));
    }

    /// Signatures by keys that the signer alone has; no `none`, and no MAC outside of an account binding.
    void checkAlgorithm() {
        if (!ALGORITHMS.contains(algorithm)) {
            throw AcmeProblem.of(
                    AcmeProblem.Type.badSignatureAlgorithm, "Requests are signed by ES256, ES384, RS256 or EdDSA");
        }
    }

    void checkSignature(AccountKey key) {
        if (!key.algorithm().getName().equals(algorithm)) {
            throw AcmeProblem.of(
                    AcmeProblem.Type.badSignatureAlgorithm,
                    "The algorithm is not the one of the key: " + key.algorithm());
        }
        if (!key.verifies(signed, signature)) throw malformed("The signature is not that of the key");
    }

    boolean isPostAsGet() {
        return payload.length == 0;
    }

    JsonNode json() {
        return object(payload, "The payload is not a JSON object");
    }

    private static @Nullable Map<String, Object> jwk(JsonNode header) {
        var jwk = header.get("jwk");
        if (jwk == null) return null;
        if (!jwk.isObject()) throw malformed("The jwk is not a JSON object");
        return JSON.convertValue(jwk, new tools.jackson.core.type.TypeReference<Map<String, Object>>() {});
    }

    private static String text(JsonNode json, String name) {
        var value = optional(json, name);
        if (value == null) throw malformed("The member " + name + " is missing");
        return value;
    }

    private static @Nullable String optional(JsonNode json, String name) {
        var value = json.get(name);
        if (value == null) return null;
        if (!value.isString()) throw malformed("The member " + name + " is not a text");
        return value.stringValue();
    }

    private static JsonNode object(byte[] bytes, String sentence) {
        try {
            var json = JSON.readTree(bytes);
            if (json != null && json.isObject()) return json;
        } catch (JacksonException _) {
            // said below
        }
        throw malformed(sentence);
    }

    static byte[] decoded(String text) {
        if (!BASE64URL.matcher(text).matches()) throw malformed("base64url has no padding and no other characters");
        return new Base64URL(text).decode();
    }

    static AcmeProblem malformed(String detail) {
        return AcmeProblem.of(AcmeProblem.Type.malformed, detail);
    }
}
