package wariin.tsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;
import wariin.tsl.SampleKeys.Holder;
import wariin.tsl.SampleKeys.Use;

/// What holds for every list, on lists with anything in them; the seed is the number of the repetition.
class TrustedListPropertyTests {
    private static final SampleLists SAMPLES = new SampleLists(Instant.now());
    private static final List<Holder> KEYS = IntStream.range(0, 16)
            .mapToObj(n -> SampleKeys.selfSigned(
                    "CN=Key " + n + ",C=JP",
                    SampleKeys.ec(n % 2 == 0 ? "secp256r1" : "secp384r1"),
                    Use.AUTHORITY,
                    SAMPLES.issued))
            .toList();
    private static final List<Holder> SIGNERS = List.of(
            SAMPLES.signer,
            SampleLists.rsaSigner(SAMPLES.issued),
            SampleKeys.selfSigned(
                    SAMPLES.signer.certificate().getSubjectX500Principal().getName(),
                    SampleKeys.ec("secp384r1"),
                    Use.LIST_SIGNER,
                    SAMPLES.issued));

    @TempDir
    Path folder;

    @RepeatedTest(120)
    void aListIsReadJudgedTwinnedAndBuiltAgainAsItWas(RepetitionInfo info) {
        var list = random(info);
        var signer = SIGNERS.get(info.getCurrentRepetition() % 3);

        var signed = TrustedListWriter.write(list, signer, SAMPLES.issued);

        assertThat(TrustedListReader.read(signed.xml())).isEqualTo(list);
        assertThat(TrustedListJson.read(TrustedListJson.of(list))).isEqualTo(list);
        assertThat(TrustedListWriter.rebuild(list, signed.signature())).isEqualTo(signed.xml());
        assertThat(TrustedListValidator.judge(signed.xml(), List.of(signer.certificate()), SAMPLES.issued, 0))
                .isEqualTo(new ListVerdict.Accepted(list));
    }

    @RepeatedTest(12)
    void othersAgreeThatItIsAList(RepetitionInfo info) {
        var list = random(info);
        var signer = SIGNERS.get(info.getCurrentRepetition() % 3);
        var judges = new ListJudges(folder);

        var xml = TrustedListWriter.write(list, signer, SAMPLES.issued).xml();

        assertThat(judges.schema(xml))
                .extracting(ListJudges.Said::status, ListJudges.Said::text)
                .contains(0);
        assertThat(judges.signature(xml, signer.certificate()))
                .as(judges.xmlsec(xml, signer.certificate()).text())
                .isTrue();
    }

    @RepeatedTest(20)
    void everyChangedByteIsSeen(RepetitionInfo info) {
        var random = generator(info);
        var sound = SAMPLES.signed(random(info)).xml();
        for (var n = 0; n < 25; n++) {
            var xml = sound.clone();
            var at = random.nextInt(xml.length);

            xml[at] ^= (byte) (1 << random.nextInt(8));

            assertThat(judge(xml)).as("byte " + at).isInstanceOf(ListVerdict.Refused.class);
        }
    }

    @RepeatedTest(10)
    void whatIsCutOrRepeatedIsSeen(RepetitionInfo info) {
        var random = generator(info);
        var sound = SAMPLES.signed(random(info)).xml();
        for (var n = 0; n < 10; n++) {
            var from = random.nextInt(sound.length - 1);
            var to = random.nextInt(from + 1, sound.length);
            var repeat = random.nextBoolean();
            var cut = new ByteArrayOutputStream();
            cut.write(sound, 0, repeat ? to : from);
            cut.write(sound, repeat ? from : to, sound.length - (repeat ? from : to));

            assertThat(judge(cut.toByteArray())).isInstanceOf(ListVerdict.Refused.class);
        }
    }

    @RepeatedTest(5)
    void aSignatureIsNotPutUnderAnotherList(RepetitionInfo info) {
        var list = random(info);
        var kept = SAMPLES.signed(list).signature();
        var other = new TrustedList(
                list.scheme(), list.sequence(), list.issued().minusSeconds(1), list.nextUpdate(), list.providers());

        assertThatThrownBy(() -> TrustedListWriter.rebuild(other, kept)).isInstanceOf(IllegalArgumentException.class);
    }

    private static ListVerdict judge(byte[] xml) {
        return TrustedListValidator.judge(xml, List.of(SAMPLES.signer.certificate()), SAMPLES.issued, 0);
    }

    private static TrustedList random(RepetitionInfo info) {
        return new RandomLists(generator(info), SAMPLES, KEYS).list();
    }

    private static RandomGenerator generator(RepetitionInfo info) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(info.getCurrentRepetition());
    }
}
