package wariin.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A small OpenID provider on this machine: discovery, token and keys over HTTP; the person at its page is the test.
final class FakeProvider implements AutoCloseable {

    static final String CLIENT = "wariin";
    static final String SECRET = "a secret: with a colon";

    private final HttpServer server;
    private final ECKey key;
    private final Map<String, Map<String, String>> codes = new HashMap<>();
    ECKey signsWith;
    String audience = CLIENT;
    boolean forgetsNonce;

    FakeProvider() throws IOException, JOSEException {
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        signsWith = key;
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// What the provider's log-in page does: checks the request and sends the browser back with a code.
    String logIn(URI address, String subject, String email) {
        var asked = new HashMap<String, String>();
        URLUtils.parseParameters(address.getRawQuery()).forEach((name, values) -> asked.put(name, values.getFirst()));
        if (!asked.get("client_id").equals(CLIENT) || !"S256".equals(asked.get("code_challenge_method"))) {
            throw new IllegalStateException("Not a request that we answer: " + asked);
        }
        var code = UUID.randomUUID().toString();
        asked.put("subject", subject);
        asked.put("email", email);
        codes.put(code, asked);
        return "/login/company/callback?code=" + code + "&state=" + asked.get("state");
    }

    private void token(HttpExchange exchange) throws IOException {
        var form =
                URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var basic = exchange.getRequestHeaders().getFirst("Authorization").substring("Basic ".length());
        var client = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
        var asked = codes.remove(form.get("code").getFirst());
        var expected = CLIENT + ":" + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        var challenge = CodeChallenge.compute(
                CodeChallengeMethod.S256,
                new CodeVerifier(form.get("code_verifier").getFirst()));
        if (asked == null
                || !client.equals(expected)
                || !challenge.getValue().equals(asked.get("code_challenge"))
                || !form.get("redirect_uri").getFirst().equals(asked.get("redirect_uri"))) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                200,
                "{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken(asked) + "\"}");
    }

    private String idToken(Map<String, String> asked) {
        try {
            var now = Instant.now();
            var claims = new JWTClaimsSet.Builder()
                    .issuer(issuer())
                    .subject(asked.get("subject"))
                    .audience(audience)
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(60)))
                    .claim("nonce", forgetsNonce ? "another" : asked.get("nonce"))
                    .claim("email", asked.get("email"))
                    .build();
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), claims);
            token.sign(new ECDSASigner(signsWith));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String metadata() {
        var issuer = issuer();
        return """
                {"issuer":"%s","authorization_endpoint":"%s/authorize","token_endpoint":"%s/token","jwks_uri":"%s/keys",
                 "response_types_supported":["code"],"subject_types_supported":["public"],
                 "id_token_signing_alg_values_supported":["ES256"]}
                """.formatted(issuer, issuer, issuer, issuer);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().put("Content-Type", List.of("application/json"));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
