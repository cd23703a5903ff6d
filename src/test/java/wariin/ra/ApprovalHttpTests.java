package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wariin.contract.OneTimeCode;
import wariin.database.DatabaseTest;
import wariin.identity.Person;
import wariin.identity.PinAndTotp;
import wariin.ra.DeskFixture.Somebody;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;

/// Approvals over HTTP: by PIN and one-time code, and what an auditor can verify of those by passkey.
@DatabaseTest
@Import(DeskFixture.class)
class ApprovalHttpTests {

    private static final String PIN = "739154";

    @Autowired
    DeskFixture fixture;

    @Autowired
    PinAndTotp pins;

    @Autowired
    JsonMapper json;

    @Autowired
    Clock clock;

    @TempDir
    Path folder;

    private DeskWorld world;
    private String here;
    private String secret;

    @BeforeEach
    void setAPin() {
        world = new DeskWorld(fixture);
        here = "/desk/" + world.desk.id();
        secret = pins.pendingSecret(world.ben.id()).orElseThrow().base32();
    }

    @Test
    void takesPinAndCodeOnceAndForThisBodyOnly() {
        var request = world.checked();
        var second = world.checked();
        var ballot = ballot(world.ben, request);
        assertRefused(approve(world.ben, ballot, PIN, code(0)), "no-factor");
        pins.enrol(world.ben.id(), PIN, null, code(-1));
        assertThat(ballot(world.ben, request).path("pin").asBoolean()).isTrue();

        // Wrong PIN, wrong code, nothing at all: no approval, and the ballot can still be used.
        ballot = ballot(world.ben, request);
        assertRefused(approve(world.ben, ballot, "111111", code(0)), "wrong-proof");
        assertRefused(approve(world.ben, ballot, PIN, "000000".equals(code(0)) ? "000001" : "000000"), "wrong-proof");
        assertRefused(approve(world.ben, ballot, "", ""), "wrong-proof");
        assertThat(fixture.requests.find(request).orElseThrow().approvals()).isZero();
        // It was put before Ben; Chie cannot sign it for him, and a stranger learns nothing.
        assertRefused(approve(world.chie, ballot, PIN, code(0)), "ballot-unknown");
        assertThat(approve(new DeskWorld(fixture).anna, ballot, PIN, code(0)).status())
                .isEqualTo(404);

        var used = code(0);
        assertThat(approve(world.ben, ballot, PIN, used).status()).isEqualTo(200);
        assertThat(fixture.requests.find(request).orElseThrow().approvals()).isEqualTo(1);
        // Neither the ballot nor the code counts again.
        assertRefused(approve(world.ben, ballot, PIN, used), "ballot-unknown");
        assertRefused(approve(world.ben, ballot(world.ben, second), PIN, used), "wrong-proof");
        assertThat(fixture.requests.find(second).orElseThrow().approvals()).isZero();

        // The body was made anew between the text and the signature.
        var old = ballot(world.ben, second);
        fixture.registration.check(world.chie.user(), second);
        assertRefused(approve(world.ben, old, PIN, code(1)), "body-changed");
        assertThat(fixture.requests.find(second).orElseThrow().approvals()).isZero();
    }

    @Test
    void issuesByOnePinAndOnePasskeyAndSaysWhichCanBeVerifiedAgain() {
        var request = world.checked();
        pins.enrol(world.ben.id(), PIN, null, code(-1));
        assertThat(approve(world.ben, ballot(world.ben, request), PIN, code(0)).status())
                .isEqualTo(200);
        assertThat(signed(world.chie, request).status()).isEqualTo(200);

        assertThat(fixture.requests.find(request).orElseThrow().state()).isEqualTo(RequestState.ISSUED);
        var page = web(world.ben).get(here + "/requests/" + request).body();
        assertThat(page)
                .contains("Approvals verified again: 1 of 2.", "by PIN and code: nothing is left to verify")
                .doesNotContain("??");
        var file = file(request);
        assertThat(file.path("approvals").get(0).path("method").asString()).isEqualTo("pin-and-code");
        assertThat(file.path("approvals").get(0).path("signature").asString("")).isEmpty();
    }

    @Test
    void letsAnAuditorVerifyApprovalsWithOpenssl() throws Exception {
        var request = world.checked();
        signed(world.ben, request);
        signed(world.chie, request);
        assertThat(web(world.anna).get(here + "/requests/" + request).body())
                .contains("Approvals verified again: 2 of 2.");
        assertThat(web(world.anna)
                        .get(here + "/requests/" + request + "?lang=ja")
                        .body())
                .contains("承認を再検証しました：2件中2件");
        for (var stranger : new Somebody[] {new DeskWorld(fixture).anna, world.registrar, world.owner}) {
            assertThat(web(stranger)
                            .get(here + "/requests/" + request + "/approvals.json")
                            .status())
                    .isEqualTo(404);
        }

        var file = file(request);
        var body = file.path("bodySha256").asString();
        assertThat(file.path("approvals")).hasSize(2);
        for (var one : file.path("approvals")) {
            // 1. The text names the request and the body, and this is its hash.
            write("text.txt", one.path("text").asString().getBytes(StandardCharsets.UTF_8));
            assertThat(one.path("text").asString()).contains(request + " mail-sponsor/1 ", " body " + body);
            var hash = openssl("dgst", "-sha256", "-r", path("text.txt")).substring(0, 64);
            assertThat(hash).isEqualTo(one.path("textSha256").asString());
            // 2. The browser asked the passkey for exactly this hash.
            var client = bytes(one, "clientDataJson");
            var challenge = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(java.util.HexFormat.of().parseHex(hash));
            assertThat(json.readTree(client).path("challenge").asString()).isEqualTo(challenge);
            // 3. What was signed: the authenticator's data and the hash of the browser's.
            write("client.json", client);
            var clientHash =
                    openssl("dgst", "-sha256", "-r", path("client.json")).substring(0, 64);
            var signed = java.util.HexFormat.of().formatHex(bytes(one, "authenticatorData")) + clientHash;
            assertThat(java.util.HexFormat.of().formatHex(bytes(one, "signed"))).isEqualTo(signed);
            write("signed.bin", bytes(one, "signed"));
            write("signature.bin", bytes(one, "signature"));
            write("key.pem", one.path("publicKey").asString().getBytes(StandardCharsets.US_ASCII));
            assertThat(openssl(
                            "dgst",
                            "-sha256",
                            "-verify",
                            path("key.pem"),
                            "-signature",
                            path("signature.bin"),
                            path("signed.bin")))
                    .contains("Verified OK");
            assertThat(one.path("verifiedAgain").asString()).isEqualTo("verified");
        }
        // 4. The certificate has the body that they approved.
        write("certificate.pem", file.path("certificate").asString().getBytes(StandardCharsets.US_ASCII));
        openssl("asn1parse", "-in", path("certificate.pem"), "-strparse", "4", "-noout", "-out", path("body.der"));
        assertThat(openssl("dgst", "-sha256", "-r", path("body.der"))).startsWith(body);
    }

    private JsonNode file(RequestId request) {
        var answer = web(world.anna).get(here + "/requests/" + request + "/approvals.json");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private JsonNode ballot(Somebody officer, RequestId request) {
        var answer = web(officer).postJson(here + "/ballot", "{\"requests\":[\"" + request + "\"]}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private Person.Answer approve(Somebody officer, JsonNode ballot, String pin, String code) {
        var proof = "{\"sha256\":\"%s\",\"pin\":\"%s\",\"totp\":\"%s\"}";
        return web(officer)
                .postJson(
                        here + "/approvals",
                        proof.formatted(ballot.path("sha256").asString(), pin, code));
    }

    private Person.Answer signed(Somebody officer, RequestId request) {
        var ballot = ballot(officer, request);
        var assertion = officer.browser().sign(ballot.path("passkey").toString());
        return web(officer)
                .postJson(
                        here + "/approvals",
                        "{\"sha256\":\"" + ballot.path("sha256").asString() + "\",\"passkey\":" + assertion + "}");
    }

    private static void assertRefused(Person.Answer answer, String kind) {
        assertThat(answer.status()).as(answer.body()).isIn(403, 422);
        assertThat(answer.body()).contains("urn:wariin:problem:" + kind);
    }

    /// What the authenticator application shows so many steps of 30 seconds from now.
    private String code(int steps) {
        try {
            return OneTimeCode.of(secret, clock.instant().plusSeconds(30L * steps));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Person web(Somebody somebody) {
        return somebody.browser().person();
    }

    private static byte[] bytes(JsonNode one, String field) {
        return Base64.getDecoder().decode(one.path(field).asString());
    }

    private void write(String name, byte[] bytes) throws Exception {
        Files.write(folder.resolve(name), bytes);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String openssl(String... arguments) throws Exception {
        var command = new java.util.ArrayList<>(java.util.List.of("openssl"));
        command.addAll(java.util.List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(told).isZero();
        return told;
    }
}
