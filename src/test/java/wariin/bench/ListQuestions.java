package wariin.bench;

import java.lang.management.ManagementFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import wariin.tsl.CertificateAnswer.Reason;
import wariin.tsl.SampleKeys;
import wariin.tsl.SampleKeys.Holder;
import wariin.tsl.SampleKeys.Use;
import wariin.tsl.SampleLists;
import wariin.tsl.ServiceIndex;

/// Questions that come at their times, answered or not: what is late, waits (open loop). Each fifth question is about a
/// certificate that was never asked about before; half come without the issuer; a third ask about the suspension.
final class ListQuestions {
    private static final int PER_SECOND = 500;

    record Times(double[] waits, double[] cpu) {}

    private record Question(List<X509Certificate> path, Instant at, Reason expected) {}

    private final SampleLists samples;
    private final ServiceIndex index;
    private final SplittableRandom random = new SplittableRandom(7);
    private final List<List<X509Certificate>> known = new ArrayList<>();

    ListQuestions(SampleLists samples, ServiceIndex index) {
        this.samples = samples;
        this.index = index;
    }

    /// How many milliseconds each answer came after the question was due, and how many it took of a processor.
    Times ask(int seconds) throws InterruptedException {
        var questions = questions(seconds * PER_SECOND);
        var waits = new double[questions.size()];
        var cpu = new double[waits.length];
        var threads = ManagementFactory.getThreadMXBean();
        try (var workers = Executors.newFixedThreadPool(2)) {
            var start = System.nanoTime() + 50_000_000;
            for (var n = 0; n < waits.length; n++) {
                var number = n;
                var due = start + n * 1_000_000_000L / PER_SECOND;
                while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
                workers.execute(() -> {
                    var before = threads.getCurrentThreadCpuTime();
                    answer(questions.get(number));
                    cpu[number] = (threads.getCurrentThreadCpuTime() - before) / 1e6;
                    waits[number] = (System.nanoTime() - due) / 1e6;
                });
            }
            workers.shutdown();
            if (!workers.awaitTermination(30, TimeUnit.SECONDS)) throw new IllegalStateException("No end of answers");
        }
        for (var wait : waits) if (wait == 0) throw new IllegalStateException("An answer is wrong");
        return new Times(waits, cpu);
    }

    static double quantile(double[] values, double at) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(at * sorted.length))];
    }

    private void answer(Question question) {
        var answer = index.ask(question.path(), question.at(), samples.issued);
        if (answer.reason() != question.expected()) throw new IllegalStateException("Answered " + answer.reason());
    }

    private List<Question> questions(int count) {
        var questions = new ArrayList<Question>();
        var authorities = samples.authorities();
        for (var n = 0; n < count; n++) {
            if (n % 5 == 0) known.add(path(authorities.get(random.nextInt(authorities.size()))));
            var path = known.get(n % 5 == 0 ? known.size() - 1 : random.nextInt(known.size()));
            var inside = random.nextInt(3) == 0;
            var at = (inside ? samples.reinstated : samples.issued).minusSeconds(1 + random.nextInt(80_000));
            var shown = random.nextBoolean() ? path : path.subList(0, 1);
            questions.add(new Question(shown, at, inside ? Reason.SUSPENDED : Reason.RECOGNISED));
        }
        return questions;
    }

    private List<X509Certificate> path(Holder authority) {
        var from = samples.suspended;
        var to = samples.issued.plus(Duration.ofDays(365));
        var leaf = SampleKeys.issued("CN=Somebody,C=JP", authority, Use.PERSON, from, to);
        return List.of(leaf.certificate(), authority.certificate());
    }
}
