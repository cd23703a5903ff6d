package wariin.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import wariin.Wariin;
import wariin.ca.CertificationAuthority;
import wariin.ca.application.CertificateApplication;
import wariin.ca.application.IssuancePermit;
import wariin.ca.application.PreparedCertificate;
import wariin.ca.application.PreparedOutcome;
import wariin.ca.authority.AssuranceLevel;
import wariin.ca.authority.PolicyArc;
import wariin.ca.revocation.RevocationReason;
import wariin.journal.Journal;
import wariin.x509.CertificateProfile;
import wariin.x509.DistinguishedName;
import wariin.x509.SerialNumber;

/// A platform that issues, and revokes one in eight, from many sides until somebody kills it. At its start it judges
/// what the killing before has left, and asks again for everything that nobody had an answer to. Arguments: data
/// folder, folder of notes, port.
final class KilledIssuer {
    private static final int CALLERS = 16;
    private static final String START = "START";

    private final CertificationAuthority authority;
    private final JdbcClient jdbc;
    private final FileChannel notes;

    private KilledIssuer(CertificationAuthority authority, JdbcClient jdbc, FileChannel notes) {
        this.authority = authority;
        this.jdbc = jdbc;
        this.notes = notes;
    }

    public static void main(String[] arguments) throws Exception {
        var file = Path.of(arguments[1]);
        var platform = SpringApplication.run(
                Wariin.class,
                "--wariin.data=" + arguments[0],
                "--wariin.keys.passphrase=crash course, not a secret",
                "--wariin.base-url=http://localhost:" + arguments[2],
                "--server.port=" + arguments[2],
                "--logging.level.wariin=warn");
        var before = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        try (var notes = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var issuer = new KilledIssuer(
                    platform.getBean(CertificationAuthority.class), platform.getBean(JdbcClient.class), notes);
            issuer.note("\n"); // a kill may have cut the last line off
            issuer.judge(before);
            var journal = platform.getBean(Journal.class);
            journal.integrate();
            var check = journal.check();
            if (!check.whole()) System.out.println("VIOLATION the log: " + check);
            System.out.println("READY");
            issuer.issueForEver();
        }
    }

    private void judge(List<String> lines) {
        var begun = new HashMap<String, PreparedCertificate>();
        var issued = new HashMap<String, String>();
        var numbers = new HashMap<String, Long>();
        for (var line : lines) {
            var words = line.split(" ");
            if (words[0].equals("BEGUN") && words.length == 9) begun.put(words[1], prepared(words));
            if (words[0].equals("ISSUED") && words.length == 4) issued.put(words[1], words[2]);
            if (words[0].equals("LIST") && words.length == 4) numbers.put(words[1], Long.valueOf(words[2]));
        }
        IssuanceConsistency.violations(jdbc).forEach(violation -> System.out.println("VIOLATION " + violation));
        var there = IssuanceConsistency.certificates(jdbc);
        issued.forEach((serial, sha256) -> {
            if (!sha256.equals(there.get(serial))) System.out.println("LOST " + serial);
        });
        for (var serial : sinceTheLastStart(lines)) {
            var found = authority.find(SerialNumber.of(serial)).map(IssuanceConsistency::sha256);
            if (!found.equals(java.util.Optional.of(issued.get(serial)))) System.out.println("LOST " + serial);
        }
        var left = IssuanceConsistency.intents(jdbc);
        var again = 0;
        for (var one : begun.values()) {
            if (issued.containsKey(one.serial().toString())) continue;
            var certificate = authority.issue(one, new Permit(one));
            if (!SerialNumber.of(certificate).equals(one.serial())) System.out.println("VIOLATION another serial");
            note("ISSUED " + one.serial() + " " + IssuanceConsistency.sha256(certificate) + " .\n");
            again++;
        }
        if (IssuanceConsistency.intents(jdbc) > 0) System.out.println("VIOLATION an intent that nobody asks for");
        IssuanceConsistency.violations(jdbc).forEach(violation -> System.out.println("VIOLATION " + violation));
        for (var entry : IssuanceConsistency.listNumbers(jdbc).entrySet()) {
            var known = numbers.get(entry.getKey());
            if (known != null && entry.getValue() < known) System.out.println("VIOLATION a list went back: " + entry);
            note("LIST " + entry.getKey() + " " + entry.getValue() + " .\n");
        }
        note(START + "\n");
        System.out.println("JUDGED " + issued.size() + " acknowledged, " + left + " intents left, " + again
                + " asked for again, " + IssuanceConsistency.count(jdbc) + " certificates");
    }

    /// What was acknowledged since then is asked of the authority itself, one by one.
    private static List<String> sinceTheLastStart(List<String> lines) {
        return lines.subList(lines.lastIndexOf(START) + 1, lines.size()).stream()
                .map(line -> line.split(" "))
                .filter(words -> words[0].equals("ISSUED") && words.length == 4)
                .map(words -> words[1])
                .toList();
    }

    private void issueForEver() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        var threads = new java.util.ArrayList<Thread>();
        for (var n = 0; n < CALLERS; n++) threads.add(Thread.startVirtualThread(() -> issueForEver(generator)));
        for (var thread : threads) thread.join();
    }

    private void issueForEver(KeyPairGenerator generator) {
        for (var n = 0; ; n++) {
            java.security.PublicKey key;
            synchronized (generator) {
                key = generator.generateKeyPair().getPublic();
            }
            var subject = new DistinguishedName("JP", "株式会社 割印商事", "NTRJP-7000012050002", "山田 花子", "W1")
                    .withPerson("花子", "山田");
            var application = new CertificateApplication(
                    CertificateProfile.PERSON,
                    key,
                    subject,
                    List.of(),
                    Duration.ofDays(365),
                    PolicyArc.RELEASED.of(AssuranceLevel.OPERATOR_CHECKED),
                    UUID.randomUUID().toString());
            var body = ((PreparedOutcome.Prepared) authority.prepare(application)).certificate();
            note(line(body));
            var certificate = authority.issue(body, new Permit(body));
            note("ISSUED " + body.serial() + " " + IssuanceConsistency.sha256(certificate) + " .\n");
            if (n % 8 == 0) authority.revoke(body.serial(), RevocationReason.SUPERSEDED, "crash");
        }
    }

    private static String line(PreparedCertificate body) {
        return String.join(
                        " ",
                        "BEGUN",
                        body.serial().toString(),
                        body.issuer(),
                        body.profile(),
                        body.holder(),
                        Base64.getEncoder().encodeToString(body.toBeSigned()),
                        body.notBefore().toString(),
                        body.notAfter().toString(),
                        ".")
                + "\n";
    }

    private static PreparedCertificate prepared(String[] words) {
        return new PreparedCertificate(
                SerialNumber.of(words[1]),
                words[2],
                words[3],
                words[4],
                Base64.getDecoder().decode(words[5]),
                Instant.parse(words[6]),
                Instant.parse(words[7]));
    }

    /// A process that is killed has handed its words to the system by then: no force is needed here.
    private void note(String line) {
        try {
            notes.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static final class Permit extends IssuancePermit {
        Permit(PreparedCertificate body) {
            super(body.sha256(), "crash", Map.of());
        }
    }
}
