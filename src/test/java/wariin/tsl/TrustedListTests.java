package wariin.tsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedListTests {
    private final SampleLists samples = new SampleLists(Instant.now());

    @Test
    void readsWhatItWrote() {
        var list = samples.small();

        var signed = samples.signed(list);

        assertThat(TrustedListReader.read(signed.xml())).isEqualTo(list);
    }

    @Test
    void acceptsItsOwnList() {
        var signed = samples.signed(samples.small());

        var verdict = judge(signed.xml());

        assertThat(verdict).isEqualTo(new ListVerdict.Accepted(samples.small()));
    }

    @Test
    void buildsTheSameBytesAgain() {
        var signed = samples.signed(samples.small());

        assertThat(TrustedListWriter.rebuild(samples.small(), signed.signature()))
                .isEqualTo(signed.xml());
    }

    @Test
    void theTwinInJsonSaysTheSame() {
        var list = samples.small();

        assertThat(TrustedListJson.read(TrustedListJson.of(list))).isEqualTo(list);
    }

    @Test
    void judgesAListOfManyMegabytes() {
        var list = samples.large(2000);

        var signed = samples.signed(list);

        assertThat(signed.xml().length).isGreaterThan(6 << 20);
        assertThat(judge(signed.xml())).isEqualTo(new ListVerdict.Accepted(list));
    }

    private ListVerdict judge(byte[] xml) {
        return TrustedListValidator.judge(xml, List.of(samples.signer.certificate()), samples.issued, 0);
    }
}
