package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.json.JsonMapper;
import wariin.identity.Person;
import wariin.ra.DeskFixture.Somebody;
import wariin.ra.request.RequestId;

/// What officers do in their browsers.
final class DeskBrowser {

    private final JsonMapper json;

    DeskBrowser(JsonMapper json) {
        this.json = json;
    }

    void approve(Somebody officer, String here, RequestId request) {
        var web = web(officer);
        var ballot = web.postJson(here + "/ballot", "{\"requests\":[\"" + request + "\"]}");
        assertThat(ballot.status()).as(ballot.body()).isEqualTo(200);
        var answer = web.postJson(here + "/approvals", signed(officer, ballot.body()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    String signed(Somebody officer, String ballot) {
        var asked = json.readTree(ballot);
        var assertion = officer.browser().sign(asked.path("passkey").toString());
        return "{\"sha256\":\"" + asked.path("sha256").asString() + "\",\"passkey\":" + assertion + "}";
    }

    static Person web(Somebody somebody) {
        return somebody.browser().person();
    }
}
