package wariin.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import wariin.contract.SignedSample;
import wariin.database.DatabaseTest;
import wariin.ra.bulk.BulkOutcome;
import wariin.ra.desk.ScopeItem;
import wariin.ra.evidence.EvidenceMethod;
import wariin.ra.refusal.RegistrationRefusal;
import wariin.ra.refusal.RegistrationRefusal.ApplicationNotValid;
import wariin.ra.refusal.RegistrationRefusal.OtherSigner;
import wariin.ra.refusal.RegistrationRefusal.Plain;
import wariin.ra.request.Registrant;
import wariin.ra.request.RequestId;
import wariin.ra.request.RequestState;

/// Signed applications, judged by machine: only a valid signature of the very holder is evidence.
@DatabaseTest
@Import({DeskFixture.class, SignedSample.class})
class SignedApplicationTests {

    @Autowired
    DeskFixture fixture;

    @Autowired
    SignedSample samples;

    private DeskWorld world;

    @Test
    void takesTheHoldersValidSignatureAndSaysWhatWasChecked() throws Exception {
        world = world();
        var signed = samples.by("Hanako Suzuki", world.name, world.number.value(), true);
        var id = submitted(Registrant.person("Hanako", "Suzuki", world.number, world.name, signed.email()));
        var here = "/desk/" + world.desk.id() + "/requests/" + id;
        var web = world.ben.browser().person();
        // Nothing is chosen beforehand, and nothing chosen is nothing verified.
        assertThat(web.get(here).body()).contains("<option value=\"\">");
        assertThat(web.post(here + "/evidence", "method", "", "reference", "x").status())
                .isEqualTo(422);

        DeskFixture.done(record(id, signed.pdf()));

        var evidence = fixture.requests
                .open(world.ben.user(), id)
                .orElseThrow()
                .evidence()
                .getFirst();
        assertThat(evidence.machine().verdict()).isEqualTo("TOTAL_PASSED");
        assertThat(evidence.machine().subject()).contains("Hanako Suzuki");
        assertThat(web.get(here).body())
                .contains("TOTAL_PASSED", "Checked by machine", "application.pdf")
                .contains("Signed with the certificate of", "CN=Hanako Suzuki")
                .doesNotContain("??");
        DeskFixture.done(fixture.registration.check(world.ben.user(), id));
        assertThat(fixture.requests.find(id).orElseThrow().state()).isEqualTo(RequestState.CHECKED);

        // Whose certificate it was goes with the file; that a machine passed it stays.
        DeskFixture.done(fixture.evidences.erase(world.ben.user(), id, evidence.id()));
        var erased = fixture.requests
                .open(world.ben.user(), id)
                .orElseThrow()
                .evidence()
                .getFirst();
        assertThat(erased.machine().verdict()).isEqualTo("TOTAL_PASSED");
        assertThat(erased.machine().subject()).isEmpty();
        assertThat(web.get(here).body()).doesNotContain("??", "Signed with the certificate of");
    }

    @Test
    void refusesWhatIsNotTheHoldersValidSignature() throws Exception {
        world = world();
        var signed = samples.by("Hanako Suzuki", world.name, world.number.value(), true);
        var hanako = Registrant.person("Hanako", "Suzuki", world.number, world.name, signed.email());
        var id = submitted(hanako);

        refused(id, null, Plain.APPLICATION_MISSING);
        refused(id, "no PDF".getBytes(StandardCharsets.UTF_8), new ApplicationNotValid("NOT_A_PDF"));
        refused(id, tampered(signed.pdf()), new ApplicationNotValid("TOTAL_FAILED"));
        // Somebody else's valid signature proves nothing about this holder.
        refused(submitted(world.taro()), signed.pdf(), new OtherSigner("name"));
        var namesake = Registrant.person("Hanako", "Suzuki", world.number, world.name, "namesake@" + world.domain);
        refused(submitted(namesake), signed.pdf(), new OtherSigner("email"));
        // Of another company; and one of whom only the mail address was ever confirmed.
        var elsewhere = samples.by("Jiro Sato", "Elsewhere", "7000012050002", true);
        var jiro = Registrant.person("Jiro", "Sato", world.number, world.name, elsewhere.email());
        refused(submitted(jiro), elsewhere.pdf(), new OtherSigner("organisation"));
        var unknown = samples.by("Saburo Ito", world.name, world.number.value(), false);
        var saburo = Registrant.person("Saburo", "Ito", world.number, world.name, unknown.email());
        refused(submitted(saburo), unknown.pdf(), Plain.SIGNER_NOT_VERIFIED);
    }

    @Test
    void takesNoTablesWordForASignature() throws Exception {
        world = world();
        var table = "profile,surname,given_name,corporate_number,organisation,email,evidence,certification_request\r\n"
                + "mail-sponsor/1,山田,太郎," + world.number + "," + world.name + ",taro@" + world.domain
                + ",signed-application,\r\n";
        var outcome = fixture.bulks.upload(
                world.anna.user(),
                world.desk.id(),
                "table.csv",
                new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));

        assertThat(outcome).isInstanceOf(BulkOutcome.Taken.class);
        var upload = ((BulkOutcome.Taken) outcome).upload();
        assertThat(fixture.bulks.rows(world.anna.user(), upload.id(), 0, 10))
                .singleElement()
                .satisfies(row -> assertThat(row.refusal()).isEqualTo("bad-field"));
    }

    private DeskWorld world() {
        var made = new DeskWorld(fixture);
        made.widen(ScopeItem.Kind.DOMAIN, "example.com");
        return made;
    }

    private RequestId submitted(Registrant registrant) {
        return fixture.submitted(world.anna, world.desk.id(), registrant, "mail-sponsor/1");
    }

    private RequestOutcome record(RequestId id, byte[] pdf) throws IOException {
        var file = pdf == null ? null : new Evidences.Upload("application.pdf", new ByteArrayInputStream(pdf));
        return fixture.evidences.record(
                world.ben.user(), id, EvidenceMethod.SIGNED_APPLICATION, "signed application", file);
    }

    /// An entry of the log is all that a refusal leaves.
    private void refused(RequestId id, byte[] pdf, RegistrationRefusal reason) throws IOException {
        assertThat(DeskFixture.refused(record(id, pdf))).isEqualTo(reason);
        assertThat(fixture.refusals(id)).last().isEqualTo(reason.key());
        assertThat(fixture.sql.queryForObject(
                        "select count(*) from ra_evidence where request_id = ?", Integer.class, id.value()))
                .isZero();
    }

    /// One letter of what was signed is another one.
    private static byte[] tampered(byte[] pdf) {
        var changed = pdf.clone();
        var text = new String(pdf, StandardCharsets.ISO_8859_1);
        var at = text.indexOf("/Title");
        if (at < 0) at = text.indexOf("/Producer");
        if (at < 0) at = text.indexOf("stream") + 40;
        changed[at + 12] ^= 1;
        return changed;
    }
}
