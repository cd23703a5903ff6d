package wariin.assessment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wariin.assessment.AssessmentSheet.Row;

/// The sheet of a case as OSCAL 1.1.3 assessment results: an observation for each criterion that was looked at, with
/// its evidence, and a finding on whether its statement is satisfied. The plan lies beside it ({@link
/// EvidenceOscalPlan}). Ids are made from what they name, so that the same state gives the same document.
final class EvidenceOscal {

    private static final String NS = "https://trust-register.example/ns/oscal";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final AssessmentSheet sheet;
    private final Case item;
    private final Instant now;

    EvidenceOscal(AssessmentSheet sheet, Instant now) {
        this.sheet = sheet;
        this.item = sheet.view().item();
        this.now = now;
    }

    byte[] write() {
        var results = new LinkedHashMap<String, Object>();
        results.put("uuid", id("results"));
        results.put(
                "metadata",
                metadata("Assessment of " + item.application().service().name().en(), now));
        results.put("import-ap", Map.of("href", EvidenceOscalPlan.PLAN));
        results.put("results", List.of(result()));
        return JSON.writeValueAsBytes(Map.of("assessment-results", results));
    }

    Map<String, Object> metadata(String title, Instant at) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("title", title);
        metadata.put("last-modified", time(at));
        metadata.put("version", item.number() + "." + item.round());
        metadata.put("oscal-version", "1.1.3");
        return metadata;
    }

    static Map<String, Object> reviewed(AssessmentSheet sheet) {
        var controls =
                sheet.rows().stream().map(row -> Map.of("control-id", row.id())).toList();
        return Map.of("control-selections", List.of(Map.of("include-controls", controls)));
    }

    private Map<String, Object> result() {
        var result = new LinkedHashMap<String, Object>();
        result.put("uuid", id("result"));
        result.put("title", "Case " + item.number());
        result.put("description", "Judgements by criterion, against version " + sheet.version() + " of the criteria.");
        result.put("start", time(item.openedAt()));
        if (item.stage().ended()) result.put("end", time(item.changedAt()));
        result.put("reviewed-controls", reviewed(sheet));
        var judged = sheet.rows().stream()
                .filter(row -> row.item().result() != ItemResult.OPEN)
                .toList();
        if (judged.isEmpty()) return result;
        result.put("observations", judged.stream().map(this::observation).toList());
        result.put("findings", judged.stream().map(this::finding).toList());
        return result;
    }

    private Map<String, Object> observation(Row row) {
        var judgement = row.item().judgement();
        if (judgement == null) throw new IllegalStateException("Judged without a judgement");
        var observation = new LinkedHashMap<String, Object>();
        observation.put("uuid", id("observation " + row.id()));
        observation.put("title", row.criterion().title().en());
        observation.put("description", text(judgement.note().isBlank() ? judgement.publicNote() : judgement.note()));
        observation.put("methods", judgement.methods().isEmpty() ? List.of("UNKNOWN") : judgement.methods());
        observation.put("types", List.of("control-objective"));
        var evidence = new ArrayList<Map<String, Object>>();
        for (var shown : row.evidence()) {
            var piece = shown.link().item();
            var said = new LinkedHashMap<String, Object>();
            if (!piece.file().sha256().isEmpty())
                said.put("href", "evidence/" + piece.file().sha256());
            said.put("description", piece.title());
            said.put("props", props(piece, shown.link().place()));
            evidence.add(said);
        }
        if (!evidence.isEmpty()) observation.put("relevant-evidence", evidence);
        observation.put("collected", time(judgement.at()));
        return observation;
    }

    private static List<Map<String, String>> props(EvidenceItem piece, String place) {
        var props = new ArrayList<Map<String, String>>();
        props.add(Map.of(
                "name", "evidence-date", "ns", NS, "value", piece.evidenceDate().toString()));
        if (!piece.file().sha256().isEmpty()) {
            props.add(Map.of("name", "sha-256", "ns", NS, "value", piece.file().sha256()));
        }
        if (!place.isBlank()) props.add(Map.of("name", "place", "ns", NS, "value", place));
        return props;
    }

    private Map<String, Object> finding(Row row) {
        var result = row.item().result();
        var target = new LinkedHashMap<String, Object>();
        target.put("type", "statement-id");
        target.put("target-id", row.id() + "_smt");
        target.put(
                "status",
                Map.of(
                        "state",
                        result == ItemResult.NOT_MET ? "not-satisfied" : "satisfied",
                        "reason",
                        reason(result)));
        if (result == ItemResult.NOT_APPLICABLE) target.put("implementation-status", Map.of("state", "not-applicable"));
        var finding = new LinkedHashMap<String, Object>();
        finding.put("uuid", id("finding " + row.id()));
        finding.put("title", row.criterion().title().en());
        finding.put("description", described(row));
        finding.put("target", target);
        finding.put("related-observations", List.of(Map.of("observation-uuid", id("observation " + row.id()))));
        return finding;
    }

    private static String reason(ItemResult result) {
        return switch (result) {
            case MET -> "pass";
            case NOT_MET -> "fail";
            case NOT_APPLICABLE, OPEN -> "other";
        };
    }

    /// The findings of our own kind, with their severity and where they stand.
    private static String described(Row row) {
        if (row.findings().isEmpty()) return "No deviation was recorded.";
        var text = new StringBuilder();
        for (var finding : row.findings()) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(finding.severity())
                    .append(' ')
                    .append(finding.number())
                    .append(" (")
                    .append(finding.state())
                    .append("): ")
                    .append(finding.said());
        }
        return text.toString();
    }

    private static String text(String text) {
        return text.isBlank() ? "Judged without a note." : text;
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS)
                .atOffset(ZoneOffset.UTC)
                .toString()
                .replaceFirst("(T\\d\\d:\\d\\d)Z$", "$1:00Z");
    }

    /// OSCAL wants random or named ids (RFC 9562, versions 4 and 5); ours get the mark of version 5.
    String id(String what) {
        var named = UUID.nameUUIDFromBytes((item.id() + " " + what).getBytes(StandardCharsets.UTF_8));
        var high = named.getMostSignificantBits() & ~0xF000L | 0x5000L;
        return new UUID(high, named.getLeastSignificantBits()).toString();
    }
}
