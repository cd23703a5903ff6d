package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import wariin.enrolment.ProgramsTest;

/// Messages that are no proper ones: nonces, addresses, algorithms, signatures (RFC 8555, 6).
@ProgramsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcmeMessageTests extends AcmeDesk {

    @Test
    void takesANonceOnce() {
        var header = AcmeClient.header(client.nonce(), client.kid);
        header.put("kid", client.kid);

        assertThat(client.post(client.kid, header, null).status()).isEqualTo(200);
        var again = client.post(client.kid, header, null);

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.type()).isEqualTo("badNonce");
        assertThat(again.header("Replay-Nonce")).isNotEmpty();
        header.put("nonce", "AAAA");
        assertThat(client.post(client.kid, header, null).type()).isEqualTo("badNonce");
        header.remove("nonce");
        assertThat(client.post(client.kid, header, null).type()).isEqualTo("badNonce");
    }

    @Test
    void refusesARequestForAnotherAddress() {
        var header = AcmeClient.header(client.nonce(), client.base + "new-order");
        header.put("kid", client.kid);

        assertThat(client.post(client.kid, header, null).type()).isEqualTo("unauthorized");
    }

    @Test
    void refusesNoneAndMacs() {
        for (var algorithm : List.of("none", "HS256", "RS1", "ES512")) {
            var header = AcmeClient.header(client.nonce(), client.kid);
            header.put("kid", client.kid);
            header.put("alg", algorithm);

            assertThat(client.post(client.kid, header, null).type()).isEqualTo("badSignatureAlgorithm");
        }
        var header = AcmeClient.header(client.nonce(), client.kid);
        header.put("kid", client.kid);
        header.put("alg", "RS256");
        assertThat(client.post(client.kid, header, null).type())
                .describedAs("the algorithm of another kind of key")
                .isEqualTo("badSignatureAlgorithm");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        var header = AcmeClient.header(client.nonce(), client.kid);
        header.put("kid", client.kid);
        header.put("crit", List.of("b64"));
        assertThat(client.post(client.kid, header, null).type()).isEqualTo("malformed");

        assertThat(client.send(client.kid, "{}", "application/jose+json").type())
                .isEqualTo("malformed");
        assertThat(client.send(client.kid, "{", "application/jose+json").status())
                .isEqualTo(400);
        assertThat(client.send(client.kid, "{}", "application/json").status()).isEqualTo(415);
        var both = AcmeClient.header(client.nonce(), client.kid);
        both.put("kid", client.kid);
        both.put("jwk", client.key.toPublicJWK().toJSONObject());
        assertThat(client.post(client.kid, both, null).type()).isEqualTo("malformed");
    }

    @Test
    void refusesAForgedSignature() {
        client.key = AcmeClient.newKey();

        assertThat(client.read(client.kid).type()).isEqualTo("malformed");
    }
}
