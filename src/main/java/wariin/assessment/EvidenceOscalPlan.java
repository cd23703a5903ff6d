package wariin.assessment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What assessment results rest on in OSCAL 1.1.3: a plan (all criteria of the version), and the system as its provider
/// declares it, which rests on the catalogue. The three are files beside the results.
final class EvidenceOscalPlan {

    static final String PLAN = "assessment-plan.json";
    static final String SYSTEM = "system-security-plan.json";
    static final String CATALOGUE = "catalog.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final AssessmentSheet sheet;
    private final Case item;
    private final EvidenceOscal ids;
    private final Instant now;

    EvidenceOscalPlan(AssessmentSheet sheet, Instant now) {
        this.sheet = sheet;
        this.item = sheet.view().item();
        this.ids = new EvidenceOscal(sheet, now);
        this.now = now;
    }

    byte[] plan() {
        var plan = new LinkedHashMap<String, Object>();
        plan.put("uuid", ids.id("plan"));
        plan.put("metadata", ids.metadata("Plan of the assessment of " + service(), now));
        plan.put("import-ssp", Map.of("href", SYSTEM));
        plan.put("reviewed-controls", EvidenceOscal.reviewed(sheet));
        return JSON.writeValueAsBytes(Map.of("assessment-plan", plan));
    }

    byte[] system() {
        var system = new LinkedHashMap<String, Object>();
        system.put("uuid", ids.id("system"));
        system.put("metadata", ids.metadata("What the provider declares of " + service(), now));
        system.put("import-profile", Map.of("href", CATALOGUE));
        system.put("system-characteristics", characteristics());
        system.put("system-implementation", implementation());
        system.put("control-implementation", controls());
        return JSON.writeValueAsBytes(Map.of("system-security-plan", system));
    }

    private Map<String, Object> characteristics() {
        var said = item.application().service();
        var system = new LinkedHashMap<String, Object>();
        system.put("system-ids", List.of(Map.of("identifier-type", "http://ietf.org/rfc/rfc4122", "id", systemId())));
        system.put("system-name", said.name().en());
        system.put("description", said.summary().en());
        var kept = Map.of(
                "uuid", ids.id("information"),
                "title", "Data of subscribers",
                "description", "What subscribers give to be identified.");
        system.put("system-information", Map.of("information-types", List.of(kept)));
        system.put("status", Map.of("state", "operational"));
        system.put("authorization-boundary", Map.of("description", "The service as applied for."));
        return system;
    }

    private String systemId() {
        var service = item.service();
        return service == null ? item.id().toString() : service.toString();
    }

    private Map<String, Object> implementation() {
        var component = new LinkedHashMap<String, Object>();
        component.put("uuid", ids.id("component"));
        component.put("type", "this-system");
        component.put("title", service());
        component.put("description", "The service as a whole.");
        component.put("status", Map.of("state", "operational"));
        return Map.of("users", List.of(Map.of("uuid", ids.id("users"))), "components", List.of(component));
    }

    private Map<String, Object> controls() {
        var implemented = sheet.rows().stream().map(this::implemented).toList();
        return Map.of("description", "By criterion.", "implemented-requirements", implemented);
    }

    private Map<String, Object> implemented(AssessmentSheet.Row row) {
        var requirement = new LinkedHashMap<String, Object>();
        requirement.put("uuid", ids.id("requirement " + row.id()));
        requirement.put("control-id", row.id());
        var declaration = row.item().declaration();
        if (declaration == null) return requirement;
        var by = new LinkedHashMap<String, Object>();
        by.put("component-uuid", ids.id("component"));
        by.put("uuid", ids.id("declaration " + row.id()));
        by.put("description", declaration.said());
        var state = declaration.applies() ? "implemented" : "not-applicable";
        by.put("implementation-status", Map.of("state", state));
        var statement = new LinkedHashMap<String, Object>();
        statement.put("statement-id", row.id() + "_smt");
        statement.put("uuid", ids.id("statement " + row.id()));
        statement.put("by-components", List.of(by));
        requirement.put("statements", List.of(statement));
        return requirement;
    }

    private String service() {
        return item.application().service().name().en();
    }
}
