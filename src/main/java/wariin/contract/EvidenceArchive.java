package wariin.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wariin.contract.IncrementRegister.Stored;
import wariin.contract.ProofRegister.Kind;
import wariin.identity.CurrentUser;
import wariin.journal.JournalEntry;
import wariin.merkle.TreeHash;
import wariin.signing.ActivationEvidence;
import wariin.validation.Anchor;

/// Writes the evidence of one concluded contract as a ZIP file, entry by entry.
final class EvidenceArchive {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ContractEvidence.Sources sources;
    private final CurrentUser me;
    private final Contract contract;

    EvidenceArchive(ContractEvidence.Sources sources, CurrentUser me, Contract contract) {
        this.sources = sources;
        this.me = me;
        this.contract = contract;
    }

    void writeTo(OutputStream out) throws IOException {
        try (var zip = new ZipOutputStream(out, UTF_8)) {
            put(zip, "README.txt", EvidenceReadme.TEXT.getBytes(UTF_8));
            document(zip);
            put(zip, "index.json", JSON.writeValueAsBytes(index()));
            put(zip, "index.csv", csv().getBytes(UTF_8));
            log(zip);
            put(zip, "root.pem", pem(sources.anchors().own()));
            put(zip, "anchors.pem", pem(sources.anchors().trust().anchors()));
            for (var increment : sources.registers().increments().of(contract.id(), contract.head())) {
                if (increment.authorization() != null) act(zip, increment);
            }
            var report = sources.verdicts().of(me, contract).flatMap(found -> found.reports());
            if (report.isPresent())
                put(zip, "validation-report.xml", report.get().etsi().getBytes(UTF_8));
        }
    }

    private void document(ZipOutputStream zip) throws IOException {
        var content = sources.files().concluded(me, contract.id()).orElseThrow();
        zip.putNextEntry(new ZipEntry("contract.pdf"));
        try (var in = content.open()) {
            in.transferTo(zip);
        }
        zip.closeEntry();
    }

    private void log(ZipOutputStream zip) throws IOException {
        var entries = new ArrayList<Map<String, Object>>();
        for (var entry : sources.journal().about(contract.id().toString())) {
            entries.add(entry(entry));
        }
        put(zip, "entries.json", JSON.writeValueAsBytes(entries));
        put(zip, "checkpoint.txt", sources.journal().checkpoint().getBytes(UTF_8));
        put(zip, "log-key.txt", (sources.journal().publicKey() + "\n").getBytes(UTF_8));
    }

    /// What was recorded, the public leaf, and the way from the leaf to the signed root.
    private Map<String, Object> entry(JournalEntry entry) {
        var said = new LinkedHashMap<String, Object>();
        said.put("at", entry.at().toString());
        said.put("kind", entry.act().kind());
        said.put("actor", entry.act().actor());
        said.put("facts", entry.act().facts());
        said.put("leafHash", entry.id().toString());
        sources.journal().inclusion(entry.id()).ifPresent(inclusion -> {
            said.put("leaf", new String(inclusion.leaf(), UTF_8));
            said.put("index", inclusion.proof().index());
            said.put("treeSize", inclusion.proof().size());
            said.put(
                    "path",
                    inclusion.proof().path().stream().map(TreeHash::toString).toList());
            said.put("checkpoint", inclusion.checkpoint());
        });
        return said;
    }

    private void act(ZipOutputStream zip, Stored increment) throws IOException {
        var signer = contract.parties().stream()
                .filter(party -> party.id().value().equals(increment.party()))
                .findFirst()
                .orElseThrow();
        var folder = "signature-" + (increment.revision() - 1) + "/";
        var authorization = sources.signatures().find(increment.act()).orElseThrow();
        var evidence = sources.signatures().evidenceOf(increment.act()).orElseThrow();
        put(
                zip,
                folder + "activation.json",
                JSON.writeValueAsBytes(
                        activation(signer, evidence, authorization.data().hashToSign())));
        put(zip, folder + "activation-data.bin", evidence.activationData());
        var passkey = evidence.passkey();
        if (passkey.isPresent()) {
            put(zip, folder + "client-data.json", passkey.get().clientDataJson());
            put(zip, folder + "authenticator-data.bin", passkey.get().authenticatorData());
            put(zip, folder + "assertion.sig", passkey.get().signature());
            put(zip, folder + "passkey.pem", pem("PUBLIC KEY", passkey.get().publicKey()));
        }
        for (var proof : sources.registers().proofs().of(contract.id(), increment.revision())) {
            put(zip, folder + fileName(proof.kind(), proof.number()), bytes(proof));
        }
    }

    private static Map<String, Object> activation(Party signer, ActivationEvidence evidence, byte[] hash) {
        var said = new LinkedHashMap<String, Object>();
        said.put("signer", signer.name());
        said.put("organisation", Objects.requireNonNullElse(signer.organisation(), ""));
        said.put("email", signer.email());
        said.put("signedAt", String.valueOf(signer.signedAt()));
        said.put("factor", evidence.factor().name());
        said.put("verifiedAt", evidence.verifiedAt().toString());
        said.put("authorization", evidence.authorization().toString());
        said.put("credential", evidence.credential().toString());
        said.put("hashToSign", HexFormat.of().formatHex(hash));
        said.put(
                "challenge",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(ActPreparation.sha256(evidence.activationData())));
        said.put("logEntry", evidence.journalEntry());
        if (evidence.totpStep() != null) said.put("totpStep", evidence.totpStep());
        return said;
    }

    private static String fileName(Kind kind, int number) {
        return switch (kind) {
            case SIGNATURE -> "signature-value.bin";
            case TIMESTAMP -> "timestamp.der";
            case DOCUMENT_TIMESTAMP -> "document-timestamp.der";
            case CERTIFICATE -> "certificate-" + number + ".pem";
            case OCSP -> "ocsp-" + number + ".der";
            case CRL -> "crl-" + number + ".pem";
        };
    }

    private static byte[] bytes(ProofRegister.Proof proof) {
        return switch (proof.kind()) {
            case CERTIFICATE -> pem("CERTIFICATE", proof.bytes());
            case CRL -> pem("X509 CRL", proof.bytes());
            default -> proof.bytes();
        };
    }

    /// The words by which an archive is searched (Act on Preservation of Electronic Books: date, amount,
    /// counterparty).
    private Map<String, Object> index() {
        var terms = contract.terms();
        var said = new LinkedHashMap<String, Object>();
        said.put("contract", contract.id().toString());
        said.put("title", terms.title());
        said.put("concludedAt", String.valueOf(contract.finishedAt()));
        said.put("amount", terms.amount() == null ? "" : terms.amount().toPlainString());
        said.put("currency", terms.currency());
        said.put("parties", contract.parties().stream().map(Party::title).toList());
        said.put("uploadSha256", contract.upload().hash());
        return said;
    }

    private String csv() {
        var values = List.copyOf(index().values());
        var line = new StringBuilder();
        for (var value : values) {
            var text = value instanceof List<?> list
                    ? String.join(" / ", list.stream().map(String::valueOf).toList())
                    : String.valueOf(value);
            line.append(line.isEmpty() ? "" : ",").append(cell(text));
        }
        return "\uFEFF" + String.join(",", index().keySet()) + "\r\n" + line + "\r\n";
    }

    /// A cell that no spreadsheet takes for a formula.
    private static String cell(String text) {
        var harmless = text.matches("^[=+\\-@\\t\\r].*") ? "'" + text : text;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] pem(String label, byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n").getBytes(UTF_8);
    }

    /// Each certificate under its name, as other programs take a file of trust anchors.
    private static byte[] pem(List<Anchor> anchors) {
        var all = new ByteArrayOutputStream();
        for (var anchor : anchors) {
            all.writeBytes(("# " + anchor.name() + " (SHA-256 " + anchor.sha256() + ")\n").getBytes(UTF_8));
            all.writeBytes(pem("CERTIFICATE", encoded(anchor.certificate())));
        }
        return all.toByteArray();
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
