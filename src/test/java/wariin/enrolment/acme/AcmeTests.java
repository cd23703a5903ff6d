package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import wariin.enrolment.Csr;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;

/// Orders and certificates: what the ACME server does for honest clients, and what it refuses (RFC 8555, 9773).
@ProgramsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcmeTests extends AcmeDesk {

    @Test
    void tellsWhereThingsAre() {
        var directory = client.get(client.base + "directory").json();

        assertThat(directory.path("newOrder").asString()).isEqualTo(client.base + "new-order");
        assertThat(directory.path("meta").path("externalAccountRequired").asBoolean())
                .isTrue();
        assertThat(client.get(baseUrl + "/acme/" + UUID.randomUUID() + "/directory")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void issuesRenewsAndRevokes() throws Exception {
        var first = issued("one.devices.example.jp");
        assertThat(first.getFirst()
                        .getSubjectAlternativeNames()
                        .iterator()
                        .next()
                        .get(1))
                .isEqualTo("one.devices.example.jp");

        var id = renewalId(first.getFirst());
        var window = client.get(client.base + "renewal-info/" + id);
        assertThat(window.status()).isEqualTo(200);
        assertThat(window.json().path("suggestedWindow").path("start").asString())
                .isLessThan(window.json().path("suggestedWindow").path("end").asString());
        assertThat(window.header("Retry-After")).isNotEmpty();

        var names = List.of(Map.of("type", "dns", "value", "one.devices.example.jp"));
        var renewal = client.post("new-order", Map.of("identifiers", names, "replaces", id));
        assertThat(renewal.status()).isEqualTo(201);
        assertThat(renewal.json().path("replaces").asString()).isEqualTo(id);
        assertThat(client.post("new-order", Map.of("identifiers", names, "replaces", id))
                        .type())
                .isEqualTo("alreadyReplaced");

        var revocation =
                Map.of("certificate", AcmeClient.encode(first.getFirst().getEncoded()), "reason", 4);
        assertThat(client.post("revoke-certificate", revocation).status()).isEqualTo(200);
        assertThat(client.post("revoke-certificate", revocation).type()).isEqualTo("alreadyRevoked");
        var now = client.get(client.base + "renewal-info/" + id).json().path("suggestedWindow");
        assertThat(now.path("end").asString())
                .isLessThan(java.time.Instant.now().toString());
    }

    @Test
    void givesTheChainAlsoWithItsRoot() throws Exception {
        var answer = certificate("chain.devices.example.jp");
        var chain = parse(answer.text());
        var alternate = answer.response().headers().allValues("Link").stream()
                .filter(link -> link.contains("alternate"))
                .findFirst()
                .orElseThrow();
        var whole = parse(
                client.read(alternate.substring(1, alternate.indexOf('>'))).text());

        assertThat(whole).hasSize(chain.size() + 1);
        assertThat(whole.getLast().getSubjectX500Principal())
                .isEqualTo(whole.getLast().getIssuerX500Principal());
        chain.getFirst().verify(chain.get(1).getPublicKey());
    }

    @Test
    void revokesForTheCertificatesOwnKey() throws Exception {
        var csr = Csr.dns("own.devices.example.jp");
        var leaf = parse(certificate(csr, "own.devices.example.jp").text()).getFirst();
        var stranger = new AcmeClient(baseUrl, desk.id());
        var revocation = Map.of("certificate", AcmeClient.encode(leaf.getEncoded()), "reason", 1);

        assertThat(stranger.postByKey("revoke-certificate", revocation).type()).isEqualTo("unauthorized");

        stranger.key = new com.nimbusds.jose.jwk.ECKey.Builder(
                        com.nimbusds.jose.jwk.Curve.P_256,
                        (java.security.interfaces.ECPublicKey) csr.keys().getPublic())
                .privateKey((java.security.interfaces.ECPrivateKey) csr.keys().getPrivate())
                .build();
        assertThat(stranger.postByKey("revoke-certificate", revocation).status())
                .isEqualTo(200);
    }

    @Test
    void refusesWrongReasonsAndOtherAccountsAtRevocation() throws Exception {
        var leaf = issued("kept.devices.example.jp").getFirst();
        var encoded = AcmeClient.encode(leaf.getEncoded());
        var other = new AcmeClient(baseUrl, desk.id());
        other.register(key.key().id(), key.secret());
        other.post("new-order", AcmeClient.order("dns", "kept.devices.example.jp"));

        assertThat(client.post("revoke-certificate", Map.of("certificate", encoded, "reason", 6))
                        .type())
                .isEqualTo("badRevocationReason");
        assertThat(other.post("revoke-certificate", Map.of("certificate", encoded))
                        .type())
                .isEqualTo("unauthorized");
        assertThat(client.post("revoke-certificate", Map.of("certificate", "AAAA"))
                        .type())
                .isEqualTo("malformed");
    }

    @Test
    void ordersOnlyWhatTheOfficersAllowed() {
        assertThat(client.post("new-order", AcmeClient.order("dns", "www.elsewhere.example"))
                        .type())
                .isEqualTo("rejectedIdentifier");
        assertThat(client.post("new-order", AcmeClient.order("dns", "evildevices.example.jp"))
                        .type())
                .isEqualTo("rejectedIdentifier");
        assertThat(client.post("new-order", AcmeClient.order("dns", "*.devices.example.jp"))
                        .type())
                .isEqualTo("rejectedIdentifier");
        assertThat(client.post("new-order", AcmeClient.order("email", "a@devices.example.jp"))
                        .type())
                .isEqualTo("unsupportedIdentifier");
        assertThat(client.post("new-order", AcmeClient.order("dns")).type()).isEqualTo("malformed");
        var several = client.post("new-order", AcmeClient.order("dns", "a.elsewhere.example", "b.elsewhere.example"));
        assertThat(several.json().path("subproblems").size()).isEqualTo(2);
    }

    @Test
    void refusesRequestsWithOtherNames() {
        var order = client.post("new-order", AcmeClient.order("dns", "a.devices.example.jp"));
        var finalize = order.json().path("finalize").asString();

        for (var csr : List.of(
                Csr.dns("a.devices.example.jp", "b.devices.example.jp"),
                Csr.dns("b.devices.example.jp"),
                Csr.mail("CN=a.devices.example.jp", "a@devices.example.jp"))) {
            assertThat(client.post(finalize, Map.of("csr", csr.base64url())).type())
                    .isEqualTo("badCSR");
        }
        assertThat(client.post(finalize, Map.of("csr", "AAAA")).type()).isEqualTo("badCSR");
        var forged = Csr.dns("a.devices.example.jp").der();
        forged[forged.length - 1] ^= 1;
        assertThat(client.post(finalize, Map.of("csr", AcmeClient.encode(forged)))
                        .type())
                .isEqualTo("badCSR");
        assertThat(client.read(order.header("Location")).json().path("status").asString())
                .isEqualTo("ready");
    }

    @Test
    void doesNotCertifyTheAccountsOwnKey() throws Exception {
        var order = client.post("new-order", AcmeClient.order("dns", "a.devices.example.jp"));
        var csr = Csr.of(
                "CN=a.devices.example.jp",
                org.bouncycastle.asn1.x509.GeneralName.dNSName,
                client.key.toKeyPair(),
                "a.devices.example.jp");

        assertThat(client.post(order.json().path("finalize").asString(), Map.of("csr", csr.base64url()))
                        .type())
                .isEqualTo("badPublicKey");
    }

    @Test
    void finalizesAnOrderOnce() throws Exception {
        var order = client.post("new-order", AcmeClient.order("dns", "once.devices.example.jp"));
        var finalize = order.json().path("finalize").asString();
        var csr = Map.of("csr", Csr.dns("once.devices.example.jp").base64url());

        assertThat(client.post(finalize, csr).status()).isEqualTo(200);
        assertThat(client.post(finalize, csr).type()).isEqualTo("orderNotReady");
    }

    @Test
    void endsAnOrderWhoseAuthorizationWasGivenUp() {
        var order = client.post("new-order", AcmeClient.order("dns", "gone.devices.example.jp"));
        var authorization = order.json().path("authorizations").path(0).asString();

        assertThat(client.post(authorization, Map.of("status", "deactivated"))
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("deactivated");

        assertThat(client.read(order.header("Location")).json().path("status").asString())
                .isEqualTo("invalid");
    }

    @Test
    void issuesNothingOnceTheKeyOrTheRuleIsRevoked() {
        var fresh = desks.key(desk, Protocol.ACME);
        var late = new AcmeClient(baseUrl, desk.id());
        late.register(fresh.key().id(), fresh.secret());
        var order = late.post("new-order", AcmeClient.order("dns", "late.devices.example.jp"));
        keys.revoke(desk.officer(), desk.id(), fresh.key().id());

        assertThat(late.post("new-order", AcmeClient.order("dns", "late.devices.example.jp"))
                        .type())
                .isEqualTo("unauthorized");
        assertThat(late.post(
                                order.json().path("finalize").asString(),
                                Map.of("csr", Csr.dns("late.devices.example.jp").base64url()))
                        .type())
                .isEqualTo("unauthorized");
        assertThat(late.read(late.kid).status()).isEqualTo(200);
    }
}
