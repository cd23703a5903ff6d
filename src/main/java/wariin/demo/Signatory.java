package wariin.demo;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A person of a sample company, with a browser and a passkey.
public record Signatory(
        String email, String name, String organisation, String language, Browser browser, SoftwareAuthenticator passkey)
        implements AutoCloseable {

    /// Reads the document as a person would have to, then presses the seal: prompt, passkey, answer.
    void sign(String contract) {
        browser.get("/contracts/" + contract + "/sign");
        browser.bytes("/contracts/" + contract + "/document");
        var act = browser.postJson("/api/v1/contracts/" + contract + "/signature", Map.of());
        var assertion = passkey.authenticate(act.get("passkey").toString(), browser.origin());
        browser.postJson(
                "/api/v1/contracts/" + contract + "/signature/" + act.get("act").asString(),
                "{\"passkey\":" + assertion + "}");
    }

    JsonNode contract(String id) {
        return browser.getJson("/api/v1/contracts/" + id);
    }

    @Override
    public void close() {
        browser.close();
    }
}
