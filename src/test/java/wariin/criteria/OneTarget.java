package wariin.criteria;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The smallest catalogue: one target, one criterion.
final class OneTarget {

    private OneTarget() {}

    static byte[] catalogue(UUID uuid, String version, String target, String statement) {
        return """
                {"catalog": {
                  "uuid": "%s",
                  "metadata": {"title": "One target", "last-modified": "2026-11-23T00:00:00Z",
                               "version": "%s", "oscal-version": "1.1.3"},
                  "groups": [{"id": "%s", "class": "target", "title": "Something new",
                    "controls": [{"id": "only-01", "title": "The only one",
                      "parts": [{"id": "only-01_smt", "name": "statement", "prose": "%s"}]}]}]}}
                """.formatted(uuid, version, target, statement).getBytes(StandardCharsets.UTF_8);
    }
}
