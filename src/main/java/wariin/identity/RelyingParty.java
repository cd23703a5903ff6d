package wariin.identity;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.exception.DataConversionException;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import wariin.identity.AssertionOutcome.Reason;
import wariin.site.SiteSettings;

/// This site as a WebAuthn relying party (Level 3, clauses 5 and 7): says what it wants, and checks what came back.
@Component
class RelyingParty {

    /// An assertion that could be read; nothing about it is verified yet.
    record Assertion(AuthenticationData data) {

        byte[] credentialId() {
            return data.getCredentialId();
        }

        byte[] challenge() {
            return data.getCollectedClientData().getChallenge().getValue();
        }

        long signCount() {
            return data.getAuthenticatorData().getSignCount();
        }
    }

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.EdDSA),
            new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));
    private static final int TIMEOUT_MILLISECONDS = 300_000;

    private final SiteSettings site;
    private final JsonMapper json = JsonMapper.builder().build();
    private final WebAuthnManager manager;
    private final AttestedCredentialDataConverter converter;

    RelyingParty(SiteSettings site) {
        this.site = site;
        var objects = new ObjectConverter();
        this.manager = WebAuthnManager.createNonStrictWebAuthnManager(objects);
        this.converter = new AttestedCredentialDataConverter(objects);
    }

    String creationOptions(User user, byte[] challenge, List<PasskeyRegister.Row> existing) {
        var options = json.createObjectNode();
        options.putObject("rp").put("id", site.host()).put("name", "Wariin");
        options.putObject("user")
                .put("id", BASE64URL.encodeToString(handle(user.id())))
                .put("name", user.email())
                .put("displayName", user.name());
        options.put("challenge", BASE64URL.encodeToString(challenge));
        var algorithms = options.putArray("pubKeyCredParams");
        for (var algorithm : ALGORITHMS) {
            algorithms
                    .addObject()
                    .put("type", "public-key")
                    .put("alg", algorithm.getAlg().getValue());
        }
        options.put("timeout", TIMEOUT_MILLISECONDS);
        addCredentials(options.putArray("excludeCredentials"), existing);
        options.putObject("authenticatorSelection")
                .put("residentKey", "required")
                .put("requireResidentKey", true)
                .put("userVerification", "required");
        options.put("attestation", "none");
        return options.toString();
    }

    String requestOptions(byte[] challenge, List<PasskeyRegister.Row> allowed) {
        ObjectNode options = json.createObjectNode();
        options.put("challenge", BASE64URL.encodeToString(challenge));
        options.put("timeout", TIMEOUT_MILLISECONDS);
        options.put("rpId", site.host());
        addCredentials(options.putArray("allowCredentials"), allowed);
        options.put("userVerification", "required");
        return options.toString();
    }

    Optional<RegistrationData> parseRegistration(String registrationJson) {
        try {
            var data = manager.parseRegistrationResponseJSON(registrationJson);
            var readable = data.getCollectedClientData() != null
                    && data.getCollectedClientData().getChallenge() != null
                    && data.getAttestationObject() != null
                    && data.getAttestationObject().getAuthenticatorData().getAttestedCredentialData() != null;
            return readable ? Optional.of(data) : Optional.empty();
        } catch (DataConversionException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException unreadable) {
            return Optional.empty();
        }
    }

    byte[] challengeOf(RegistrationData data) {
        return data.getCollectedClientData().getChallenge().getValue();
    }

    Optional<Assertion> parseAssertion(String assertionJson) {
        try {
            var data = manager.parseAuthenticationResponseJSON(assertionJson);
            var readable = data.getCredentialId() != null
                    && data.getCollectedClientData() != null
                    && data.getCollectedClientData().getChallenge() != null
                    && data.getAuthenticatorData() != null
                    && data.getSignature() != null;
            return readable ? Optional.of(new Assertion(data)) : Optional.empty();
        } catch (DataConversionException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException unreadable) {
            return Optional.empty();
        }
    }

    /// Registration, clause 7.1; empty when all is well.
    Optional<Reason> verify(RegistrationData data, byte[] challenge) {
        try {
            manager.verify(data, new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
            return Optional.empty();
        } catch (VerificationException refused) {
            return Optional.of(reason(refused));
        } catch (DataConversionException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException unreadable) {
            return Optional.of(Reason.MALFORMED);
        }
    }

    /// Assertion, clause 7.2; empty when all is well.
    Optional<Reason> verify(Assertion assertion, byte[] challenge, PasskeyRegister.Row row) {
        var userHandle = assertion.data().getUserHandle();
        if (userHandle != null && userHandle.length > 0 && !Arrays.equals(userHandle, handle(row.user()))) {
            return Optional.of(Reason.UNKNOWN_CREDENTIAL);
        }
        var credential = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                row.backupEligible(),
                null,
                row.signCount(),
                converter.convert(row.attested()),
                null,
                null,
                null,
                null);
        try {
            var parameters = new AuthenticationParameters(server(challenge), credential, null, true, true);
            manager.verify(assertion.data(), parameters);
            return Optional.empty();
        } catch (VerificationException refused) {
            return Optional.of(reason(refused));
        } catch (DataConversionException
                | JacksonException
                | IllegalArgumentException
                | NullPointerException unreadable) {
            return Optional.of(Reason.MALFORMED);
        }
    }

    AssertionEvidence evidence(Assertion assertion, PasskeyRegister.Row row, Instant at) {
        var publicKey = converter.convert(row.attested()).getCOSEKey().getPublicKey();
        return new AssertionEvidence(
                BASE64URL.encodeToString(row.credentialId()),
                publicKey.getEncoded(),
                assertion.data().getCollectedClientDataBytes(),
                assertion.data().getAuthenticatorDataBytes(),
                assertion.data().getSignature(),
                assertion.signCount(),
                at);
    }

    byte[] encode(AttestedCredentialData attested) {
        return converter.convert(attested);
    }

    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .origin(new Origin(site.baseUrl()))
                .rpId(site.host())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static Reason reason(VerificationException refused) {
        return switch (refused) {
            case BadChallengeException _ -> Reason.WRONG_CHALLENGE;
            case BadOriginException _ -> Reason.WRONG_ORIGIN;
            case CrossOriginException _ -> Reason.WRONG_ORIGIN;
            case BadRpIdException _ -> Reason.WRONG_ORIGIN;
            case UserNotVerifiedException _ -> Reason.USER_NOT_VERIFIED;
            case UserNotPresentException _ -> Reason.USER_NOT_VERIFIED;
            case MaliciousCounterValueException _ -> Reason.COUNTER_WENT_BACK;
            default -> Reason.WRONG_SIGNATURE;
        };
    }

    private static void addCredentials(ArrayNode list, List<PasskeyRegister.Row> passkeys) {
        for (var passkey : passkeys) {
            var credential = list.addObject();
            credential.put("type", "public-key").put("id", BASE64URL.encodeToString(passkey.credentialId()));
            if (passkey.transports().isEmpty()) continue;
            var transports = credential.putArray("transports");
            for (var transport : passkey.transports().split(",")) transports.add(transport);
        }
    }

    private static byte[] handle(UserId user) {
        UUID id = user.value();
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
