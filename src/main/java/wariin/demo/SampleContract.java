package wariin.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sample contract and its way from upload to conclusion.
final class SampleContract {

    private static final String PDF = "/sample/contract.pdf";
    private static final double SEAL = 66; // points: 23.3 mm, a company seal
    private static final Map<String, Double> FIRST_PLACE = place(206);
    private static final Map<String, Double> SECOND_PLACE = place(464);

    private SampleContract() {}

    /// What is left of a conclusion.
    record Concluded(String id, byte[] original, byte[] concluded, byte[] evidence) {}

    static Concluded conclude(Signatory first, Signatory second, SampleCompanies companies, PrintStream told)
            throws IOException {
        var original = original();
        var id = send(first, second, original);
        told.println(first.organisation() + " uploaded the contract and placed both seals");
        first.sign(id);
        told.println(first.organisation() + " signed with its own key");
        companies.accept(second, first);
        told.println(second.organisation() + " opened its invitation and confirmed its address");
        second.sign(id);
        told.println(second.organisation() + " signed with its own key: concluded");
        var browser = first.browser();
        return new Concluded(
                id,
                original,
                browser.bytes("/contracts/" + id + "/concluded.pdf"),
                browser.bytes("/contracts/" + id + "/evidence.zip"));
    }

    /// Uploads, names the parties and their places, and sends.
    ///
    /// @return the contract's id
    static String send(Signatory first, Signatory second, byte[] pdf) {
        var browser = first.browser();
        var id = browser.upload("/api/v1/contracts", "service-agreement.pdf", pdf)
                .get("id")
                .asString();
        var contract = new LinkedHashMap<String, Object>();
        contract.put("title", "業務委託契約書（見本） / Service agreement (sample)");
        contract.put("amount", "1200000");
        contract.put("currency", "JPY");
        contract.put("order", "SEQUENTIAL");
        contract.put("message", "ご確認のうえ押印をお願いします。");
        contract.put("parties", List.of(party(first, true, FIRST_PLACE), party(second, false, SECOND_PLACE)));
        browser.putJson("/api/v1/contracts/" + id, contract);
        browser.postJson("/api/v1/contracts/" + id + "/send", Map.of());
        return id;
    }

    static byte[] original() throws IOException {
        try (var resource = SampleContract.class.getResourceAsStream(PDF)) {
            if (resource == null) throw new IOException("The sample contract is not in the application");
            return resource.readAllBytes();
        }
    }

    private static Map<String, Object> party(Signatory signatory, boolean sender, Map<String, Double> place) {
        var field = new LinkedHashMap<String, Object>(place);
        field.put("page", 0);
        return Map.of(
                "email", signatory.email(),
                "name", signatory.name(),
                "organisation", signatory.organisation(),
                "language", signatory.language(),
                "sender", sender,
                "field", field);
    }

    private static Map<String, Double> place(double x) {
        return Map.of("x", x, "y", 706.0, "width", SEAL, "height", SEAL);
    }
}
