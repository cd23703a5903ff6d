package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ContractTest
class ContractEvidenceTests {

    @Autowired
    Walk walk;

    @Autowired
    ContractEvidence evidence;

    @TempDir
    Path folder;

    @BeforeEach
    void conclude() throws Exception {
        var anna = walk.member("Anna", "A");
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.SEQUENTIAL, ben.side(Walk.place(1)))
                .id();
        assertThat(evidence.archive(anna.user(), id)).isEmpty();
        walk.sign(anna, id);
        walk.sign(ben, id);
        var out = new ByteArrayOutputStream();
        evidence.archive(ben.user(), id).orElseThrow().writeTo(out);
        unpack(out.toByteArray());
    }

    @Test
    void canBeCheckedWithPublicTools() throws Exception {
        for (var n = 1; n <= 2; n++) {
            var signature = folder.resolve("signature-" + n);
            shell("cat signature-" + n + "/certificate-*.pem > chain.pem");
            assertThat(shell("openssl ts -verify -in " + signature + "/timestamp.der -token_in -data " + signature
                            + "/signature-value.bin -CAfile root.pem -untrusted chain.pem 2>&1"))
                    .contains("Verification: OK");
            shell("openssl dgst -sha256 -binary " + signature + "/client-data.json > client.hash; cat " + signature
                    + "/authenticator-data.bin client.hash > signed.bin");
            assertThat(shell("openssl dgst -sha256 -verify " + signature + "/passkey.pem -signature " + signature
                            + "/assertion.sig signed.bin"))
                    .contains("Verified OK");
            var challenge = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sha256(Files.readAllBytes(signature.resolve("activation-data.bin"))));
            assertThat(Files.readString(signature.resolve("client-data.json"))).contains(challenge);
            assertThat(shell(
                            "openssl verify -CAfile root.pem -untrusted chain.pem " + signature + "/certificate-1.pem"))
                    .contains("OK");
        }
        assertThat(shell("pdfsig -nocert contract.pdf")).contains("Signature is Valid");
        assertThat(folder.resolve("signature-2/document-timestamp.der")).exists();
        assertThat(folder.resolve("validation-report.xml")).content().contains("ValidationReport");
        assertThat(folder.resolve("index.csv")).content().contains("Services");
    }

    @Test
    void leadsEveryEntryToTheSignedRoot() throws Exception {
        var entries = new JsonMapper().readTree(Files.readString(folder.resolve("entries.json")));

        assertThat(entries.size()).isEqualTo(7);
        for (var entry : entries) {
            var checkpoint = entry.get("checkpoint").asString().lines().toList();
            assertThat(Base64.getEncoder().encodeToString(root(entry))).isEqualTo(checkpoint.get(2));
            assertThat(entry.get("treeSize").asString()).isEqualTo(checkpoint.get(1));
        }
    }

    /// RFC 9162, 2.1.3.2, written again for the test.
    private static byte[] root(JsonNode entry) throws Exception {
        var hash = sha256(("\0" + entry.get("leaf").asString()).getBytes(StandardCharsets.UTF_8));
        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo(entry.get("leafHash").asString());
        var fn = entry.get("index").asLong();
        var sn = entry.get("treeSize").asLong() - 1;
        for (var step : entry.get("path")) {
            var other = HexFormat.of().parseHex(step.asString());
            if ((fn & 1) == 1 || fn == sn) {
                hash = node(other, hash);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                hash = node(hash, other);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return hash;
    }

    private static byte[] node(byte[] left, byte[] right) throws Exception {
        var out = new ByteArrayOutputStream();
        out.write(1);
        out.writeBytes(left);
        out.writeBytes(right);
        return sha256(out.toByteArray());
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private void unpack(byte[] zip) throws IOException {
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
    }

    private String shell(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
