package wariin.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wariin.keys.OfflineKey;
import wariin.x509.CertificateStatus;
import wariin.x509.Der;
import wariin.x509.DerReader;
import wariin.x509.KeyIdentifier;
import wariin.x509.SerialNumber;
import wariin.x509.SignatureAlgorithm;
import wariin.x509.StatusAnswer;
import wariin.x509.StatusRequest.CertificateId;

/// `./wariin pki lint` on lists and answers that are good, and on those that are spoiled.
class PkiLintTests {
    private static final Instant NOW = Instant.parse("2027-01-15T09:00:00Z");

    @TempDir
    static Path folder;

    private static X509Certificate root;
    private static OfflineKey key;
    private static byte[] list;

    @BeforeAll
    static void makeARoot() throws IOException {
        var anna = Files.writeString(folder.resolve("anna"), "the first passphrase");
        var ben = Files.writeString(folder.resolve("ben"), "the second passphrase");
        var words = List.of(
                "ceremony",
                "docs/ceremony/root-p384.json",
                "--dir",
                folder.toString(),
                "--passphrase-file",
                anna.toString(),
                "--passphrase-file",
                ben.toString(),
                "--present",
                "Anna",
                "--present",
                "Ben",
                "--yes");
        assertThat(run(new TypedTerminal(), words)).isZero();
        root = new CeremonyFolder(folder).certificate("root").orElseThrow();
        list = Files.readAllBytes(folder.resolve("certificates/root.crl"));
        key = OfflineKey.open(
                folder.resolve("root.key"),
                "the first passphrase".toCharArray(),
                "the second passphrase".toCharArray());
    }

    @AfterAll
    static void closeTheKey() {
        key.close();
    }

    @Test
    void findsNothingInAGoodListAndAGoodAnswer() throws IOException {
        Files.write(folder.resolve("pem.crl"), PkiFile.pem("X509 CRL", list));

        assertThat(lint(0, "certificates/root.crl", "pem.crl", answer(root, Duration.ofDays(3))))
                .contains("pem.crl: no findings", "answer.ocsp: no findings");
    }

    @Test
    void saysWhatIsWrongWithASpoiledList() throws IOException {
        assertThat(lint(1, spoiled(0, Der.integer(0)))).contains("list-version: The version is not 2 (RFC 5280");
        assertThat(lint(1, spoiled(0, new byte[0]))).contains("list-version: ");
        assertThat(lint(1, spoiled(1, SignatureAlgorithm.RSA_SHA256.identifier())))
                .contains("algorithm: ");
        assertThat(lint(1, spoiled(4, Der.time(NOW.plus(Duration.ofDays(400))))))
                .contains("update-too-late: ");
        assertThat(lint(1, spoiled(4, Der.time(NOW.minusSeconds(1))))).contains("update-reversed: ");
        assertThat(lint(1, spoiled(4, new byte[0]))).contains("update-missing: ");
        assertThat(lint(1, spoiled(5, Der.of(Der.CONTEXT, Der.sequence()))))
                .contains("extension-missing: An extension is missing: cRLNumber (RFC 5280, 4.2)");
        var twice = entry(7);
        assertThat(lint(1, inserted(Der.sequence(twice, twice)))).contains("entry-twice: ");
        assertThat(lint(1, inserted(Der.sequence()))).contains("entries-empty: ");
    }

    @Test
    void seesThatASignatureOrAnIssuerIsWrong() throws IOException {
        var changed = list.clone();
        changed[changed.length - 1] ^= 1;
        Files.write(folder.resolve("changed.crl"), changed);
        assertThat(lint(1, "changed.crl")).contains("signature: The signature does not verify");

        var alone = run("lint", folder.resolve("certificates/root.crl").toString());
        assertThat(alone).contains("issuer-missing: ", "exit 1");
        Files.writeString(folder.resolve("note.txt"), "no list at all");
        assertThat(lint(2, "note.txt", "changed.crl")).contains("note.txt: It cannot be read", "signature: ");
        assertThat(lint(2, "nothing.crl")).contains("nothing.crl: It cannot be read");
    }

    @Test
    void looksAtThePartOfAListThatItIs() throws IOException {
        var place = "http://pki.example/pki/root/3.crl";
        var number = Der.extension("2.5.29.20", false, Der.integer(5));
        var named =
                Der.extension("2.5.29.35", false, Der.sequence(Der.of(0x80, KeyIdentifier.of(root.getPublicKey()))));
        var name = Der.of(Der.CONTEXT, Der.of(Der.CONTEXT, Der.of(0x86, place.getBytes())));
        var part = spoiled(
                "part.crl",
                5,
                Der.of(Der.CONTEXT, Der.sequence(named, number, Der.extension("2.5.29.28", true, Der.sequence(name)))));
        assertThat(lint(0, part, "--shards", "4")).contains("part.crl: no findings");

        var soft = spoiled(
                "soft.crl",
                5,
                Der.of(
                        Der.CONTEXT,
                        Der.sequence(named, number, Der.extension("2.5.29.28", false, Der.sequence(name)))));
        assertThat(lint(1, soft)).contains("extension-critical: ");
        var fields = fields();
        fields.set(
                5,
                Der.of(Der.CONTEXT, Der.sequence(named, number, Der.extension("2.5.29.28", true, Der.sequence(name)))));
        fields.add(5, Der.sequence(entry(6)));
        Files.write(folder.resolve("wrong-part.crl"), signed(fields));
        assertThat(lint(0, "wrong-part.crl")).contains("no findings");
        assertThat(lint(1, "wrong-part.crl", "--shards", "4")).contains("entry-shard: ");
    }

    @Test
    void saysWhatIsWrongWithAnAnswer() throws IOException {
        assertThat(lint(1, answer(root, Duration.ofDays(30)))).contains("update-too-late: ");
        var whole = Files.readAllBytes(folder.resolve(answer(root, Duration.ofDays(3))));
        var at = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("20270115090000Z");
        whole[at + 13] = '1';
        Files.write(folder.resolve("changed.ocsp"), whole);
        assertThat(lint(1, "changed.ocsp")).contains("signature: ");
        Files.write(folder.resolve("later.ocsp"), StatusAnswer.Refusal.TRY_LATER.encoded());
        assertThat(lint(1, "later.ocsp")).contains("no-status: ");
        var alone = run("lint", folder.resolve(answer(root, Duration.ofDays(3))).toString());
        assertThat(alone).contains("signer-unknown: ", "exit 1");
    }

    @Test
    void saysItInJapaneseToo() throws IOException {
        assertThat(lint(1, spoiled(0, Der.integer(0)), "--lang", "ja"))
                .contains("list-version: 失効リストのバージョンが2ではありません (RFC 5280, 5.1.2.1)", "指摘はありません");
        assertThat(run("lint", folder.resolve("certificates/root.crl").toString(), "--lang", "ja"))
                .contains("issuer-missing: 発行者の証明書が");
        assertThat(run("lint", "--lang", "fr", "x")).contains("--lang is ja or en", "exit 1");
    }

    private String lint(int expected, String... words) {
        var all = new ArrayList<>(
                List.of("lint", folder.resolve("certificates/root.pem").toString()));
        for (var word : words)
            all.add(word.matches("[a-z/-]+\\.[a-z]{3,4}") ? folder.resolve(word).toString() : word);
        var said = run(all.toArray(String[]::new));
        assertThat(said).endsWith("exit " + expected);
        return said;
    }

    private String run(String... words) {
        var terminal = new TypedTerminal();
        var code = run(terminal, List.of(words));
        return terminal.text() + "\nexit " + code;
    }

    private static int run(TypedTerminal terminal, List<String> words) {
        return new CeremonyCommand(terminal, new SecureRandom(), Clock.fixed(NOW, ZoneOffset.UTC)).execute(words);
    }

    /// The good list with another field, signed.
    private String spoiled(int field, byte[] value) throws IOException {
        return spoiled("spoiled.crl", field, value);
    }

    private String spoiled(String name, int field, byte[] value) throws IOException {
        var fields = fields();
        fields.set(field, value);
        Files.write(folder.resolve(name), signed(fields));
        return name;
    }

    private String inserted(byte[] entries) throws IOException {
        var fields = fields();
        fields.add(5, entries);
        Files.write(folder.resolve("inserted.crl"), signed(fields));
        return "inserted.crl";
    }

    private List<byte[]> fields() {
        var body = DerReader.over(list).into(Der.SEQUENCE).into(Der.SEQUENCE);
        var fields = new ArrayList<byte[]>();
        while (body.hasMore()) fields.add(body.element());
        return fields;
    }

    private byte[] signed(List<byte[]> fields) {
        var body = Der.sequence(fields.stream().flatMap(Stream::of).toArray(byte[][]::new));
        return Der.sequence(body, SignatureAlgorithm.ECDSA_SHA384.identifier(), Der.bits(key.sign(body)));
    }

    private String answer(X509Certificate signer, Duration until) throws IOException {
        var id = CertificateId.of(
                "SHA-1",
                signer.getSubjectX500Principal().getEncoded(),
                new byte[20],
                new SerialNumber(signer.getSerialNumber()));
        var answer = new StatusAnswer(
                List.of(new StatusAnswer.Single(id, new CertificateStatus.Good())),
                NOW,
                NOW.plus(until),
                Optional.of(new byte[16]));
        Files.write(folder.resolve("answer.ocsp"), answer.signedBy(signer, key::sign));
        return "answer.ocsp";
    }

    private static byte[] entry(int low) {
        var serial = java.math.BigInteger.ONE.shiftLeft(158).add(java.math.BigInteger.valueOf(low));
        return Der.sequence(Der.integer(serial), Der.time(NOW));
    }
}
