package wariin.enrolment.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import wariin.enrolment.Csr;
import wariin.enrolment.EnrolmentKeys;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;

/// What the ACME server does for honest clients, and what it refuses to others (RFC 8555, 9773).
@ProgramsTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcmeTests {

    @Autowired
    ProgramDesk desks;

    @Autowired
    EnrolmentKeys keys;

    @Value("${wariin.base-url}")
    String baseUrl;

    ProgramDesk.Open desk;
    ProgramDesk.Open otherDesk;
    ProgramDesk.Key key;
    AcmeClient client;

    @BeforeEach
    void openDesk() {
        if (desk == null) {
            desk = desks.open("device/1", "devices.example.jp");
            otherDesk = desks.open("device/1", "other.example.jp");
            key = desks.key(desk, Protocol.ACME);
        }
        client = new AcmeClient(baseUrl, desk.id());
        assertThat(client.register(key.key().id(), key.secret()).status()).isEqualTo(201);
    }

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

    private List<X509Certificate> issued(String... names) throws Exception {
        return parse(certificate(names).text());
    }

    private AcmeClient.Answer certificate(String... names) {
        return certificate(Csr.dns(names), names);
    }

    private AcmeClient.Answer certificate(Csr csr, String... names) {
        var order = client.post("new-order", AcmeClient.order("dns", names));
        assertThat(order.status()).describedAs(order.text()).isEqualTo(201);
        assertThat(order.json().path("status").asString()).isEqualTo("ready");
        var done = client.post(order.json().path("finalize").asString(), Map.of("csr", csr.base64url()));
        assertThat(done.json().path("status").asString())
                .describedAs(done.text())
                .isEqualTo("valid");
        return client.read(done.json().path("certificate").asString());
    }

    @SuppressWarnings("unchecked")
    static List<X509Certificate> parse(String pem) throws Exception {
        return List.copyOf((java.util.Collection<X509Certificate>) CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    }

    private static String renewalId(X509Certificate certificate) {
        var value = org.bouncycastle.asn1.ASN1OctetString.getInstance(certificate.getExtensionValue("2.5.29.35"));
        var issuer = org.bouncycastle.asn1.x509.AuthorityKeyIdentifier.getInstance(value.getOctets());
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(issuer.getKeyIdentifierOctets()) + "."
                + encoder.encodeToString(certificate.getSerialNumber().toByteArray());
    }
}
