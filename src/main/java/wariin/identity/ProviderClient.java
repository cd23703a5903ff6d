package wariin.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import wariin.site.SiteSettings;

/// Talks to an identity provider: discovery, the address to send people to, the code's redemption.
@Component
class ProviderClient {

    /// Whom the provider vouches for.
    record Person(String subject, Optional<String> email) {}

    /// The provider's answer does not hold.
    static final class Refusal extends Exception {
        Refusal(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private static final int TIMEOUT_MILLISECONDS = 5_000;
    private static final int LONGEST_ANSWER = 200_000;
    private static final Logger log = LoggerFactory.getLogger(ProviderClient.class);

    private final SiteSettings site;

    ProviderClient(SiteSettings site) {
        this.site = site;
    }

    /// Only over TLS: the secret and the answers travel there. While we ourselves are tried out without it, a provider
    /// on this machine may be as well.
    boolean accepts(String issuer) {
        try {
            var address = URI.create(issuer);
            var tried = !site.isSecure() && "localhost".equals(address.getHost());
            var secure = "https".equals(address.getScheme()) || tried && "http".equals(address.getScheme());
            return secure && address.getHost() != null && address.getUserInfo() == null && address.getQuery() == null;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    Optional<OIDCProviderMetadata> discover(String issuer) {
        try {
            var metadata = OIDCProviderMetadata.resolve(new Issuer(issuer), ProviderClient::limit);
            var complete = accepts(metadata.getAuthorizationEndpointURI().toString())
                    && accepts(metadata.getTokenEndpointURI().toString())
                    && accepts(metadata.getJWKSetURI().toString());
            return complete ? Optional.of(metadata) : Optional.empty();
        } catch (GeneralException | IOException | RuntimeException unreachable) {
            log.atInfo().addKeyValue("issuer", issuer).log("Identity provider gave no metadata");
            return Optional.empty();
        }
    }

    URI authorizationAddress(
            OIDCProviderMetadata metadata,
            String clientId,
            URI callback,
            State state,
            Nonce nonce,
            CodeVerifier verifier,
            String loginHint) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "email"), new ClientID(clientId), callback)
                .endpointURI(metadata.getAuthorizationEndpointURI())
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .loginHint(loginHint)
                .build()
                .toURI();
    }

    /// Exchanges the code. The ID token counts only after clause 3.1.3.7: signature, issuer, audience, time, nonce.
    Person redeem(
            String issuer, String clientId, String secret, URI callback, String code, ProviderRegister.State begun)
            throws Refusal {
        var metadata = discover(issuer).orElseThrow(() -> new Refusal("No metadata", null));
        try {
            var client = new ClientID(clientId);
            var grant = new AuthorizationCodeGrant(
                    new AuthorizationCode(code), callback, new CodeVerifier(begun.verifier()));
            var request = new TokenRequest.Builder(
                            metadata.getTokenEndpointURI(), new ClientSecretBasic(client, new Secret(secret)), grant)
                    .build()
                    .toHTTPRequest();
            limit(request);
            if (!(OIDCTokenResponseParser.parse(request.send()) instanceof OIDCTokenResponse answer)
                    || answer.getOIDCTokens().getIDToken() == null) {
                throw new Refusal("The code was not accepted", null);
            }
            var token = answer.getOIDCTokens().getIDToken();
            var algorithm = JWSAlgorithm.parse(token.getHeader().getAlgorithm().getName());
            if (!JWSAlgorithm.Family.SIGNATURE.contains(algorithm)) {
                throw new Refusal("Not a public-key signature", null);
            }
            var keys = new DefaultResourceRetriever(TIMEOUT_MILLISECONDS, TIMEOUT_MILLISECONDS, LONGEST_ANSWER);
            var validator = new IDTokenValidator(
                    metadata.getIssuer(),
                    client,
                    algorithm,
                    metadata.getJWKSetURI().toURL(),
                    keys);
            var claims = validator.validate(token, new Nonce(begun.nonce()));
            var verified = !Boolean.FALSE.equals(claims.getBooleanClaim("email_verified"));
            var email = verified ? Optional.ofNullable(claims.getStringClaim("email")) : Optional.<String>empty();
            return new Person(claims.getSubject().getValue(), email);
        } catch (GeneralException
                | IOException
                | BadJOSEException
                | com.nimbusds.jose.JOSEException
                | IllegalArgumentException broken) {
            log.atWarn().addKeyValue("issuer", issuer).log("Identity provider's answer refused");
            throw new Refusal("The provider's answer does not hold", broken);
        }
    }

    private static void limit(HTTPRequest request) {
        request.setConnectTimeout(TIMEOUT_MILLISECONDS);
        request.setReadTimeout(TIMEOUT_MILLISECONDS);
        request.setFollowRedirects(false);
    }
}
