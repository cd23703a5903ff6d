package wariin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import wariin.ca.CertificationAuthority;
import wariin.ca.ceremony.RollOver;
import wariin.ca.ceremony.UnitRollOver;
import wariin.tsa.TimeStampAuthority;
import wariin.validation.Anchor.Origin;
import wariin.validation.SignatureValidation;
import wariin.validation.Trust;
import wariin.validation.TrustAnchors;
import wariin.validation.ValidationReport;
import wariin.validation.Verdict;

/// Contracts from before and after everything has a new generation: root, authorities and the time-stamping unit.
@ContractTest
@TestPropertySource(properties = {"wariin.signing.credentials=one-shot", "wariin.test.platform=rolled-over"})
class RolledOverTests {
    @Autowired
    Walk walk;

    @Autowired
    CertificationAuthority authority;

    @Autowired
    RollOver rollOver;

    @Autowired
    UnitRollOver units;

    @Autowired
    TimeStampAuthority tsa;

    @Autowired
    TrustAnchors anchors;

    @Autowired
    ContractEvidence evidence;

    @Test
    void staysValidUnderTheRootOfItsDayAndIsReachedFromTheFormerOne() throws Exception {
        var anna = walk.member("Anna", "A");
        var former = authority.root();
        var before = concluded(anna);
        var firstStamp = tsa.certificate();

        for (var line : new String[] {"root", "one-shot", "issuing", "time-stamping"}) {
            rollOver.begin(line, 2, "operators:anna,ben");
        }
        units.begin("tsu-1", 2, Instant.now(), "operators:anna,ben");
        var limit = Instant.now().plus(Duration.ofSeconds(40));
        while (tsa.certificate().equals(firstStamp)) {
            assertThat(Instant.now()).isBefore(limit);
            Thread.sleep(200);
        }
        var after = concluded(anna);

        assertThat(authority.root()).isNotEqualTo(former);
        var old = validate(before, anchors.trust());
        var young = validate(after, anchors.trust());
        assertThat(old.verdict()).as(old.toString()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(young.verdict()).as(young.toString()).isEqualTo(Verdict.TOTAL_PASSED);
        assertThat(old.signatures()).allSatisfy(signature -> {
            assertThat(signature.trustedBy().name()).isEqualTo("root");
            assertThat(signature.trustedBy().origin()).isEqualTo(Origin.OWN_FORMER);
        });
        assertThat(young.signatures()).allSatisfy(signature -> {
            assertThat(signature.trustedBy().name()).isEqualTo("root-2");
            assertThat(signature.trustedBy().origin()).isEqualTo(Origin.OWN);
            assertThat(signature.provenTime().authority()).endsWith("Time-Stamping Unit 1-2");
        });
        assertThat(validate(before, Trust.in(authority.root())).verdict()).isEqualTo(Verdict.INDETERMINATE);
        var reached = validate(after, Trust.in(former));
        assertThat(reached.verdict()).as(reached.toString()).isEqualTo(Verdict.TOTAL_PASSED);
        archiveHasAllRoots(anna);
    }

    private byte[] concluded(Walk.Person anna) throws Exception {
        var ben = walk.member("Ben", "B");
        var id = walk.sent(anna, Contract.Order.PARALLEL, ben.side(Walk.place(1)))
                .id();
        walk.sign(anna, id);
        walk.sign(ben, id);
        last = id;
        return walk.concluded(anna, id);
    }

    private ContractId last;

    private void archiveHasAllRoots(Walk.Person anna) throws Exception {
        var out = new ByteArrayOutputStream();
        evidence.archive(anna.user(), last).orElseThrow().writeTo(out);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.getName().equals("root.pem")) continue;
                var text = new String(zip.readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(text.split("BEGIN CERTIFICATE")).hasSize(4);
                assertThat(text).contains("# root-2 (", "# root (", "# root-q (");
                return;
            }
        }
        throw new AssertionError("no root.pem");
    }

    private ValidationReport validate(byte[] pdf, Trust trust) {
        return SignatureValidation.offline(walk.clock()).validate(pdf, trust);
    }
}
