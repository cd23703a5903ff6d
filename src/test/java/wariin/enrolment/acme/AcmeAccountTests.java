package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;

/// Accounts: opened with the desk's key, changed, ended, and kept apart (RFC 8555, 7.3).
@ProgramsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcmeAccountTests extends AcmeDesk {

    @Test
    void opensNoAccountWithoutTheDesksKey() {
        var stranger = new AcmeClient(baseUrl, desk.id());
        var url = stranger.base + "new-account";
        var jwk = stranger.key.toPublicJWK();

        assertThat(stranger.postByKey("new-account", Map.of("termsOfServiceAgreed", true))
                        .type())
                .isEqualTo("externalAccountRequired");
        assertThat(stranger.postByKey("new-account", Map.of()).type()).isEqualTo("userActionRequired");
        assertThat(stranger.postByKey("new-account", Map.of("onlyReturnExisting", true))
                        .type())
                .isEqualTo("accountDoesNotExist");
        assertThat(account(stranger, AcmeClient.binding(key.key().id(), "A".repeat(43), jwk, url)))
                .describedAs("wrong secret")
                .isEqualTo("unauthorized");
        assertThat(account(stranger, AcmeClient.binding("aaaaaaaaaaaaaaaa", key.secret(), jwk, url)))
                .describedAs("unknown key")
                .isEqualTo("unauthorized");
        assertThat(account(stranger, AcmeClient.binding(key.key().id(), key.secret(), client.key.toPublicJWK(), url)))
                .describedAs("another account's key")
                .isEqualTo("malformed");
        assertThat(account(stranger, AcmeClient.binding(key.key().id(), key.secret(), jwk, client.kid)))
                .describedAs("another address")
                .isEqualTo("malformed");
        var foreign = desks.key(otherDesk, Protocol.ACME);
        assertThat(account(stranger, AcmeClient.binding(foreign.key().id(), foreign.secret(), jwk, url)))
                .describedAs("another desk's key")
                .isEqualTo("unauthorized");
        var cmp = desks.key(desk, Protocol.CMP);
        assertThat(account(stranger, AcmeClient.binding(cmp.key().id(), cmp.secret(), jwk, url)))
                .describedAs("a key for another protocol")
                .isEqualTo("unauthorized");
        var revoked = desks.key(desk, Protocol.ACME);
        keys.revoke(desk.officer(), desk.id(), revoked.key().id());
        assertThat(account(stranger, AcmeClient.binding(revoked.key().id(), revoked.secret(), jwk, url)))
                .describedAs("a revoked key")
                .isEqualTo("unauthorized");
    }

    private static String account(AcmeClient client, Object binding) {
        return client.postByKey("new-account", Map.of("termsOfServiceAgreed", true, "externalAccountBinding", binding))
                .type();
    }

    @Test
    void findsTheAccountAgain() {
        var again = client.postByKey("new-account", Map.of("onlyReturnExisting", true));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo(client.kid);
    }

    @Test
    void changesAndEndsAccounts() {
        var changed = client.post(client.kid, Map.of("contact", List.of("mailto:other@example.jp")));
        assertThat(changed.json().path("contact").path(0).asString()).isEqualTo("mailto:other@example.jp");
        assertThat(client.post(client.kid, Map.of("contact", List.of("tel:+8131234")))
                        .type())
                .isEqualTo("unsupportedContact");
        assertThat(client.post(client.kid, Map.of("contact", List.of("mailto:a@b.jp,c@d.jp")))
                        .type())
                .isEqualTo("invalidContact");

        assertThat(client.post(client.kid, Map.of("status", "deactivated"))
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("deactivated");

        assertThat(client.read(client.kid).type()).isEqualTo("unauthorized");
        assertThat(client.post("new-order", AcmeClient.order("dns", "x.devices.example.jp"))
                        .type())
                .isEqualTo("unauthorized");
        assertThat(client.register(key.key().id(), key.secret()).type()).isEqualTo("unauthorized");
    }

    @Test
    void changesTheKeyOfAnAccount() {
        var fresh = AcmeClient.newKey();
        var old = client.key;
        assertThat(client.post("key-change", inner(client, fresh, old.toPublicJWK()))
                        .status())
                .isEqualTo(200);

        assertThat(client.read(client.kid).type()).isEqualTo("malformed");
        client.key = fresh;
        assertThat(client.read(client.kid).status()).isEqualTo(200);

        var other = new AcmeClient(baseUrl, desk.id());
        other.register(key.key().id(), key.secret());
        var taken = client.post("key-change", inner(client, other.key, fresh.toPublicJWK()));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.header("Location")).isEqualTo(other.kid);
        assertThat(client.post("key-change", inner(client, AcmeClient.newKey(), old.toPublicJWK()))
                        .type())
                .describedAs("the old key is another one")
                .isEqualTo("malformed");
    }

    private static Map<String, Object> inner(AcmeClient client, com.nimbusds.jose.jwk.ECKey fresh, Object old) {
        return AcmeClient.signed(
                Map.of("alg", "ES256", "jwk", fresh.toPublicJWK().toJSONObject(), "url", client.base + "key-change"),
                Map.of("account", client.kid, "oldKey", ((com.nimbusds.jose.jwk.JWK) old).toJSONObject()),
                fresh);
    }

    @Test
    void hidesOneAccountFromTheOther() throws Exception {
        var order = client.post("new-order", AcmeClient.order("dns", "a.devices.example.jp"));
        var chain = certificate("b.devices.example.jp");
        var serial = parse(chain.text()).getFirst().getSerialNumber().toString(16);
        var other = new AcmeClient(baseUrl, desk.id());
        other.register(key.key().id(), key.secret());

        assertThat(other.read(order.header("Location")).status()).isEqualTo(404);
        assertThat(other.read(order.json().path("authorizations").path(0).asString())
                        .status())
                .isEqualTo(404);
        assertThat(other.read("certificate/" + serial).status()).isEqualTo(404);
        assertThat(other.read(client.kid).type()).isEqualTo("unauthorized");
        assertThat(other.read(client.kid + "/orders").type()).isEqualTo("unauthorized");
        assertThat(client.read(client.kid + "/orders").json().path("orders").size())
                .isEqualTo(2);
    }

    @Test
    void knowsAnAccountAtItsOwnDeskOnly() {
        var there = new AcmeClient(baseUrl, otherDesk.id());
        there.key = client.key;
        there.kid = client.kid;
        assertThat(there.post("new-order", AcmeClient.order("dns", "a.other.example.jp"))
                        .type())
                .isEqualTo("accountDoesNotExist");
        there.kid = there.base + "account/" + client.kid.substring(client.kid.lastIndexOf('/') + 1);
        assertThat(there.post("new-order", AcmeClient.order("dns", "a.other.example.jp"))
                        .type())
                .isEqualTo("accountDoesNotExist");
    }
}
