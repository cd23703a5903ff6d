package wariin.tsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import wariin.tsl.ListVerdict.Accepted;
import wariin.tsl.ListVerdict.Code;
import wariin.tsl.ListVerdict.Fault;
import wariin.tsl.ListVerdict.Refused;

/// Lists of other schemes: in version 5, spread over lines, with extensions that only they have.
class ForeignListTests {
    private static final String QUALIFICATIONS = """
            <Extension Critical="true">\
            <q:Qualifications xmlns:q="http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#">\
            <q:QualificationElement><q:Qualifiers><q:Qualifier uri="urn:x"></q:Qualifier></q:Qualifiers>\
            </q:QualificationElement></q:Qualifications></Extension>""";

    private final SampleLists samples = new SampleLists(Instant.now());
    private final String body = ListBody.of(samples.small()).toString();

    @Test
    void acceptsVersionFive() {
        var xml = signed(body.replace("<TSLVersionIdentifier>6<", "<TSLVersionIdentifier>5<"));

        assertThat(judge(xml))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted ->
                                assertThat(accepted.list().scheme().version()).isEqualTo(5));
    }

    @Test
    void refusesVersionFour() {
        var xml = signed(body.replace("<TSLVersionIdentifier>6<", "<TSLVersionIdentifier>4<"));

        assertThat(codes(xml)).containsExactly(Code.VERSION);
    }

    @Test
    void keepsQualificationsAsTheyStand() {
        var xml = signed(withExtension(QUALIFICATIONS));

        assertThat(judge(xml)).isInstanceOfSatisfying(Accepted.class, accepted -> {
            var list = accepted.list();
            var extensions =
                    list.providers().getFirst().services().getFirst().current().extensions();
            assertThat(extensions.getFirst()).isInstanceOfSatisfying(Extension.Kept.class, kept -> {
                assertThat(kept.critical()).isTrue();
                assertThat(kept.standard()).isTrue();
                assertThat(kept.xml()).contains("<Qualifier uri=\"urn:x\"></Qualifier>");
            });
            assertThat(TrustedListJson.read(TrustedListJson.of(list))).isEqualTo(list);
            assertThat(TrustedListWriter.faults(list, null))
                    .extracting(Fault::code)
                    .containsExactly(Code.CRITICAL_EXTENSION);
        });
    }

    @Test
    void keepsAnUnknownExtensionUnlessItMustBeUnderstood() {
        var unknown = "<Extension Critical=\"%s\"><x xmlns=\"urn:x\" a=\"1\">y</x></Extension>";

        assertThat(judge(signed(withExtension(unknown.formatted("false"))))).isInstanceOf(Accepted.class);
        assertThat(codes(signed(withExtension(unknown.formatted("true"))))).containsExactly(Code.CRITICAL_EXTENSION);
        assertThat(codes(signed(withExtension(unknown.formatted("1"))))).containsExactly(Code.CRITICAL_EXTENSION);
    }

    @Test
    void readsAListWithSpaceBetweenItsElements() {
        var xml = samples.signed(samples.small()).xml();
        var spread = new String(xml, StandardCharsets.UTF_8).replaceAll("><(?!/)", "> <!-- a list -->\n  <");

        assertThat(TrustedListReader.read(spread.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(samples.small());
    }

    private String withExtension(String extension) {
        return body.replaceFirst("<ServiceInformationExtensions>", "<ServiceInformationExtensions>" + extension);
    }

    private List<Code> codes(byte[] xml) {
        return ((Refused) judge(xml)).faults().stream().map(Fault::code).toList();
    }

    private ListVerdict judge(byte[] xml) {
        return TrustedListValidator.judgeForeign(xml, List.of(samples.signer.certificate()), samples.issued, 0);
    }

    private byte[] signed(String body) {
        var digest = ListSignatureWriter.sha256().digest((body + ListBody.END).getBytes(StandardCharsets.UTF_8));
        var signature = ListSignatureWriter.sign(digest, samples.signer, samples.issued);
        return (body + signature + ListBody.END).getBytes(StandardCharsets.UTF_8);
    }
}
