package wariin.assessment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// What is kept of a decision, as a file that anybody can verify without us.
@Service
public class DecisionArchive {

    private static final String README = """
            Each vote-N.txt is what a decider signed; vote-N.json is the proof (WebAuthn Level 3, 7.2).

            1. sha256sum vote-N.txt gives "challenge" (in hex); the same bytes in base64url stand as "challenge" in
               clientDataJson (base64).
            2. SHA-256 of clientDataJson, after authenticatorData, is what "signature" signs with "publicKey" (an X.509
               SubjectPublicKeyInfo). Bit 2 of byte 32 of authenticatorData says that the person was verified.
            3. The text names the SHA-256 of report-N.txt and of application.json: both files are here.
            A vote with PIN and code has no signature; its "totpStep" says which code was used up.

            vote-N.txt は決定者が署名した文書、vote-N.json はその証拠です。上の三つの手順でどこででも検証できます。
            """;

    private final Decisions decisions;
    private final Reports reports;
    private final JsonMapper json;

    DecisionArchive(Decisions decisions, Reports reports, JsonMapper json) {
        this.decisions = decisions;
        this.reports = reports;
        this.json = json;
    }

    /// Empty while nobody has voted, or for who may not read the deliberation.
    public Optional<byte[]> of(CaseView view) {
        var votes = decisions.votes(view);
        if (votes.isEmpty()) return Optional.empty();
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "README.txt", README);
            put(zip, "application.json", decisions.application(view.item()));
            for (var report : reports.of(view.item())) {
                var text = report.text();
                if (text != null) put(zip, "report-" + report.number() + ".txt", text);
            }
            var number = 0;
            for (var vote : votes) {
                number++;
                put(zip, "vote-" + number + ".txt", vote.text());
                put(zip, "vote-" + number + ".json", proof(vote));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Optional.of(bytes.toByteArray());
    }

    private String proof(Vote vote) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("challenge", DecisionText.hex(vote.challenge()));
        fields.put("votedAt", vote.at().toString());
        var proof = vote.assertion();
        if (proof == null) {
            fields.put("method", "pin-and-totp");
            fields.put("totpStep", vote.totpStep());
        } else {
            var base64 = Base64.getEncoder();
            fields.put("method", "passkey");
            fields.put("credentialId", proof.credentialId());
            fields.put("publicKey", base64.encodeToString(proof.publicKey()));
            fields.put("clientDataJson", base64.encodeToString(proof.clientDataJson()));
            fields.put("authenticatorData", base64.encodeToString(proof.authenticatorData()));
            fields.put("signature", base64.encodeToString(proof.signature()));
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(fields);
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
