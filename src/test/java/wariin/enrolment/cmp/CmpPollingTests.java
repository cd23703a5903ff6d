package wariin.enrolment.cmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.util.ReflectionTestUtils;
import wariin.Wariin;
import wariin.enrolment.Command;
import wariin.enrolment.ProgramDesk;
import wariin.enrolment.ProgramsTest;
import wariin.enrolment.Protocol;
import wariin.identity.Consent;
import wariin.keys.AuthorityKeys;
import wariin.ra.ApprovalOutcome;
import wariin.ra.Registration;
import wariin.ra.RequestOutcome;
import wariin.ra.request.RequestId;

/// OpenSSL's CMP client waits for a certificate that cannot be issued yet (RFC 9483, 4.4): for a key that comes back,
/// for officers, and across servers. The desk's rounds are those of the platform, one a minute.
@ProgramsTest
@Tag("heavy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CmpPollingTests {
    @Autowired
    ProgramDesk desks;

    @Autowired
    Registration registration;

    @Autowired
    AuthorityKeys authorities;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    ConfigurableEnvironment environment;

    @Value("${wariin.base-url}")
    String baseUrl;

    @TempDir
    Path folder;

    private ProgramDesk.Open desk;
    private ProgramDesk.Key key;
    private Relay relay;
    private Process client;
    private byte[] wrapped;

    @BeforeEach
    void openDesk() throws Exception {
        if (desk == null) {
            desk = desks.open("device/1", "poll.example.jp");
            key = desks.key(desk, Protocol.CMP);
        }
        relay = new Relay(baseUrl);
        assertThat(Command.run(
                                folder,
                                "openssl",
                                "genpkey",
                                "-algorithm",
                                "ec",
                                "-pkeyopt",
                                "ec_paramgen_curve:P-256",
                                "-out",
                                "device.key")
                        .status())
                .isZero();
    }

    @AfterEach
    void end() {
        keyOfTheAuthority(true);
        if (client != null) client.destroyForcibly();
        relay.close();
    }

    @Test
    void getsItFromAnotherServerWhenTheKeyIsBack() throws Exception {
        var request = waiting("one.poll.example.jp");
        age(request, Duration.ofHours(-1)); // no round takes it before the other server is there
        keyOfTheAuthority(true);
        try (var second = secondServer()) {
            relay.sendTo("http://localhost:" + second.getEnvironment().getProperty("local.server.port"));
            age(request, Duration.ofMinutes(62));

            assertThat(ended()).as(said()).isZero();
            assertThat(relay.sent()).as("a poll and the confirmation at least").isGreaterThanOrEqualTo(2);
        }

        assertThat(certificate()).contains("DNS:one.poll.example.jp");
        assertThat(state(request)).isEqualTo("DONE");
        assertThat(sql.queryForList(
                        "select kind from journal_entry where subject = ?", String.class, request.toString()))
                .contains("program-request-waits", "program-request-issued");
    }

    @Test
    void getsItWhenOfficersHaveApproved() throws Exception {
        var request = waiting("two.poll.example.jp");
        var again = asking("two.poll.example.jp", "again.pem", "said-again");
        keyOfTheAuthority(true);
        brought(request);

        var id = new RequestId(request);
        var ballot = registration.ballot(desk.officer(), List.of(id)).orElseThrow();
        var proof = new Consent.Passkey(desk.browser().sign(ballot.passkeyOptions()));
        assertThat(registration.approve(desk.officer(), ballot.sha256(), proof))
                .isInstanceOf(ApprovalOutcome.Approved.class);

        assertThat(ended()).as(said()).isZero();
        assertThat(certificate()).contains("DNS:two.poll.example.jp");
        assertThat(again.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("again.pem")))
                .as("who asks twice gets one certificate")
                .isEqualTo(Files.readString(folder.resolve("device.pem")));
    }

    @Test
    void isToldWhenOfficersRefused() throws Exception {
        var request = waiting("three.poll.example.jp");
        keyOfTheAuthority(true);
        brought(request);

        assertThat(registration.refuse(desk.officer(), new RequestId(request), "Not this one"))
                .isInstanceOf(RequestOutcome.Done.class);

        assertThat(ended()).isNotZero();
        assertThat(said()).contains("The desk did not approve it");
        assertThat(state(request)).isEqualTo("DONE");
    }

    /// The client has asked, and was told to wait.
    private UUID waiting(String host) throws Exception {
        keyOfTheAuthority(false);
        client = asking(host, "device.pem", "said");
        for (var n = 0; n < 100; n++) {
            var found = sql.queryForList(
                    "select request from enrolment_cmp_transaction where key_id = ? and state = 'WAITING'",
                    UUID.class,
                    key.key().id());
            if (!found.isEmpty()) return found.getFirst();
            assertThat(client.waitFor(300, TimeUnit.MILLISECONDS)).as(said()).isFalse();
        }
        throw new AssertionError("Nothing waits: " + said());
    }

    private Process asking(String host, String to, String output) throws Exception {
        var command = new ArrayList<>(List.of("openssl", "cmp", "-config", "", "-server"));
        command.addAll(List.of(relay.address() + "/.well-known/cmp", "-recipient", "/CN=CMP Server"));
        command.addAll(List.of("-total_timeout", "280", "-cmd", "ir", "-verbosity", "7"));
        command.addAll(List.of("-ref", key.key().id(), "-secret", "pass:" + key.secret()));
        command.addAll(List.of("-newkey", "device.key", "-subject", "/CN=" + host, "-sans", host));
        command.addAll(List.of("-certout", to));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(output).toFile())
                .start();
    }

    /// What could not be issued for a quarter of an hour comes before the officers.
    private void brought(UUID request) throws Exception {
        age(request, Duration.ofMinutes(20));
        for (var n = 0; n < 100; n++) {
            var state = sql.queryForObject("select state from ra_request where id = ?", String.class, request);
            if (state.equals("CHECKED")) return;
            TimeUnit.SECONDS.sleep(1);
        }
        throw new AssertionError("The request never came before the officers");
    }

    private void age(UUID request, Duration by) {
        sql.update(
                "update ra_request set begun_at = begun_at - make_interval(secs => ?) where id = ?",
                by.toSeconds(),
                request);
    }

    private int ended() throws Exception {
        assertThat(client.waitFor(280, TimeUnit.SECONDS)).as(said()).isTrue();
        return client.exitValue();
    }

    private String said() throws Exception {
        return Files.readString(folder.resolve("said"));
    }

    private String certificate() {
        return Command.run(folder, "openssl", "x509", "-in", "device.pem", "-noout", "-ext", "subjectAltName")
                .output();
    }

    private String state(UUID request) {
        return sql.queryForObject(
                "select state from enrolment_cmp_transaction where request = ?", String.class, request);
    }

    /// As if it could not be opened now, at any server.
    private void keyOfTheAuthority(boolean usable) {
        if (wrapped == null) {
            wrapped = sql.queryForObject("select wrapped from keys_key where purpose = 'ca:device'", byte[].class);
        }
        var stored = wrapped.clone();
        if (!usable) stored[stored.length - 1] ^= 1;
        sql.update("update keys_key set wrapped = ? where purpose = 'ca:device'", stored);
        ((Map<?, ?>) ReflectionTestUtils.getField(authorities, "ready")).clear();
    }

    /// Another one of the same installation: database, data folder and passphrase are the same.
    private ConfigurableApplicationContext secondServer() {
        var settings = new HashMap<String, Object>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof MapPropertySource map && map.getName().equals("test-database")) {
                for (var name : map.getPropertyNames()) settings.put(name, map.getProperty(name));
            }
        }
        settings.put("server.port", 0);
        var arguments = settings.entrySet().stream()
                .map(one -> "--" + one.getKey() + "=" + one.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(Wariin.class).run(arguments);
    }
}
