package wariin.procurement;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import wariin.keys.AuthorityKeys;
import wariin.keys.KeyAlgorithm;
import wariin.keys.KeyPairInfo;
import wariin.site.SiteSettings;

/// Signs answers with a key of their own, so that whoever is shown one can check it offline (RFC 7515, RFC 7518, 3.4).
@Component
class AnswerSigner {

    private static final String PURPOSE = "procurement:answers";
    private static final JOSEObjectType TYPE = new JOSEObjectType("wariin-rule-answer+jws");

    private final AuthorityKeys keys;
    private final SiteSettings site;
    private final JsonMapper json;
    private volatile @Nullable KeyPairInfo known;

    AnswerSigner(AuthorityKeys keys, SiteSettings site, JsonMapper json) {
        this.keys = keys;
        this.site = site;
        this.json = json;
    }

    RuleAnswer sign(RuleAnswer answer) {
        var key = key();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(TYPE)
                .keyID(jwk(key).getKeyID())
                .build();
        var payload = Base64URL.encode(json.writeValueAsString(AnswerDocument.of(answer, site.baseUrl())));
        var input = header.toBase64URL() + "." + payload;
        try {
            var der = keys.sign(key.id(), input.getBytes(StandardCharsets.US_ASCII));
            var signature = ECDSA.transcodeSignatureToConcat(der, 64);
            return answer.signed(input + "." + Base64URL.encode(signature));
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// The public key as a set (RFC 7517).
    String keySet() {
        return new JWKSet(jwk(key())).toString();
    }

    private KeyPairInfo key() {
        var key = known;
        if (key == null) known = key = keys.generate(KeyAlgorithm.EC_P256, PURPOSE);
        return key;
    }

    private static ECKey jwk(KeyPairInfo key) {
        try {
            return new ECKey.Builder(Curve.P_256, (ECPublicKey) key.publicKey())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint()
                    .build();
        } catch (JOSEException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
