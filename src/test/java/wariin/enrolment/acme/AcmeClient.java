package wariin.enrolment.acme;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client that can also do what no honest client does.
public final class AcmeClient {

    static final JsonMapper JSON = new JsonMapper();

    public record Answer(int status, String text, HttpResponse<String> response) {
        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public String type() {
            return json().path("type").asString("").replace("urn:ietf:params:acme:error:", "");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    final String base;
    ECKey key;
    String kid = "";

    public AcmeClient(String baseUrl, Object desk) {
        this.base = baseUrl + "/acme/" + desk + "/";
        this.key = newKey();
    }

    static ECKey newKey() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String nonce() {
        var request = HttpRequest.newBuilder(URI.create(base + "new-nonce"))
                .method("HEAD", BodyPublishers.noBody())
                .build();
        return send(request).header("Replay-Nonce");
    }

    /// Opens the account of this client's key.
    public Answer register(String keyId, String secret) {
        var answer = postByKey(
                "new-account",
                Map.of(
                        "termsOfServiceAgreed",
                        true,
                        "contact",
                        new String[] {"mailto:admin@example.jp"},
                        "externalAccountBinding",
                        binding(keyId, secret, key.toPublicJWK(), base + "new-account")));
        kid = answer.header("Location");
        return answer;
    }

    static Map<String, Object> binding(String keyId, String secret, JWK key, String url) {
        var header = encode("{\"alg\":\"HS256\",\"kid\":\"" + keyId + "\",\"url\":\"" + url + "\"}");
        var payload = encode(key.toJSONString());
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(secret), "HmacSHA256"));
            var signature = mac.doFinal((header + "." + payload).getBytes(StandardCharsets.US_ASCII));
            return Map.of("protected", header, "payload", payload, "signature", encode(signature));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public Answer postByKey(String path, Object payload) {
        var header = header(nonce(), base + path);
        header.put("jwk", key.toPublicJWK().toJSONObject());
        return post(base + path, header, payload);
    }

    public Answer post(String path, Object payload) {
        var url = path.startsWith("http") ? path : base + path;
        var header = header(nonce(), url);
        header.put("kid", kid);
        return post(url, header, payload);
    }

    /// POST-as-GET.
    public Answer read(String path) {
        return post(path, null);
    }

    static Map<String, Object> header(String nonce, String url) {
        var header = new LinkedHashMap<String, Object>();
        header.put("alg", "ES256");
        header.put("nonce", nonce);
        header.put("url", url);
        return header;
    }

    /// Signs with the client's key whatever the header says.
    Answer post(String url, Map<String, Object> header, Object payload) {
        return send(url, JSON.writeValueAsString(signed(header, payload, key)), "application/jose+json");
    }

    static Map<String, Object> signed(Map<String, Object> header, Object payload, ECKey key) {
        var head = encode(JSON.writeValueAsString(header));
        var body = payload == null ? "" : encode(JSON.writeValueAsString(payload));
        try {
            var signature = new ECDSASigner(key)
                    .sign(new JWSHeader(JWSAlgorithm.ES256), (head + "." + body).getBytes(StandardCharsets.US_ASCII));
            return Map.of("protected", head, "payload", body, "signature", signature.toString());
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Answer send(String url, String body, String type) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    Answer get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private Answer send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    static String encode(String text) {
        return Base64URL.encode(text).toString();
    }

    static String encode(byte[] bytes) {
        return Base64URL.encode(bytes).toString();
    }

    /// Identifiers of an order.
    static Map<String, Object> order(String type, String... names) {
        return Map.of(
                "identifiers",
                java.util.Arrays.stream(names)
                        .map(name -> Map.of("type", type, "value", name))
                        .toList());
    }
}
