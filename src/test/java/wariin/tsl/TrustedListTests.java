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

        assertThat(TrustedListWriter.rebuild(samples.small(), signed.signature())).isEqualTo(signed.xml());
    }

    @Test
    void timing() {
        var list = samples.large(3000);
        for (var n = 0; n < 3; n++) {
            var t0 = System.nanoTime();
            var signed = samples.signed(list);
            var t1 = System.nanoTime();
            var v = judge(signed.xml());
            var t2 = System.nanoTime();
            TrustedListReader.read(signed.xml());
            var t3 = System.nanoTime();
            System.out.println("TIMING " + signed.xml().length + " write " + (t1 - t0) / 1000000 + " judge " + (t2 - t1) / 1000000
                    + " read " + (t3 - t2) / 1000000 + " " + v.getClass());
            if (v instanceof ListVerdict.Refused r) System.out.println(r.faults().subList(0, 5));
        }
    }

    private ListVerdict judge(byte[] xml) {
        return TrustedListValidator.judge(xml, List.of(samples.signer.certificate()), samples.issued, 0);
    }
}
