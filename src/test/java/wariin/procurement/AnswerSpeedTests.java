package wariin.procurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wariin.procurement.SourceStanding.Kind;
import wariin.tsl.SampleKeys;
import wariin.tsl.SampleKeys.Use;
import wariin.tsl.SampleLists;

/// How long a question takes over a list of 3,000 services; signing of the answer is told apart.
@Tag("heavy")
class AnswerSpeedTests {

    private static final int QUESTIONS = 2_000;

    @Test
    void answersWithinFiveMilliseconds() throws Exception {
        var samples = new SampleLists(RuleFacts.NOW);
        var list = ListSource.of("jts", Kind.OWN_LIST, samples.large(3_000), "aa".repeat(32));
        var snapshot = new Snapshot(List.of(list), null, List.of(), Map.of());
        var known = list.list()
                .providers()
                .get(150)
                .services()
                .getFirst()
                .current()
                .identity()
                .certificates()
                .getFirst();
        var leaf = SampleKeys.issued(
                "CN=Someone,C=JP",
                samples.authority,
                Use.PERSON,
                RuleFacts.NOW.minusSeconds(999),
                RuleFacts.NOW.plusSeconds(999));
        var rule = RuleFile.of("test", "(webtrust or etsi or jts) and not revoked");
        var subjects = new Subjects(_ -> Ruling.FAIL);
        var threads = ManagementFactory.getThreadMXBean();
        var working = new long[QUESTIONS];
        var asking = new long[QUESTIONS];
        var signing = new long[QUESTIONS];
        var key = SampleKeys.ec("secp256r1");
        for (var n = -500; n < QUESTIONS; n++) {
            var certificate = n % 2 == 0 ? known : leaf.certificate();
            var others = List.of(samples.authority.certificate());
            var worked = threads.getCurrentThreadCpuTime();
            var began = System.nanoTime();
            var subject = subjects.of(new Question.OfCertificate(certificate, others, List.of(), RuleFacts.NOW));
            var answer = Asking.ask(rule, subject, snapshot, RuleFacts.NOW);
            var asked = System.nanoTime();
            var done = threads.getCurrentThreadCpuTime() - worked;
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(answer.toString().getBytes());
            signature.sign();
            if (n < 0) continue;
            working[n] = done;
            asking[n] = asked - began;
            signing[n] = System.nanoTime() - asked;
        }
        Arrays.sort(working);
        Arrays.sort(asking);
        Arrays.sort(signing);
        System.out.printf(
                "Question over 3,000 services: p50 %.3f ms, p99 %.3f ms (of work %.3f ms); signing apart: p50 %.3f ms, p99 %.3f ms%n",
                asking[QUESTIONS / 2] / 1e6,
                asking[QUESTIONS * 99 / 100] / 1e6,
                working[QUESTIONS * 99 / 100] / 1e6,
                signing[QUESTIONS / 2] / 1e6,
                signing[QUESTIONS * 99 / 100] / 1e6);
        // The time of work, since a busy machine makes anything wait.
        assertThat(working[QUESTIONS * 99 / 100]).isLessThan(5_000_000);
    }
}
