package wariin.ca.ceremony;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import wariin.ca.ceremony.AuthorityRequestRegister.Asked;

/// A script for `./wariin pki ceremony` that makes the roots and certifies what this platform asks for; the same bytes
/// as long as the same is asked.
final class CeremonyProposal {
    private static final int ROOT_DAYS = 25 * 365;
    private static final int AUTHORITY_DAYS = 15 * 365;
    private static final int LIST_DAYS = 365;

    private CeremonyProposal() {}

    static byte[] of(HierarchyPlan plan, List<Asked> waiting, AuthorityContents contents) {
        var steps = new ArrayList<Map<String, Object>>();
        steps.add(act("witness", "text", "The machine has never been on a network, and its clock is right"));
        var roots = new LinkedHashSet<String>();
        for (var asked : waiting) plan.authority(asked.line()).ifPresent(planned -> roots.add(planned.parent()));
        for (var root : roots) {
            var planned = plan.authority(root).orElseThrow();
            var name = contents.name(planned.commonName());
            var step = act("make-root", "root", root);
            step.put("algorithm", planned.algorithm().name().replace('_', '-'));
            step.put("country", name.country());
            step.put("organisation", String.valueOf(name.organisation()));
            step.put("commonName", name.commonName());
            step.put("days", ROOT_DAYS);
            steps.add(step);
        }
        for (var asked : waiting) {
            var planned = plan.authority(asked.line()).orElseThrow();
            var step = act("sign", "root", planned.parent());
            step.put("request", asked.name() + ".csr");
            step.put("profile", "issuing/2");
            step.put("repository", contents.repository());
            step.put("days", AUTHORITY_DAYS);
            steps.add(step);
        }
        for (var root : roots) {
            var step = act("list", "root", root);
            step.put("days", LIST_DAYS);
            steps.add(step);
        }
        steps.add(new LinkedHashMap<>(Map.of("act", "verify")));
        var script = new LinkedHashMap<String, Object>();
        script.put(
                "ceremony", "The roots and authorities of " + contents.name("").organisation());
        script.put("steps", steps);
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return (json.writeValueAsString(script) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> act(String act, String key, Object value) {
        var step = new LinkedHashMap<String, Object>();
        step.put("act", act);
        step.put(key, value);
        return step;
    }
}
