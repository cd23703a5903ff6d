package wariin.enrolment.acme;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import wariin.enrolment.EnrolmentKey;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.EnrolmentLimits;
import wariin.enrolment.EnrolmentLimits.Limit;
import wariin.enrolment.Protocol;
import wariin.enrolment.acme.AcmeProblem.Type;
import wariin.ra.desk.DeskId;

/// Proves that whoever opens an account was given a key by the desk (RFC 8555, 7.3.4).
@Component
class AccountBinding {

    private static final Map<String, String> MACS =
            Map.of("HS256", "HmacSHA256", "HS384", "HmacSHA384", "HS512", "HmacSHA512");

    private final EnrolmentKeys keys;
    private final EnrolmentLimits limits;

    AccountBinding(EnrolmentKeys keys, EnrolmentLimits limits) {
        this.keys = keys;
        this.limits = limits;
    }

    /// @param caller network address, to which wrong keys are counted
    EnrolmentKey check(AcmeRequests.FromKey request, JsonNode binding, String caller) {
        if (!binding.isObject()) throw SignedRequest.malformed("The externalAccountBinding is not a JSON object");
        if (!limits.open(Limit.WRONG_SECRET, caller)) {
            throw AcmeProblem.with(Type.rateLimited, "Too many wrong keys; try again later", "Retry-After", "900");
        }
        var inner = SignedRequest.read(binding);
        var mac = MACS.get(inner.algorithm());
        if (mac == null) {
            throw AcmeProblem.of(Type.badSignatureAlgorithm, "An account binding has a MAC: HS256, HS384 or HS512");
        }
        if (inner.kid() == null
                || inner.jwk() != null
                || inner.nonce() != null
                || !request.url().equals(inner.url())) {
            throw SignedRequest.malformed("An account binding has a kid, the url of the request, and no nonce");
        }
        if (!AccountKey.read(members(inner)).isSame(request.key())) {
            throw SignedRequest.malformed("The account binding is for another account key");
        }
        return verified(request.desk(), inner, mac, caller);
    }

    private EnrolmentKey verified(DeskId desk, SignedRequest inner, String mac, String caller) {
        var id = String.valueOf(inner.kid());
        var key = keys.find(Protocol.ACME, id).filter(found -> found.desk().equals(desk));
        var secret = key.flatMap(_ -> keys.secretOf(Protocol.ACME, id));
        if (secret.isEmpty() || !matches(mac, secret.get(), inner)) {
            limits.allows(Limit.WRONG_SECRET, caller);
            throw AcmeProblem.of(
                    Type.unauthorized,
                    "The key of the account binding is unknown to this desk, revoked, or another one");
        }
        return key.orElseThrow();
    }

    private static boolean matches(String algorithm, byte[] secret, SignedRequest inner) {
        var key = SignedRequest.decoded(new String(secret, java.nio.charset.StandardCharsets.US_ASCII));
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return MessageDigest.isEqual(mac.doFinal(inner.signed()), inner.signature());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            EnrolmentKeys.clear(secret);
            EnrolmentKeys.clear(key);
        }
    }

    private static Map<String, Object> members(SignedRequest inner) {
        return SignedRequest.JSON.convertValue(
                inner.json(), new tools.jackson.core.type.TypeReference<Map<String, Object>>() {});
    }
}
