package wariin.assessment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wariin.journal.JournalEntry;
import wariin.merkle.TreeHash;

/// Writes the assessment package of one case as a ZIP file, entry by entry.
final class EvidenceArchive {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final String README = """
            Wariin assessment package / 審査一式

            case.json                what the case is about / 案件
            items.json, items.csv    criteria: declarations and judgements, with their history / 審査項目
            evidence.json, .csv      the evidence: dates, validity, SHA-256, where it is shown / 証拠の一覧
            evidence/                the files, if they were asked for; named by their SHA-256 / 証拠ファイル
            machine.json             results of machine checks / 機械検査の結果
            findings.json            findings, corrections, new tests / 指摘事項
            requests.json            requests for evidence and answers / 証拠の提出依頼
            assessment-results.json  the same as OSCAL 1.1.3 assessment results, which rest on:
            assessment-plan.json     the plan: all criteria of the version
            system-security-plan.json  what the provider declares, by criterion
            catalog.json             the criteria
            log.json                 entries of the public log about this case, with inclusion proofs / 公開ログ
            checkpoint.txt           the signed checkpoint (C2SP tlog-checkpoint)
            log-key.txt              the key to check it with (C2SP signed-note)

            A file:    sha256sum evidence/*  and compare with evidence.csv.
            An entry:  SHA-256 of 0x00 followed by "leaf" is "leafHash"; hashing it up "path" (RFC 9162, 2.1.3.2)
                       gives the root in the checkpoint.
            """;

    private final EvidencePackage.Stores stores;
    private final CaseView view;
    private final Case item;
    private final boolean files;

    EvidenceArchive(EvidencePackage.Stores stores, CaseView view, boolean files) {
        this.stores = stores;
        this.view = view;
        this.item = view.item();
        this.files = files;
    }

    void writeTo(OutputStream out) throws IOException {
        var sheet = stores.sheets().of(view);
        var links = stores.sources().evidence().links(item.id());
        var machine = stores.sources()
                .machines()
                .newest(AssessmentSheets.subjects(item), stores.today().now());
        try (var zip = new ZipOutputStream(out, UTF_8)) {
            put(zip, "README.txt", README.getBytes(UTF_8));
            put(zip, "case.json", JSON.writeValueAsBytes(about(sheet)));
            put(zip, "items.json", JSON.writeValueAsBytes(items(sheet)));
            put(zip, "items.csv", EvidenceTables.items(sheet).getBytes(UTF_8));
            put(
                    zip,
                    "evidence.json",
                    JSON.writeValueAsBytes(links.stream().map(this::said).toList()));
            put(zip, "evidence.csv", EvidenceTables.evidence(links).getBytes(UTF_8));
            put(zip, "machine.json", JSON.writeValueAsBytes(machine(machine)));
            put(zip, "findings.json", JSON.writeValueAsBytes(findings()));
            put(
                    zip,
                    "requests.json",
                    JSON.writeValueAsBytes(stores.sources().requests().of(item.id()).stream()
                            .map(this::said)
                            .toList()));
            oscal(zip, sheet);
            log(zip);
            if (files) files(zip, links);
        }
    }

    private void oscal(ZipOutputStream zip, AssessmentSheet sheet) throws IOException {
        var now = stores.today().now();
        var plan = new EvidenceOscalPlan(sheet, now);
        put(zip, "assessment-results.json", new EvidenceOscal(sheet, now).write());
        put(zip, EvidenceOscalPlan.PLAN, plan.plan());
        put(zip, EvidenceOscalPlan.SYSTEM, plan.system());
        var catalogue = stores.catalogue();
        put(zip, EvidenceOscalPlan.CATALOGUE, catalogue.catalogues().oscal(catalogue.version(item)));
    }

    private Map<String, Object> about(AssessmentSheet sheet) {
        var said = new LinkedHashMap<String, Object>();
        said.put("case", item.id().toString());
        said.put("number", item.number());
        said.put("kind", item.kind().name());
        said.put("stage", item.stage().name());
        said.put("round", item.round());
        said.put("openedAt", item.openedAt().toString());
        said.put("changedAt", item.changedAt().toString());
        said.put("applicant", item.applicant().toString());
        said.put("provider", item.application().provider().name());
        said.put("service", item.application().service().name());
        said.put("registeredService", String.valueOf(item.service()));
        said.put("target", item.target());
        said.put("catalogueVersion", stores.catalogue().version(item).toString());
        said.put("criteriaVersion", sheet.version());
        said.put("evidenceJudgedOn", sheet.day().toString());
        said.put("writtenAt", stores.today().now().toString());
        return said;
    }

    private List<Map<String, Object>> items(AssessmentSheet sheet) {
        var declarations = stores.sources().items().allDeclarations(item.id());
        var judgements = stores.sources().items().allJudgements(item.id());
        var all = new ArrayList<Map<String, Object>>();
        for (var row : sheet.rows()) {
            var said = new LinkedHashMap<String, Object>();
            said.put("criterion", row.id());
            said.put("title", row.criterion().title());
            said.put("mandatory", row.criterion().mandatory());
            said.put("result", row.item().result().name());
            said.put(
                    "declarations",
                    declarations.stream()
                            .filter(one -> one.criterion().equals(row.id()))
                            .map(EvidenceArchive::said)
                            .toList());
            said.put(
                    "judgements",
                    judgements.stream()
                            .filter(one -> one.criterion().equals(row.id()))
                            .map(this::said)
                            .toList());
            all.add(said);
        }
        return all;
    }

    private static Map<String, Object> said(ItemDeclaration one) {
        return Map.of(
                "number", one.number(),
                "applies", one.applies(),
                "said", one.said(),
                "place", one.place(),
                "at", one.at().toString(),
                "by", one.by());
    }

    private Map<String, Object> said(ItemJudgement one) {
        var said = new LinkedHashMap<String, Object>();
        said.put("number", one.number());
        said.put("result", one.result().name());
        said.put("methods", one.methods());
        said.put("publicNote", one.publicNote());
        said.put("at", one.at().toString());
        if (view.deliberation()) {
            said.put("note", one.note());
            said.put("by", one.by());
        }
        return said;
    }

    private Map<String, Object> said(EvidenceLink link) {
        var piece = link.item();
        var said = new LinkedHashMap<String, Object>();
        said.put("criterion", link.criterion());
        said.put("evidence", piece.id().toString());
        said.put("kind", piece.kind().name());
        said.put("title", piece.title());
        said.put("place", link.place());
        said.put("fileName", piece.file().name());
        said.put("mediaType", piece.file().mediaType());
        said.put("length", piece.file().length());
        said.put("sha256", piece.file().sha256());
        if (piece.registration() != null)
            said.put("registration", piece.registration().toString());
        said.put("evidenceDate", piece.evidenceDate().toString());
        said.put("validUntil", String.valueOf(piece.validUntil()));
        said.put("uploadedAt", piece.uploadedAt().toString());
        said.put("uploadedBy", piece.uploadedBy());
        said.put("supersedes", String.valueOf(piece.supersedes()));
        said.put("superseded", link.superseded());
        said.put("public", link.disclosure().shown().name());
        return said;
    }

    private static List<Map<String, String>> machine(List<MachineResult> results) {
        return results.stream()
                .map(result -> Map.of(
                        "criterion", result.criterion(),
                        "check", result.check(),
                        "verdict", result.verdict().name(),
                        "sha256", result.sha256(),
                        "at", result.at().toString()))
                .toList();
    }

    private List<Map<String, Object>> findings() {
        var acts = stores.sources().findings().acts(item.id());
        var all = new ArrayList<Map<String, Object>>();
        for (var finding : stores.sources().findings().of(item.id())) {
            var said = new LinkedHashMap<String, Object>();
            said.put("number", finding.number());
            said.put("criterion", finding.criterion());
            said.put("severity", finding.severity().name());
            said.put("said", finding.said());
            said.put("due", String.valueOf(finding.due()));
            said.put("state", finding.state().name());
            said.put(
                    "acts",
                    acts.stream()
                            .filter(act -> act.finding().equals(finding.id()))
                            .map(act -> Map.of(
                                    "kind", act.kind().name(),
                                    "said", act.said(),
                                    "evidence", String.valueOf(act.evidence()),
                                    "at", act.at().toString()))
                            .toList());
            all.add(said);
        }
        return all;
    }

    private Map<String, Object> said(EvidenceRequest request) {
        return Map.of(
                "criterion", request.criterion(),
                "asked", request.asked(),
                "due", request.due().toString(),
                "askedAt", request.askedAt().toString(),
                "state", request.state(stores.today().date()).name(),
                "answers",
                        request.answers().stream()
                                .map(answer -> Map.of(
                                        "said", answer.said(),
                                        "evidence", String.valueOf(answer.evidence()),
                                        "at", answer.at().toString()))
                                .toList());
    }

    private void log(ZipOutputStream zip) throws IOException {
        var entries = new ArrayList<Map<String, Object>>();
        for (var entry : stores.journal().about(item.id().toString())) entries.add(said(entry));
        put(zip, "log.json", JSON.writeValueAsBytes(entries));
        put(zip, "checkpoint.txt", stores.journal().checkpoint().getBytes(UTF_8));
        put(zip, "log-key.txt", (stores.journal().publicKey() + "\n").getBytes(UTF_8));
    }

    /// The public leaf and the way from it to the signed root; facts and actors only for those who may read them.
    private Map<String, Object> said(JournalEntry entry) {
        var said = new LinkedHashMap<String, Object>();
        said.put("at", entry.at().toString());
        said.put("kind", entry.act().kind());
        said.put("leafHash", entry.id().toString());
        if (view.deliberation()) {
            said.put("actor", entry.act().actor());
            said.put("facts", entry.act().facts());
        }
        stores.journal().inclusion(entry.id()).ifPresent(inclusion -> {
            said.put("leaf", new String(inclusion.leaf(), UTF_8));
            said.put("index", inclusion.proof().index());
            said.put("treeSize", inclusion.proof().size());
            said.put(
                    "path",
                    inclusion.proof().path().stream().map(TreeHash::toString).toList());
        });
        return said;
    }

    private void files(ZipOutputStream zip, List<EvidenceLink> links) throws IOException {
        var written = new LinkedHashSet<String>();
        for (var link : links) {
            var file = link.item().file();
            if (file.sha256().isEmpty() || !written.add(file.sha256())) continue;
            zip.putNextEntry(new ZipEntry("evidence/" + file.sha256()));
            try (var open = stores.uploads().open(item.applicant(), file);
                    var in = open.stream()) {
                in.transferTo(zip);
            }
            zip.closeEntry();
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
